// Forty people sign in at one moment, with and without the right password, while others read pages:
// the pages wait for none of them, wrong and unknown names take what right ones take, and the server
// still does what it did.
import { Browser, claim, end, house, later, percentile, serve } from "./with/house.mjs";

const at_once = 40;
const quick = 50; // milliseconds, p95: what pages may take beside, or twice what they take alone

const accounts = house();
const server = await serve();
const reader = new Browser(server);
await reader.sign_in("tochuc", accounts.get("tochuc"));
const pages = ["/inbox", "/members", "/tasks", "/account", "/units"];
for (const page of pages) await reader.ask(page);

async function read_pages(while_running) {
  const waited = [];
  for (let turn = 0; while_running() || waited.length < 40; turn += 1) {
    const answer = await reader.ask(pages[turn % pages.length]);
    if (answer.status !== 200) claim(false, `a page answers ${answer.status}`);
    waited.push(answer.waited);
    await later(20);
  }
  return waited;
}

const alone = await read_pages(() => false);
const pages_bar = Math.max(quick, 2 * percentile(alone, 0.95));

// From many addresses, as a province's offices: one address alone is slowed down by the guard.
let running = true;
const logins = [...accounts.keys()];
const tries = Array.from({ length: at_once }, async (_, i) => {
  const browser = new Browser(server, { from: `127.0.1.${i + 1}` });
  const login = logins[i % logins.length];
  const answer = await browser.sign_in(login, accounts.get(login));
  browser.close();
  return answer;
});
const all = Promise.all(tries).then((answers) => {
  running = false;
  return answers;
});
const beside = await read_pages(() => running);
const answers = await all;
const let_in = answers.filter((answer) => answer.status === 303).length;
const busy = answers.filter((answer) => answer.status === 503).length;
claim(let_in + busy === at_once && let_in >= 30, `${let_in} of ${at_once} came in, ${busy} were told to wait`);
claim(
  percentile(beside, 0.95) <= pages_bar,
  `pages while ${at_once} sign in: p95 ${percentile(beside, 0.95).toFixed(1)} ms of ${pages_bar.toFixed(0)} ` +
    `(alone ${percentile(alone, 0.95).toFixed(1)} ms, ${beside.length} pages)`,
);

// What a wrong name costs is what a wrong password costs. In turn, so that what else the machine
// does falls on both.
async function refused_after(login, from) {
  const browser = new Browser(server, { from });
  const token = await browser.token();
  const form = { token, login, password: "sai rồi", to: "/" };
  const answer = await browser.ask("/sign-in", { method: "POST", form });
  browser.close();
  return answer.status === 401 ? [answer.waited] : [];
}
// A name of its own each time: of one name only the first tries are looked at.
const waited = { wrong: [], unknown: [] };
for (let i = 0; i < 9; i += 1) {
  waited.wrong.push(...(await refused_after(logins[i % logins.length], `127.0.2.${i + 1}`)));
  waited.unknown.push(...(await refused_after(`khong.co.ai${i}`, `127.0.3.${i + 1}`)));
}
const median_of = (all) => (all.length >= 7 ? percentile(all, 0.5) : NaN);
const wrong = median_of(waited.wrong);
const unknown = median_of(waited.unknown);
claim(
  Math.abs(wrong - unknown) < 0.3 * Math.max(wrong, unknown),
  `a wrong password takes ${wrong.toFixed(0)} ms, an unknown name ${unknown.toFixed(0)} ms`,
);

// Ten times as many as may wait: they are told so at once, and nobody else notices.
running = true;
const flood = Promise.all(
  Array.from({ length: 400 }, async (_, i) => {
    const browser = new Browser(server, { from: `127.0.${4 + (i % 20)}.1` });
    const answer = await browser.sign_in("khong.co", "gì cả");
    browser.close();
    return answer.status;
  }),
).then((statuses) => {
  running = false;
  return statuses;
});
const beside_flood = await read_pages(() => running);
const statuses = await flood;
const odd = statuses.filter((status) => ![401, 429, 503].includes(status));
claim(odd.length === 0, `400 who guess are refused: ${statuses.filter((s) => s === 503).length} at once`);
claim(
  percentile(beside_flood, 0.95) <= 2 * pages_bar,
  `pages while 400 guess: p95 ${percentile(beside_flood, 0.95).toFixed(1)} ms of ${(2 * pages_bar).toFixed(0)}`,
);
const seconds = await server.stop();
claim(seconds < 10, `it ends in ${seconds.toFixed(1)} s`);
end();
