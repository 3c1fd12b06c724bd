// Five addresses, and then one, do all they can to hold what others need without signing in: idle
// connections, heads and bodies that come letter by letter, answers that nobody takes, bodies of a
// hundred megabytes. Somebody from a sixth address works on.
import net from "node:net";
import { readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { Browser, claim, end, house, later, percentile, serve } from "./with/house.mjs";

const accounts = house();
const server = await serve();
const office = new Browser(server, { from: "127.0.0.9" });
await office.sign_in("tochuc", accounts.get("tochuc"));
const before = server.memory();

const open = new Set();
// `bytes`: what it says at first; `drip`: what it adds each half second; `reads`: whether it takes
// what comes.
function hold(from, { bytes = "", drip = "", reads = true } = {}) {
  const socket = net.connect({ host: "127.0.0.1", port: server.port, localAddress: from });
  open.add(socket);
  socket.on("error", () => {});
  socket.on("close", () => open.delete(socket));
  if (reads) socket.resume();
  else socket.pause();
  socket.on("connect", () => bytes && socket.write(bytes));
  if (drip) {
    const beat = setInterval(() => (socket.destroyed ? clearInterval(beat) : socket.write(drip)), 500);
    beat.unref();
  }
}
function let_go() {
  for (const socket of open) socket.destroy();
}

async function office_works(during, bar = 500) {
  const waited = [];
  let refused = 0;
  for (let i = 0; i < 30; i += 1) {
    // A connection of its own each time: who is shut out is so at the door.
    const browser = new Browser(server, { from: "127.0.0.9" });
    browser.cookies = office.cookies;
    const answer = await browser.ask("/inbox", { patience: 5_000 });
    browser.close();
    if (answer.status !== 200) refused += 1;
    waited.push(answer.waited);
    await later(30);
  }
  claim(refused === 0, `${during}: an office at another address is never shut out (${refused} of 30)`);
  claim(
    percentile(waited, 0.95) <= bar,
    `${during}: its pages take p95 ${percentile(waited, 0.95).toFixed(0)} ms of ${bar}`,
  );
}

const five = ["127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6"];
async function each(count, what) {
  for (let i = 0; i < count; i += 1) {
    for (const from of five) hold(from, what);
    if (i % 50 === 49) await later(20);
  }
  await later(500);
}

await each(1_000, {});
await office_works("5 addresses with 1,000 idle connections each");
let_go();

await each(400, { bytes: "GET / HTTP/1.1\r\nHost: a\r\n", drip: "X: 1\r\n" });
await office_works("2,000 heads that come line by line");
let_go();

const form = "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";
await each(200, { bytes: `${form}Content-Length: 4000000\r\n\r\n`, drip: "a" });
await each(200, { bytes: `${form}Content-Length: 16000\r\n\r\n${"a".repeat(15_000)}`, drip: "a" });
await office_works("2,000 forms that come letter by letter");
claim(
  server.memory() - before < 150,
  `memory grows by ${(server.memory() - before).toFixed(0)} MiB of 150 under them`,
);
let_go();

// Files of a stranger never reach the disk.
const uploads = () =>
  readdirSync(tmpdir()).filter((name) => {
    try {
      return name.startsWith("giaoban-upload") && statSync(`${tmpdir()}/${name}`).size > 0;
    } catch {
      return false;
    }
  }).length;
const there = uploads();
const part = '--B\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n';
await each(20, {
  bytes:
    "POST /import HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\n" +
    `Content-Length: 33000000\r\n\r\n${part}${"x".repeat(1_000_000)}`,
});
claim(uploads() === there, "files of a stranger are not written");
await office_works("100 files of strangers");
let_go();

// Answers that nobody takes.
const asked = "GET /static/style.css HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20);
await each(100, { bytes: asked, reads: false });
await office_works("500 who ask and do not read");
claim(
  server.memory() - before < 200,
  `memory grows by ${(server.memory() - before).toFixed(0)} MiB of 200 under them`,
);
let_go();

// One address alone fills its part and no more.
for (let i = 0; i < 3_000; i += 1) {
  hold("127.0.0.2");
  if (i % 100 === 99) await later(20);
}
await office_works("3,000 connections of one address");
let_go();
await later(300);
const seconds = await server.stop();
claim(seconds < 10, `it ends in ${seconds.toFixed(1)} s`);
end();
