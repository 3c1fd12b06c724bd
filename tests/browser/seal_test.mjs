// The sealing of drafts (src/web/static/drafts.js): node seal_test.mjs NACL_JS DRAFTS_JS
import {randomBytes} from "node:crypto";
import {readFileSync} from "node:fs";
import {runInThisContext} from "node:vm";

globalThis.self = globalThis;
for (const script of process.argv.slice(2)) runInThisContext(readFileSync(script, "utf8"));
const {seal, open} = globalThis.giaobanSeal;

let failed = false;
const claim = (words, holds, told = "") => {
  console.log(holds ? `ok: ${words}` : `not ok: ${words}: ${told}`);
  failed ||= !holds;
};

const texts = ["", "a", "Nguyễn Thị Lan", "x".repeat(63), "x".repeat(64), "x".repeat(65),
  "Đảng ủy xã Hùng Lô, ".repeat(3000)];
for (const text of texts) {
  const key = randomBytes(32).toString("hex");
  const sealed = seal(key, text);
  claim(`what is sealed opens, ${text.length} letters`, open(key, sealed) === text);
  if (text.length < 10) continue;  // a few letters may stand in it by chance
  claim(`and does not stand in it, ${text.length} letters`,
        !Buffer.from(sealed, "base64").includes(Buffer.from(text)));
}

const key = randomBytes(32).toString("hex");
const sealed = seal(key, "theo nguyện vọng");
claim("another account's key opens nothing", open(randomBytes(32).toString("hex"), sealed) === null);
claim("no two sealings are alike", seal(key, "theo nguyện vọng") !== sealed);
const bytes = Buffer.from(sealed, "base64");
let opened = 0;
for (let at = 0; at < bytes.length; ++at) {
  const changed = Buffer.from(bytes);
  changed[at] ^= 1;
  opened += open(key, changed.toString("base64")) === null ? 0 : 1;
}
claim("a changed byte opens nothing", opened === 0, `${opened} opened`);
claim("what is none opens nothing", ["", "%", "AAAA", null].every((one) => open(key, one) === null));
const large = "x".repeat(200000);
const begin = Date.now();
open(key, seal(key, large));
claim("a large grid is sealed and opened within half a second", Date.now() - begin < 500,
      `${Date.now() - begin} ms`);
process.exit(failed ? 1 : 0);
