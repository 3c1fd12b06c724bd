// What is typed and not yet written stays in this browser: for a reload, a lost line, a session that
// ended. Others use the same machine, so it lies sealed to its account: the key comes with the pages
// of the account's sessions and is kept nowhere here. Signing out throws it away.
"use strict";
(() => {
  // --- sealing: secretbox of nacl.js, since browsers offer their own ciphers over TLS only, and an
  // office's network has none ---
  const keyOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const seal = (hex, text) => {
    const nonce = nacl.randomBytes(nacl.secretbox.nonceLength);
    const box = nacl.secretbox(new TextEncoder().encode(text), nonce, keyOf(hex));
    return btoa(Array.from([...nonce, ...box], (byte) => String.fromCharCode(byte)).join(""));
  };
  // Null for what this key did not seal, or somebody changed.
  const open = (hex, sealed) => {
    try {
      const all = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
      const nonce = all.slice(0, nacl.secretbox.nonceLength);
      const bytes = nacl.secretbox.open(all.slice(nonce.length), nonce, keyOf(hex));
      return bytes && new TextDecoder().decode(bytes);
    } catch { return null; }
  };
  globalThis.giaobanSeal = {seal, open};
  if (typeof document === "undefined") return;

  // --- the drafts of this account, by the forms' names ---
  const told = document.body.dataset;
  // The key and what it was mixed with: other letters on each page, since pages are compressed.
  const unmixed = (text) => {
    const bytes = (part) => (part.match(/../g) || []).map((pair) => parseInt(pair, 16));
    const other = bytes(text.slice(0, text.length / 2));
    return bytes(text.slice(text.length / 2))
      .map((byte, i) => (byte ^ other[i]).toString(16).padStart(2, "0")).join("");
  };
  const hex = unmixed(told.drafts || "");
  const prefix = "giaoban:drafts:";
  // The account by a name that does not say it.
  const place = hex && prefix + [...nacl.hash(keyOf(hex)).slice(0, 8)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const keptDays = 7;
  const keep = (area, name, value) => {
    try {
      if (value === null) area.removeItem(name); else area.setItem(name, value);
    } catch { /* full, or forbidden */ }
  };
  const recall = (area, name) => {
    try { return area.getItem(name); } catch { return null; }
  };
  const parsed = (text) => {
    try { return JSON.parse(text); } catch { return null; }
  };
  const drafts = () => {
    const item = place && parsed(recall(localStorage, place));
    return (item && parsed(open(hex, item.sealed))) || {};
  };
  const change = (edit) => {
    if (!place) return;
    const all = drafts();
    edit(all);
    keep(localStorage, place, Object.keys(all).length
      ? JSON.stringify({at: Date.now(), sealed: seal(hex, JSON.stringify(all))}) : null);
  };
  const drop = (name) => change((all) => { delete all[name]; });
  const old = (at) => !(Date.now() - at < keptDays * 86400000);
  const sweep = () => {
    let names = [];
    try { names = Object.keys(localStorage); } catch { /* forbidden */ }
    for (const name of names) {
      if (!name.startsWith("giaoban:draft")) continue;
      const item = name.startsWith(prefix) ? parsed(recall(localStorage, name)) : null;
      if (!item || old(item.at)) keep(localStorage, name, null);
    }
    const gone = Object.entries(drafts()).filter(([, draft]) => old(draft.at));
    if (gone.length) change((all) => gone.forEach(([name]) => delete all[name]));
  };

  // Of this tab: the form sent last, and one that was sent when the session had ended.
  const sent = "giaoban:sent";
  const unsent = "giaoban:unsent";
  const sentBy = "giaoban:sent-by";  // where the drafts of its sender lie
  const signedOut = "giaoban:signed-out";
  sweep();
  const whose = recall(sessionStorage, sentBy);
  const draftKept = document.getElementById("draft-kept");
  if (draftKept && !hex && whose && recall(localStorage, whose)) {
    draftKept.hidden = false;
    document.getElementById("draft-lost").hidden = true;
  }
  if (recall(sessionStorage, sent)) {
    if ("written" in told) drop(recall(sessionStorage, sent));
    if (!hex) keep(sessionStorage, unsent, recall(sessionStorage, sent));
    if ("written" in told || !hex) keep(sessionStorage, sent, null);
  }

  let ended = false;  // signed out in another tab: what stands here is kept no more
  addEventListener("storage", (event) => {
    if (ended || !place || event.key !== signedOut || event.newValue === null) return;
    if (event.newValue.split(" ")[0] !== place) return;
    ended = true;
    document.querySelectorAll("form[data-draft]").forEach((form) => form.prepend(notice(told.ended)));
  });
  const kept = (field) => field.name && field.dataset.kept !== "no" &&
    !["hidden", "password", "file", "submit", "button"].includes(field.type);
  const valueOf = (field) => field.type === "checkbox" ? field.checked : field.value;
  const put = (field, value) => {
    if (field.type === "checkbox") field.checked = value; else field.value = value;
  };
  const fieldsOf = (form) => [...form.elements].filter(kept);
  const save = (form) => {
    if (ended) return;
    const values = fieldsOf(form).map((field) => [field.name, valueOf(field)]);
    const page = location.pathname + location.search;
    change((all) => { all[form.dataset.draft] = {at: Date.now(), page, values}; });
  };
  const notice = (words, ...buttons) => {
    const box = document.createElement("div");
    box.className = "notice draft";
    box.setAttribute("role", "status");
    box.append(words + " ", ...buttons);
    return box;
  };
  const button = (words, look, type) => {
    const made = document.createElement("button");
    made.type = type;
    made.className = "button " + look;
    made.textContent = words;
    return made;
  };
  const restore = (form) => {
    const name = form.dataset.draft;
    const draft = drafts()[name];
    // Shown again after a refusal: the server has put back what was sent.
    if (!draft || document.querySelector(".refusal, .notice.fault")) return;
    const before = fieldsOf(form).map((field) => [field, valueOf(field)]);
    let changed = false;
    for (const [named, value] of draft.values) {
      const field = fieldsOf(form).find((one) => one.name === named);
      if (!field || valueOf(field) === value) continue;
      put(field, value);
      if (valueOf(field) === value) changed = true;
    }
    const waits = recall(sessionStorage, unsent) === name;
    if (waits) keep(sessionStorage, unsent, null);
    if (!changed && !waits) return drop(name);
    const discard = button(form.dataset.discard, "quiet", "button");
    const parts = waits ? [button(told.send, "primary", "submit"), " ", discard] : [discard];
    const box = notice(waits ? told.unsent : form.dataset.restored, ...parts);
    discard.addEventListener("click", () => {
      for (const [field, value] of before) put(field, value);
      drop(name);
      box.remove();
    });
    form.prepend(box);
  };
  // What was sent in vain is offered wherever its user comes in again.
  const offer = () => {
    const name = recall(sessionStorage, unsent);
    const draft = name && drafts()[name];
    const notices = document.getElementById("notices");
    if (!draft || !notices) return;
    const link = document.createElement("a");
    link.className = "button primary";
    link.href = draft.page;
    link.textContent = told.reopen;
    notices.append(notice(told.unsent, link));
  };
  const waiting = new WeakMap();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (!form || !form.dataset.draft) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => save(form), 400));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.action.endsWith("/sign-out")) {
      // Another's that was sent in vain in this tab waits on for him.
      if (drafts()[recall(sessionStorage, unsent)]) keep(sessionStorage, unsent, null);
      if (place) {
        keep(localStorage, place, null);
        keep(localStorage, signedOut, place + " " + Date.now());  // heard in the other tabs
        keep(localStorage, signedOut, null);
      }
      keep(sessionStorage, sent, null);
      ended = true;
    }
    if (!form.dataset.draft || form.dataset.sent || event.defaultPrevented) return;
    clearTimeout(waiting.get(form));
    save(form);
    if (hex) {
      keep(sessionStorage, sent, form.dataset.draft);
      keep(sessionStorage, sentBy, place);
    }
  });
  document.querySelectorAll("form[data-draft]").forEach(restore);
  offer();
})();
