// What pages do beyond plain HTML. Every page works without it.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // --- days: 14062021, 14-6-2021, 14.6.21 become 14/06/2021 ---
  const asDay = (text) => {
    const parts = /^\s*(\d{1,2})[\/.\- ](\d{1,2})[\/.\- ](\d{4})\s*$/.exec(text) ||
      /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(text);
    return parts ? [parts[1].padStart(2, "0"), parts[2].padStart(2, "0"), parts[3]].join("/") : text;
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[data-day]")) event.target.value = asDay(event.target.value);
  });

  // --- one submit writes once: the nonce sees to it, this says so ---
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    for (const button of all("button", form)) button.setAttribute("aria-disabled", "true");
    const button = event.submitter;
    if (button && form.dataset.busy) {
      button.dataset.label = button.textContent;
      button.textContent = form.dataset.busy;
    }
  });
  addEventListener("pageshow", () => {
    for (const form of all("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of all("button", form)) {
        button.removeAttribute("aria-disabled");
        if (button.dataset.label) button.textContent = button.dataset.label;
      }
    }
  });

  // --- pickers: a code or a name is searched while typing ---
  const pickers = (root) => all(".picker", root).forEach((picker) => {
    const input = picker.querySelector("input");
    const list = picker.querySelector(".picks");
    const picked = picker.querySelector(".picked");
    if (picker.dataset.ready) return;
    picker.dataset.ready = "yes";
    list.id = input.id + "-picks";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    let timer = 0;
    let asked = 0;
    const options = () => all("[role=option]", list);
    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (option) => {
      input.value = option.dataset.value;
      picked.textContent = option.dataset.label;
      close();
      input.dispatchEvent(new Event("input", {bubbles: true}));
      clearTimeout(timer);
    };
    const mark = (step) => {
      const lines = options();
      if (!lines.length) return;
      const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
      const next = (at + step + lines.length) % lines.length;
      lines.forEach((line, i) => {
        line.setAttribute("aria-selected", String(i === next));
        line.id = list.id + "-" + i;
      });
      input.setAttribute("aria-activedescendant", lines[next].id);
      lines[next].scrollIntoView({block: "nearest"});
    };
    const ask = async () => {
      const mine = ++asked;
      const url = new URL(picker.dataset.url, location.href);
      url.searchParams.set("q", input.value.trim());
      const answer = await fetch(url, {headers: {"HX-Request": "true"}}).catch(() => null);
      if (!answer || !answer.ok || mine !== asked) return;
      const text = await answer.text();
      if (mine !== asked || document.activeElement !== input) return;
      list.innerHTML = text;  // made by our own server, escaped there
      const offered = list.querySelector("[role=listbox]");
      if (offered && input.labels.length) {
        offered.setAttribute("aria-label", input.labels[0].textContent);
      }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    };
    input.addEventListener("input", (event) => {
      if (!event.isTrusted) return;
      picked.textContent = "";
      clearTimeout(timer);
      if (input.value.trim().length < 1) return close();
      timer = setTimeout(ask, 200);
    });
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") mark(1);
      else if (event.key === "ArrowUp") mark(-1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter") {
        const option = options().find((line) => line.getAttribute("aria-selected") === "true");
        if (!option) return;
        choose(option);
      } else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      event.preventDefault();
      if (option) choose(option);
    });
    input.addEventListener("blur", close);
  });

  // --- entries: lists that are typed one under the other, moved and removed by keys ---
  const entries = (root) => all("[data-entries]", root).forEach((list) => {
    if (list.dataset.ready) return;
    list.dataset.ready = "yes";
    const lines = () => all("ol.entries > li", list);
    const inputOf = (line) => line.querySelector("input");
    const pickedOf = (line) => line.querySelector(".picked");
    const content = (line) => ({
      value: inputOf(line).value, picked: pickedOf(line) ? pickedOf(line).textContent : ""});
    const put = (line, {value, picked}) => {
      inputOf(line).value = value;
      inputOf(line).removeAttribute("aria-invalid");
      if (pickedOf(line)) pickedOf(line).textContent = picked;
      const fault = line.querySelector(".fault");
      if (fault) fault.remove();
    };
    const go = (line) => {
      if (!line) return false;
      inputOf(line).focus();
      inputOf(line).select();
      return true;
    };
    // A blank line more: a copy of the last one under the next number.
    const grow = () => {
      const known = lines();
      const last = known[known.length - 1];
      if (!inputOf(last).value.trim() || known.length >= Number(list.dataset.most)) return;
      const number = known.length + 1;
      const line = last.cloneNode(true);
      const input = inputOf(line);
      const before = input.id;
      input.name = list.dataset.entries + number;
      input.id = "f-" + input.name;
      input.removeAttribute("aria-describedby");
      const name = list.dataset.one.replace("#", number);
      for (const label of all("label", line)) {
        label.htmlFor = input.id;
        label.textContent = name;
      }
      for (const output of all("output", line)) output.htmlFor = input.id;
      for (const picker of all(".picker", line)) delete picker.dataset.ready;
      for (const picks of all(".picks", line)) {
        picks.hidden = true;
        picks.innerHTML = "";
      }
      for (const button of all("button", line)) {
        button.value = `${list.dataset.entries}.${number}.${button.dataset.edit}`;
        const told = button.title.replace(list.dataset.one.replace("#", known.length), name);
        button.title = told;
        button.setAttribute("aria-label", told);
      }
      last.after(line);
      put(line, {value: "", picked: ""});
      if (before) pickers(line);
    };
    const edits = {
      up: (at) => at > 0 && swap(at, at - 1),
      down: (at) => at + 1 < lines().length && swap(at, at + 1),
      out: (at) => {
        const known = lines();
        for (let i = at; i + 1 < known.length; ++i) put(known[i], content(known[i + 1]));
        put(known[known.length - 1], {value: "", picked: ""});
        return go(known[at]);
      },
      in: (at) => {
        grow();
        const known = lines();
        for (let i = known.length - 1; i > at; --i) put(known[i], content(known[i - 1]));
        put(known[at], {value: "", picked: ""});
        grow();
        return go(known[at]);
      },
    };
    const swap = (from, to) => {
      const known = lines();
      const moved = content(known[from]);
      put(known[from], content(known[to]));
      put(known[to], moved);
      grow();
      return go(known[to]);
    };
    const placeOf = (element) => lines().findIndex((line) => line.contains(element));
    list.addEventListener("input", grow);
    list.addEventListener("keydown", (event) => {
      if (!event.target.matches("input") || event.isComposing) return;
      const at = placeOf(event.target);
      const picks = event.target.closest("li").querySelector(".picks");
      const open = picks && !picks.hidden;
      const key = (event.altKey ? "Alt+" : "") + event.key;
      if (key === "Alt+ArrowUp") edits.up(at);
      else if (key === "Alt+ArrowDown") edits.down(at);
      else if (key === "Alt+Delete") edits.out(at);
      else if (key === "Alt+Insert") edits.in(at);
      else if (key === "ArrowDown" && !open) go(lines()[at + 1]);
      else if (key === "ArrowUp" && !open) go(lines()[at - 1]);
      else if (key === "Enter" && event.target.value.trim()) {
        // The first that is offered, unless another was marked: the picker has seen to that.
        const first = open && picks.querySelector("[role=option]");
        if (first && !event.defaultPrevented) first.dispatchEvent(new MouseEvent("mousedown",
          {bubbles: true, cancelable: true}));
        grow();
        go(lines()[at + 1]);
      } else return;
      event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-edit]");
      if (!button) return;
      event.preventDefault();
      edits[button.dataset.edit](placeOf(button));
    });
    list.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain").trim();
      if (!event.target.matches("input") || !/[\t\n]/.test(text)) return;
      event.preventDefault();
      let at = placeOf(event.target);
      for (const part of text.split(/[\t\r\n]+/)) {
        const line = lines()[at++];
        if (!line) break;
        put(line, {value: part.trim(), picked: ""});
        grow();
      }
      go(lines()[Math.min(at, lines().length - 1)]);
    });
  });

  // --- trees: arrows move over the lines, open and close ---
  document.addEventListener("keydown", (event) => {
    const tree = event.target.closest && event.target.closest(".tree");
    if (!tree) return;
    const item = event.target.closest("li");
    const stopOf = (li) => li.querySelector(":scope > .line a, :scope > details > summary");
    const items = all("li", tree).filter((li) => li.offsetParent && stopOf(li));
    const details = item.querySelector(":scope > details");
    const go = (li) => li && stopOf(li) && stopOf(li).focus();
    const at = items.indexOf(item);
    if (event.key === "ArrowDown") go(items[at + 1]);
    else if (event.key === "ArrowUp") go(items[at - 1]);
    else if (event.key === "ArrowRight" && details && !details.open) details.open = true;
    else if (event.key === "ArrowRight" && details) go(items[at + 1]);
    else if (event.key === "ArrowLeft" && details && details.open) details.open = false;
    else if (event.key === "ArrowLeft") go(item.parentElement.closest("li"));
    else return;
    event.preventDefault();
  });

  // --- on a phone the menu's lines show where one is ---
  all(".menu ul").forEach((line) => {
    const here = line.querySelector("[aria-current]");
    if (here) line.scrollLeft = here.offsetLeft - line.offsetLeft - 16;
  });

  // --- the account's menu closes by itself ---
  const menu = document.querySelector("details.user");
  if (menu) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  // --- following: each event has the element ask for its content; so does coming back ---
  const follow = (root) => all("[data-follow]", root).forEach((element) => {
    if (element.dataset.ready) return;
    element.dataset.ready = "yes";
    const source = new EventSource(element.dataset.url);
    const renew = () => element.dispatchEvent(new Event("follow"));
    source.onmessage = renew;
    source.addEventListener("change", renew);
    let lost = false;
    source.onerror = () => {
      lost = true;
      element.classList.add("lost");
    };
    source.onopen = () => {
      element.classList.remove("lost");
      if (lost) renew();
      lost = false;
    };
    addEventListener("pagehide", () => source.close(), {once: true});
  });

  // --- a line lost while a part of the page was asked for ---
  document.addEventListener("htmx:error", () => {
    const notices = document.getElementById("notices");
    if (!notices || !document.body.dataset.lost || notices.querySelector(".lost")) return;
    const told = document.createElement("div");
    told.className = "notice warning lost";
    told.textContent = document.body.dataset.lost;
    notices.append(told);
  });

  const ready = (root) => {
    pickers(root);
    entries(root);
    follow(root);
  };
  ready(document);
  document.addEventListener("htmx:after:swap", () => ready(document));
  const faulty = document.querySelector("[aria-invalid=true]");
  if (faulty) faulty.focus();
  for (const button of all("[data-print]")) button.addEventListener("click", () => print());
})();
