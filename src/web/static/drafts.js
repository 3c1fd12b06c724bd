// What is typed and not yet written stays in this browser: for a reload, a lost line, a session that
// ended. Others use the same machine, so it lies sealed to its account: the key comes with the pages
// of the account's sessions and is kept nowhere here. Signing out throws it away.
"use strict";
(() => {
  // --- sealing: ChaCha20-Poly1305 (RFC 8439), written out because browsers offer their own ciphers
  // over TLS only, and an office's network has none ---
  const turned = (x, n) => (x << n) | (x >>> (32 - n));
  const block = (key, counter, nonce) => {
    const start = Uint32Array.of(
      0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, ...key, counter, ...nonce);
    const s = start.slice();
    const mix = (a, b, c, d) => {
      s[a] += s[b]; s[d] = turned(s[d] ^ s[a], 16);
      s[c] += s[d]; s[b] = turned(s[b] ^ s[c], 12);
      s[a] += s[b]; s[d] = turned(s[d] ^ s[a], 8);
      s[c] += s[d]; s[b] = turned(s[b] ^ s[c], 7);
    };
    for (let i = 0; i < 10; ++i) {
      mix(0, 4, 8, 12); mix(1, 5, 9, 13); mix(2, 6, 10, 14); mix(3, 7, 11, 15);
      mix(0, 5, 10, 15); mix(1, 6, 11, 12); mix(2, 7, 8, 13); mix(3, 4, 9, 14);
    }
    for (let i = 0; i < 16; ++i) s[i] += start[i];
    return new Uint8Array(s.buffer);
  };
  const stirred = (key, nonce, bytes) => {
    const out = bytes.slice();
    for (let at = 0; at < out.length; at += 64) {
      const pad = block(key, 1 + at / 64, nonce);
      for (let i = at; i < Math.min(at + 64, out.length); ++i) out[i] ^= pad[i - at];
    }
    return out;
  };
  const number = (bytes) => {
    let text = "";
    for (const byte of bytes) text = byte.toString(16).padStart(2, "0") + text;
    return BigInt("0x" + (text || "0"));
  };
  const markOf = (key, nonce, bytes) => {
    const once = block(key, 0, nonce);
    const r = number(once.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
    const prime = (1n << 130n) - 5n;
    const said = new Uint8Array(Math.ceil(bytes.length / 16) * 16 + 16);
    said.set(bytes);
    new DataView(said.buffer).setUint32(said.length - 8, bytes.length, true);
    let sum = 0n;
    for (let at = 0; at < said.length; at += 16) {
      sum = (sum + number(said.subarray(at, at + 16)) + (1n << 128n)) * r % prime;
    }
    sum += number(once.subarray(16, 32));
    const mark = new Uint8Array(16);
    for (let i = 0; i < 16; ++i) mark[i] = Number((sum >> BigInt(8 * i)) & 0xffn);
    return mark;
  };
  const keyOf = (hex) => new Uint32Array(
    Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16)).buffer);
  const nonceOf = (bytes) => new Uint32Array(bytes.slice(0, 12).buffer);
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const seal = (hex, text) => {
    const key = keyOf(hex);
    const head = crypto.getRandomValues(new Uint8Array(12));
    const body = stirred(key, nonceOf(head), new TextEncoder().encode(text));
    const all = joined(head, body, markOf(key, nonceOf(head), body));
    return btoa(Array.from(all, (byte) => String.fromCharCode(byte)).join(""));
  };
  // Null for what this key did not seal, or somebody changed.
  const open = (hex, sealed) => {
    try {
      const all = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
      const key = keyOf(hex);
      const nonce = nonceOf(all);
      const body = all.slice(12, -16);
      if (String(markOf(key, nonce, body)) !== String(all.slice(-16))) return null;
      return new TextDecoder().decode(stirred(key, nonce, body));
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
  // The account by a name that does not say it: eight bytes of a stream that seals nothing.
  const place = hex && prefix + [...block(keyOf(hex), 0xffffffff, [0, 0, 0]).slice(0, 8)]
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
