// The sealing of drafts (src/web/static/drafts.js) beside node's own ChaCha20-Poly1305:
// node seal_test.mjs DRAFTS_JS
import {createCipheriv, createDecipheriv, randomBytes} from "node:crypto";
import {readFileSync} from "node:fs";
import {createContext, runInContext} from "node:vm";

const world = createContext({crypto: globalThis.crypto, btoa, atob, TextEncoder, TextDecoder});
runInContext(readFileSync(process.argv[2], "utf8"), world);
const {seal, open} = world.giaobanSeal;

let failed = false;
const claim = (words, holds, told = "") => {
  console.log(holds ? `ok: ${words}` : `not ok: ${words}: ${told}`);
  failed ||= !holds;
};

const texts = ["", "a", "Nguyễn Thị Lan", "x".repeat(63), "x".repeat(64), "x".repeat(65),
  "Đảng ủy xã Hùng Lô, ".repeat(3000)];
for (const text of texts) {
  const key = randomBytes(32);
  const sealed = Buffer.from(seal(key.toString("hex"), text), "base64");
  const opening = createDecipheriv("chacha20-poly1305", key, sealed.subarray(0, 12),
    {authTagLength: 16});
  opening.setAuthTag(sealed.subarray(-16));
  let read = "";
  try {
    read = opening.update(sealed.subarray(12, -16), undefined, "utf8") + opening.final("utf8");
  } catch (fault) { read = String(fault); }
  claim(`node opens what is sealed here, ${text.length} letters`, read === text, read.slice(0, 80));

  const nonce = randomBytes(12);
  const making = createCipheriv("chacha20-poly1305", key, nonce, {authTagLength: 16});
  const body = Buffer.concat([making.update(text, "utf8"), making.final()]);
  const theirs = Buffer.concat([nonce, body, making.getAuthTag()]).toString("base64");
  claim(`what node sealed opens here, ${text.length} letters`,
        open(key.toString("hex"), theirs) === text);
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
