// The longest texts that a page, an option or a sheet takes, over a province: each is answered
// quickly, holds no writer, and leaves the memory as it was.
import { Browser, claim, end, house, serve } from "./with/house.mjs";

const quick = 1500; // milliseconds for any of them; a search over all units by such a text took 21 s

const accounts = house();
const server = await serve();
const staff = new Browser(server, { lines: 8 });
await staff.sign_in("tochuc", accounts.get("tochuc"));
const token = await staff.token("/reorganise");
const headers = { "X-Form-Token": token };
const xy = (letters) => "xy".repeat(letters / 2);

function told(what, answer, statuses) {
  const right = statuses.includes(answer.status) && answer.waited < quick;
  claim(right, `${what}: ${answer.status} in ${answer.waited.toFixed(0)} ms`);
}
const api = (path, json) => staff.ask(`/api/${path}`, { method: "POST", json, headers });
const page = (path, form) => staff.ask(path, { method: "POST", form: { token, ...form } });

await staff.ask("/figures");
const from = "01/07/2021";
const renames = Array.from({ length: 4 }, () =>
  api("unit/rename", { unit: xy(2_000), name: "Chi bộ", from }),
);
for (const answer of await Promise.all(renames)) told("one of four renamings", answer, [403, 404]);
told("a split", await api("unit/split", { unit: "PT", parts: xy(18_000), from }), [403, 404, 422]);
told(
  "a split into many",
  await api("unit/split", {
    unit: "PT",
    parts: Array.from({ length: 2_000 }, (_, i) => `P${i}|x`).join(";"),
    from,
  }),
  [403, 404, 409, 422],
);
told("a page", await staff.ask(`/figures?unit=${xy(7_500)}`), [403, 404, 422]);

const sheet = { on: from, rows: "a" };
told("a cell of a plan", await page("/reorganise/preview", { ...sheet, "a.old": xy(2_000) }), [200, 404]);
told("a cell of pages", await page("/reorganise/preview", { ...sheet, "a.old": xy(100_000) }), [422]);
const before = server.memory("VmHWM");
const many = { ...sheet, rows: "a ".repeat(20_000), "a.old": xy(20_000) };
told("a row twenty thousand times", await page("/reorganise/preview", many), [422]);
const grown = server.memory("VmHWM") - before;
claim(grown < 100, `what a repeated row takes: ${grown.toFixed(0)} MiB`);
const lines = Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`r${i}.old`, `QX-${i}`]));
const keys = Object.keys(lines).map((name) => name.slice(0, -4)).join(" ");
told("a plan of unknown codes", await page("/reorganise/preview", { ...sheet, ...lines, rows: keys }), [200, 404]);

// Every question of the API, each of its options in turn.
const described = JSON.parse((await staff.ask("/api/openapi.json")).text);
let asked = 0;
let slowest = { waited: 0 };
for (const [path, { get }] of Object.entries(described.paths)) {
  if (!get || path.includes("{")) continue;
  const given = get.parameters ?? [];
  for (const option of given) {
    const query = new URLSearchParams();
    for (const other of given) if (other.required) query.set(other.name, "1");
    query.set(option.name, xy(2_000));
    const answer = await staff.ask(`${path}?${query}`);
    asked += 1;
    if (answer.status === 0 || answer.status >= 500 || answer.waited >= quick) {
      claim(false, `${path} ${option.name}: ${answer.status} in ${answer.waited.toFixed(0)} ms`);
    }
    if (answer.waited > slowest.waited) slowest = { path, name: option.name, waited: answer.waited };
  }
}
claim(asked > 100, `${asked} options of questions; the slowest ${slowest.path} ${slowest.name} in ${slowest.waited.toFixed(0)} ms`);

const seconds = await server.stop();
claim(seconds < 10, `it ends in ${seconds.toFixed(1)} s`);
end();
