// Screens of a conference: they follow by events, come back right after a lost line, and whoever
// leads goes on by keys. Without it the page renews itself.
"use strict";
(() => {
  const screen = document.querySelector("[data-screen]");
  if (!screen) return;
  const events = new URL(screen.dataset.url, location.href);
  const shown = () => Number(screen.dataset.change);

  // "57\n<h2>...": what is older than what stands here is passed by.
  const show = (text) => {
    const end = text.indexOf("\n");
    const change = Number(text.slice(0, end));
    if (end < 1 || !(change > shown())) return;
    screen.innerHTML = text.slice(end + 1);  // made by our own server, escaped there
    screen.dataset.change = change;
    for (const field of document.querySelectorAll("input[name=change]")) field.value = change;
  };
  const present = async () => {
    const now = new URL("screen", events);
    now.searchParams.set("change", shown());
    const answer = await fetch(now, {cache: "no-store"}).catch(() => null);
    if (!answer) return false;
    if (answer.redirected) location.reload();  // signed out meanwhile
    else if (answer.status === 200) show(await answer.text());
    return answer.ok;
  };

  const first = 500;
  const most = 15000;
  let wait = first;
  let source = null;
  // Not all at one moment: a hundred places lose their line together.
  const later = () => {
    setTimeout(comeBack, wait * (.5 + Math.random()));
    wait = Math.min(2 * wait, most);
  };
  const follow = () => {
    source = new EventSource(events);
    source.addEventListener("screen", (event) => show(event.data));
    source.onopen = () => {
      wait = first;
      screen.classList.remove("lost");
    };
    source.onerror = () => {
      source.close();
      screen.classList.add("lost");
      later();
    };
  };
  const comeBack = async () => {
    if (await present()) follow();
    else later();
  };
  follow();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) comeBack();
  });

  // --- who leads ---
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.step || event.defaultPrevented) return;
    event.preventDefault();
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: {Accept: "text/plain"},
    }).catch(() => null);
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    if (answer && answer.ok && !answer.redirected) show(await answer.text());
    else if (answer) form.submit();  // its page says why
    else screen.classList.add("lost");
  });
  const steps = {ArrowRight: "next", PageDown: "next", " ": "next",
    ArrowLeft: "previous", PageUp: "previous"};
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea, button, summary")) return;
    if (event.key === "f") document.documentElement.requestFullscreen();
    const form = document.querySelector(`form[data-step="${steps[event.key]}"]`);
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
})();
