// A server on the sample province for the scripts of this folder, its users, and what they wait.
// $GIAOBAN is the program; the folder in which a script runs is its own.
import { spawn, execFileSync } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import http from "node:http";

const program = process.env.GIAOBAN;
const store = "province.giaoban";

// The invented province with its accounts: a map from login to password.
export function house() {
  const run = (...words) =>
    execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  run("sample", "phu-tho-2021", "--out", "province.xlsx");
  run("import", "province.xlsx", "--store", store);
  const lines = run("sample", "accounts", "--store", store, "--format", "csv").trim().split("\n");
  return new Map(lines.slice(1).map((line) => line.split(",").slice(0, 2)));
}

export async function serve(...more) {
  const said = openSync("serve.said", "w");
  const server = spawn(
    program,
    ["serve", "--store", store, "--as", "quantri", "--port", "0", ...more],
    { stdio: ["ignore", said, said] },
  );
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    const port = readFileSync("serve.said", "utf8").match(/:(\d{2,5})\b/);
    if (port) return new Server(server, Number(port[1]));
    await later(100);
  }
  server.kill();
  throw new Error("the server does not begin: " + readFileSync("serve.said", "utf8"));
}

class Server {
  constructor(child, port) {
    this.child = child;
    this.port = port;
  }
  // What the process holds, in MiB: now, or at most so far.
  memory(which = "VmRSS") {
    const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    return Number(status.match(new RegExp(`${which}:\\s+(\\d+)`))[1]) / 1024;
  }
  // By SIGTERM; the seconds it took.
  async stop() {
    const begun = Date.now();
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill("SIGTERM");
    await ended;
    return (Date.now() - begun) / 1000;
  }
}

// One browser: cookies, one kept connection or more, an address of this machine.
export class Browser {
  constructor(server, { from = "127.0.0.1", lines = 1 } = {}) {
    this.server = server;
    this.from = from;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: lines });
    this.cookies = new Map();
  }
  ask(path, { method = "GET", form, json, headers = {}, patience = 60_000 } = {}) {
    const body = form ? new URLSearchParams(form).toString() : json && JSON.stringify(json);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const options = {
      host: "127.0.0.1",
      port: this.server.port,
      localAddress: this.from,
      agent: this.agent,
      method,
      path,
      headers: {
        "User-Agent": "Mozilla/5.0 Firefox/128.0",
        ...(cookie && { Cookie: cookie }),
        ...(body !== undefined && {
          "Content-Type": form ? "application/x-www-form-urlencoded" : "application/json",
          "Content-Length": Buffer.byteLength(body),
        }),
        ...headers,
      },
    };
    const begun = performance.now();
    return new Promise((done) => {
      const request = http.request(options, (answer) => {
        const pieces = [];
        answer.on("data", (piece) => pieces.push(piece));
        answer.on("error", () => done({ status: 0, waited: performance.now() - begun, text: "" }));
        answer.on("end", () => {
          for (const line of answer.headers["set-cookie"] ?? []) {
            const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
            this.cookies.set(name, value);
          }
          done({
            status: answer.statusCode,
            waited: performance.now() - begun,
            text: Buffer.concat(pieces).toString(),
            headers: answer.headers,
          });
        });
      });
      request.setTimeout(patience, () => request.destroy());
      request.on("error", () => done({ status: 0, waited: performance.now() - begun, text: "" }));
      request.end(body);
    });
  }
  // The token that a page's forms carry.
  async token(path = "/sign-in") {
    const page = await this.ask(path);
    const found = page.text.match(/name="token" value="([^"]+)"/);
    return found ? found[1] : "";
  }
  async sign_in(login, password) {
    const token = await this.token();
    return this.ask("/sign-in", { method: "POST", form: { token, login, password, to: "/" } });
  }
  close() {
    this.agent.destroy();
  }
}

export const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export function percentile(waited, part) {
  const sorted = [...waited].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

// "ok: claim" and "not ok: claim"; `end` tells by the exit code.
let failed = 0;
export function claim(holds, what) {
  console.log(`${holds ? "ok" : "not ok"}: ${what}`);
  if (!holds) failed += 1;
}
export function end() {
  process.exit(failed === 0 ? 0 : 1);
}
