// One who may only read asks the dearest questions of every route at once, without end, on a hundred
// connections and by three sessions of the account, leaves half of them before the answer, and asks
// again. A secretary works meanwhile: her pages and what she saves.
import { Browser, claim, end, house, later, percentile, serve } from "./with/house.mjs";

const seconds = Number(process.env.SECONDS ?? 20);
const bar = 200;  // milliseconds, p95

const accounts = house();
const server = await serve();
const secretary = new Browser(server, { from: "127.0.0.9" });
await secretary.sign_in("bithu", accounts.get("bithu"));

// --- what the hostile one asks: every question that the program declares, filled with the most ----
const readers = [];
for (let i = 0; i < 3; i += 1) {
  const reader = new Browser(server, { from: `127.0.0.${i + 2}`, lines: 40 });
  await reader.sign_in("xem", accounts.get("xem"));
  readers.push(reader);
}
const most = {
  unit: "PT.10", units: "PT.10", under: "PT.10", "as-of": "14/06/2021", day: "14/06/2021",
  date: "14/06/2021", from: "01/01/2010", to: "14/06/2021", since: "01/01/2010", until: "14/06/2021",
  step: "day", every: "day", measure: "members~sex=female", measures: "members", by: "sex", year: "2020",
  "from-year": "1990", "to-year": "2021", q: "a", text: "nguyen", limit: "100000", rows: "100000",
  period: "2020-H1", table: "1", person: "1", restated: "14/06/2021", "as-known-at": "1",
};
const described = JSON.parse((await readers[0].ask("/api/openapi.json")).text);
const questions = [];
for (const [path, verbs] of Object.entries(described.paths)) {
  if (!verbs.get) continue;
  const parameters = verbs.get.parameters ?? [];
  const filled = (names) =>
    names
      .filter((one) => most[one.name])
      .map((one) => `${one.name}=${encodeURIComponent(most[one.name])}`)
      .join("&");
  questions.push(`${path}?${filled(parameters)}`);
  questions.push(`${path}?${filled(parameters.filter((one) => one.required || one.name === "unit"))}`);
}
const pages = [
  "/figures/over-time", "/figures/series?from=01/01/2010&to=14/06/2021&step=day&measure=members",
  "/figures/compare", "/figures/division", "/figures/changes", "/figures/revisions", "/figures",
  "/dashboard", "/tables", "/reports/preview", "/reports/document", "/members?q=a", "/members?q=nguyen",
  "/journal", "/units/changes", "/units", "/grades", "/rounds", "/indicators", "/inbox",
  "/pick/persons?q=a", "/pick/units?q=a",
];
questions.push(...pages.map((page) => `${page}${page.includes("?") ? "&" : "?"}as_of=14/06/2021`));

// Each asked once alone, so that those are asked most which are dearest.
const dear = [];
for (const question of questions) {
  const answer = await readers[0].ask(question, { patience: 30_000 });
  dear.push({ question, waited: answer.waited, status: answer.status });
}
dear.sort((a, b) => b.waited - a.waited);
console.log(`# ${dear.length} questions; the dearest alone:`);
for (const one of dear.slice(0, 6)) {
  console.log(`#   ${one.waited.toFixed(0)} ms, ${one.status}: ${one.question.slice(0, 90)}`);
}
await later(4_000);

// --- the secretary ------------------------------------------------------------------------------
const her_pages = ["/", "/inbox", "/members", "/tasks", "/units", "/account"];
async function work(until) {
  const waited = [];
  const saved = [];
  let refused = 0;
  for (let turn = 0; Date.now() < until; turn += 1) {
    const answer = await secretary.ask(her_pages[turn % her_pages.length]);
    waited.push(answer.waited);
    if (answer.status !== 200) refused += 1;
    if (turn % 5 === 4) {
      const token = answer.text.match(/name="token" value="([^"]+)"/)?.[1] ?? "";
      const form = { token, language: "vi", back: "/" };
      const kept = await secretary.ask("/preferences", { method: "POST", form });
      saved.push(kept.waited);
      if (kept.status !== 303) refused += 1;
    }
    await later(40);
  }
  return { waited, saved, refused };
}
const alone = await work(Date.now() + 4_000);

// --- all at once --------------------------------------------------------------------------------
let running = true;
let asked = 0;
const seen = new Map();
async function pester(reader, nth) {
  for (let turn = nth; running; turn += 1) {
    const rank = turn % 3 === 0 ? turn % dear.length : turn % Math.min(12, dear.length);
    const patience = turn % 2 === 0 ? 60_000 : 300;  // half of them leave
    const answer = await reader.ask(dear[rank].question, { patience });
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
    asked += 1;
    if (answer.status === 503 || answer.status === 429) await later(20);
  }
}
const all = readers.flatMap((reader, i) =>
  Array.from({ length: 34 }, (_, nth) => pester(reader, i * 34 + nth)),
);
await later(1_000);
const beside = await work(Date.now() + seconds * 1000);
running = false;
const text = (part) => percentile(beside.waited, part).toFixed(0);
claim(beside.refused === 0, `the secretary is refused nothing (${beside.refused})`);
claim(
  percentile(beside.waited, 0.95) <= bar,
  `her pages: p50 ${text(0.5)}, p95 ${text(0.95)}, most ${text(1)} ms of ${bar} ` +
    `(${beside.waited.length} pages; alone p95 ${percentile(alone.waited, 0.95).toFixed(0)} ms)`,
);
claim(
  percentile(beside.saved, 0.95) <= bar,
  `what she saves: p95 ${percentile(beside.saved, 0.95).toFixed(0)} ms of ${bar} (${beside.saved.length})`,
);
console.log(`# hostile: ${asked} questions; ${JSON.stringify([...seen])}`);
const odd = [...seen.keys()].filter((status) => status >= 500 && status !== 503);
claim(odd.length === 0, `no question breaks the server (${odd})`);

// Somebody signs in while it goes on no more, and the machine is quiet again.
for (const reader of readers) reader.close();
await Promise.allSettled(all.map((one) => Promise.race([one, later(5_000)])));
const after = await work(Date.now() + 3_000);
claim(
  percentile(after.waited, 0.95) <= bar,
  `after it: p95 ${percentile(after.waited, 0.95).toFixed(0)} ms`,
);
claim(server.memory("VmHWM") < 1_500, `memory at most ${server.memory("VmHWM").toFixed(0)} MiB`);
const took = await server.stop();
claim(took < 10, `it ends in ${took.toFixed(1)} s`);
end();
