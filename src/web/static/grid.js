// Entry in rows and columns as in Excel. Without it the grid is a table of inputs.
"use strict";
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d")
    .toLowerCase().replace(/\s+/g, " ").trim();

  // Cells as Excel copies them: tabs, line ends, and quotes around what holds either.
  const parse = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (let i = 0; i < text.length; ++i) {
      const row = rows[rows.length - 1];
      const c = text[i];
      if (quoted) {
        if (c === '"' && text[i + 1] === '"') row[row.length - 1] += text[++i];
        else if (c === '"') quoted = false;
        else row[row.length - 1] += c;
      } else if (c === '"' && row[row.length - 1] === "") quoted = true;
      else if (c === "\t") row.push("");
      else if (c === "\n") rows.push([""]);
      else if (c !== "\r") row[row.length - 1] += c;
    }
    const last = rows[rows.length - 1];
    if (rows.length > 1 && last.length === 1 && last[0] === "") rows.pop();
    return rows;
  };

  for (const table of document.querySelectorAll("table[data-grid]")) {
    const cells = [...table.tBodies[0].rows].map((row) =>
      [...row.querySelectorAll("td.cell input, td.cell select")]);
    const told = table.closest("form").querySelector(".grid-told");
    const undone = [];
    let before = "";

    const placeOf = (input) => {
      for (let row = 0; row < cells.length; ++row) {
        const column = cells[row].indexOf(input);
        if (column >= 0) return [row, column];
      }
      return null;
    };
    const go = (row, column) => {
      const input = cells[row] && cells[row][column];
      if (!input) return false;
      input.focus();
      if (input.select) input.select();
      return true;
    };
    // False when a choice has no such word.
    const put = (input, text) => {
      if (input.tagName !== "SELECT") {
        input.value = text.trim();
        return true;
      }
      const wanted = fold(text);
      const option = [...input.options].find((one) => one.value !== "" &&
        [one.value, one.dataset.sign, one.dataset.name].some((name) => name && fold(name) === wanted)) ||
        /^[1-9]$/.test(wanted) && input.options[Number(wanted)];
      if (!option) return wanted === "" && ((input.value = ""), true);
      input.value = option.value;
      return true;
    };
    // A choice by its place (1-9), or by the letters of its sign or name typed one after another:
    // "h", "ht", "htx" ... None: not one of our letters.
    let letters = "";
    let lastLetter = 0;
    const typed = (input, key, now) => {
      const options = [...input.options].filter((one) => one.value !== "");
      if (/^[1-9]$/.test(key)) return options[Number(key) - 1];
      if (!/^[\p{L} ]$/u.test(key)) return null;
      letters = now - lastLetter < 1200 ? letters + fold(key) : fold(key);
      lastLetter = now;
      const begins = (name) => name && fold(name).startsWith(letters);
      return options.find((one) => one.dataset.sign && fold(one.dataset.sign) === letters) ||
        options.find((one) => begins(one.dataset.name)) ||
        options.find((one) => begins(one.dataset.sign));
    };
    const mark = (input, fits) => {
      const cell = input.closest("td");
      cell.classList.toggle("misfit", !fits);
      cell.title = fits ? "" : table.dataset.notInList;
      cell.classList.toggle("changed", input.value !== initial.get(input));
    };
    // The whole names in a roomy window, signs alone in a narrow one; the legend explains them.
    const signed = [...table.querySelectorAll("option[data-sign]")];
    for (const one of signed) one.dataset.name = one.text.slice(one.dataset.sign.length + 3);
    for (const one of table.querySelectorAll("option:not([data-sign])")) one.dataset.name = one.text;
    const narrow = window.matchMedia("(max-width: 40rem)");
    const name = () => {
      for (const one of signed) {
        one.text = narrow.matches ? one.dataset.sign : `${one.dataset.sign} – ${one.dataset.name}`;
      }
    };
    narrow.addEventListener("change", name);
    name();
    const initial = new Map(cells.flat().map((input) => [input, input.value]));

    table.addEventListener("focusin", (event) => {
      if (!placeOf(event.target)) return;
      before = event.target.value;
      if (event.target.select) event.target.select();
    });
    table.addEventListener("input", (event) => {
      if (!placeOf(event.target)) return;
      undone.length = 0;
      mark(event.target, true);
    });
    table.addEventListener("keydown", (event) => {
      const place = placeOf(event.target);
      if (!place || event.isComposing) return;
      const [row, column] = place;
      const input = event.target;
      const list = input.tagName === "SELECT";
      const edge = (end) => list || (input.selectionStart === 0 &&
        input.selectionEnd === input.value.length) ||
        (end ? input.selectionStart === input.value.length : input.selectionEnd === 0);
      let moved = false;
      if (event.key === "Enter") moved = go(row + (event.shiftKey ? -1 : 1), column) || true;
      else if (event.altKey) return;
      else if (event.key === "ArrowDown") moved = go(row + 1, column) || list;
      else if (event.key === "ArrowUp") moved = go(row - 1, column) || list;
      else if (event.key === "ArrowRight" && edge(true)) moved = go(row, column + 1) || list;
      else if (event.key === "ArrowLeft" && edge(false)) moved = go(row, column - 1) || list;
      else if (event.key === "Home" && event.ctrlKey) moved = go(0, 0);
      else if (event.key === "End" && event.ctrlKey) {
        moved = go(cells.length - 1, cells[cells.length - 1].length - 1);
      } else if (event.key === "Escape") {
        input.value = before;
        mark(input, true);
        moved = true;
      } else if (list && (event.key === "Delete" || event.key === "Backspace")) {
        input.value = "";
        mark(input, true);
        moved = true;
      } else if (list && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
        const option = typed(input, event.key, event.timeStamp);
        if (option) {
          input.value = option.value;
          undone.length = 0;
          mark(input, true);
          table.closest("form").dispatchEvent(new Event("input", {bubbles: true}));
        }
        moved = Boolean(option) || /^[\p{L}\d]$/u.test(event.key);
      } else if (event.key === "z" && event.ctrlKey && undone.length) {
        for (const [cell, value] of undone.pop()) {
          cell.value = value;
          mark(cell, true);
        }
        told.textContent = "";
        moved = true;
      }
      if (moved) event.preventDefault();
    });
    table.addEventListener("paste", (event) => {
      const place = placeOf(event.target);
      const text = event.clipboardData.getData("text/plain");
      if (!place || !(/[\t\n]/.test(text) || event.target.tagName === "SELECT")) return;
      event.preventDefault();
      const changes = [];
      parse(text).forEach((values, down) => values.forEach((value, right) => {
        const input = cells[place[0] + down] && cells[place[0] + down][place[1] + right];
        if (!input) return;
        changes.push([input, input.value]);
        mark(input, put(input, value));
      }));
      undone.push(changes);
      told.textContent = table.dataset.pasted.replace("{count}", changes.length);
      // Lets drafts know; the input event of a single cell would forget what can be undone.
      table.closest("form").dispatchEvent(new Event("input", {bubbles: true}));
    });
  }
})();
