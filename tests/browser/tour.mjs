// The pages in a real browser: node tour.mjs ADDRESS ACCOUNTS MODULES PICTURES
//   ADDRESS   of a running `giaoban serve` on the sample province
//   ACCOUNTS  what `giaoban sample accounts --format csv` printed
//   MODULES   the folder that holds node_modules
//   PICTURES  the folder for the screenshots
// On every page: no error on the console, no scrolling sideways on a phone, and nothing that
// axe-core calls serious or critical.
import {mkdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";

const [address, accountsFile, modules, pictures] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "tour.js"));
const {chromium} = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const passwords = new Map(readFileSync(accountsFile, "utf8").trim().split("\n").slice(1)
  .map((line) => line.split(",")).map(([login, password]) => [login, password]));

let failed = false;
const claim = (words, holds, told = "") => {
  console.log(holds ? `ok: ${words}` : `not ok: ${words}: ${told}`);
  failed ||= !holds;
};

class Tour {
  constructor(page, {width, language}) {
    this.page = page;
    this.width = width;
    this.language = language;
    this.said = [];
    page.on("console", (message) => {
      if (message.type() === "error") this.said.push(message.text());
    });
    page.on("pageerror", (error) => this.said.push(String(error)));
  }

  async go(target) {
    this.said.length = 0;
    return this.page.goto(address + target);
  }

  // A page as it stands; `expected` are the console's words that belong to it, such as a 403.
  async look(name, expected = /^$/) {
    const {page, width, language} = this;
    await page.screenshot({
      path: join(pictures, `${name}-${width}-${language}.png`), fullPage: true,
      clip: {x: 0, y: 0, width, height: Math.min(await page.evaluate(
        () => document.documentElement.scrollHeight), 4000)}});
    const faults = this.said.filter((text) => !expected.test(text));
    this.said.length = 0;
    const wide = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return null;
      const outside = [...document.querySelectorAll("main *, header *, footer *")]
        .filter((one) => one.getBoundingClientRect().right > room + 1).slice(0, 3);
      return outside.map((one) => `${one.tagName}.${one.className}`).join(" ") || "the page";
    });
    if (wide) faults.push(`wider than the window: ${wide}`);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run({resultTypes: ["violations"]}));
    for (const {id, impact, nodes} of found.violations) {
      if (impact !== "serious" && impact !== "critical") continue;
      faults.push(`${impact} ${id}: ${nodes.length} like ${nodes[0].html.slice(0, 160)}`);
    }
    claim(`${name} at ${width} in ${language}`, faults.length === 0, faults.join("; "));
  }

  async visit(name, target) {
    const answer = await this.go(target);
    if (answer.status() !== 200) claim(`${target} answers`, false, answer.status());
    await this.look(name);
  }

  async press(selector) {
    await Promise.all([this.page.waitForNavigation(), this.page.click(selector)]);
  }

  async signIn(login) {
    await this.go("/sign-in");
    if (this.language === "en") await this.press("header [name=language][value=en]");
    await this.look("sign-in");
    await this.page.fill("[name=login]", login);
    await this.page.fill("[name=password]", passwords.get(login));
    await this.press("#sign-in button.primary");
    if (this.language === "en" &&
        await this.page.getAttribute("html", "lang") !== "en") {
      await this.page.click("header details.user summary");
      await this.press("header [name=language][value=en]");
    }
  }

  text(selector) {
    return this.page.textContent(selector);
  }

  // The page of the unit with this code.
  async unitOf(code) {
    await this.go(`/grades?unit=${code}&year=2020`);
    const sheet = await this.page.locator("main a[href*='/grades/2020']").first()
      .getAttribute("href");
    return sheet.replace("/grades/2020", "");
  }
}

mkdirSync(pictures, {recursive: true});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"]});
const tourOf = async (width, language) => {
  const context = await browser.newContext({viewport: {width, height: 800}});
  context.setDefaultTimeout(15000);
  return new Tour(await context.newPage(), {width, language});
};

async function readPages(tour, cell) {
  await tour.visit("home", "/");
  await tour.visit("units", "/units");
  await tour.visit("unit", cell);
  await tour.visit("roster", `${cell}/roster`);
  await tour.visit("members", "/members?q=nguyen+thi");
  claim("a search without marks finds the name with its marks",
        (await tour.text("main")).includes("Nguyễn Thị "));
  await tour.visit("figures", "/figures?unit=PT.10&as_of=14/06/2021");
  const records = await tour.page.locator("main a[href^='/figures/records']").first()
    .getAttribute("href");
  await tour.visit("records", records);
  await tour.visit("tasks", "/tasks");
  await tour.visit("briefings", "/briefings");
  await tour.visit("import", "/import");
  await tour.visit("account", "/account");
}

async function moveAndUndo(tour, cell) {
  const {page} = tour;
  await tour.go(`${cell}/roster`);
  const member = await page.locator("main td a[href^='/members/'], main a[href^='/members/']")
    .first().getAttribute("href");
  await tour.visit("member", member);
  const before = await tour.text("main");
  claim("the member stands in the first cell", before.includes("PT.10.001.01") ||
    before.includes("Trường Mầm non"));
  const act = await page.locator("main a[href^='/do/member/transfer']").first()
    .getAttribute("href");
  await tour.visit("transfer", act);
  await page.fill("main [name=cell]", "PT.10.001.02");
  await page.keyboard.press("Tab");
  const day = new Date();
  const two = (number) => String(number).padStart(2, "0");
  await page.fill("main [name=on]",
    `${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`);
  await tour.press("main form[method=post] button.primary");
  await tour.look("transferred");
  const written = page.locator("#notices a[href^='/journal/']");
  claim("the page says that the move is written", await written.count() === 1, page.url());
  if (await written.count() === 0) return;
  claim("the member's page shows the new cell",
        (await tour.text("main")).includes("Trường Tiểu học"));
  const entry = await written.getAttribute("href");
  await tour.visit("journal", "/journal");
  await tour.visit("entry", entry);
  await tour.visit("undo", `${entry}/undo`);
  await page.fill("main [name=reason]", "ghi nhầm chi bộ");
  await tour.press("main form[method=post] .actions button");
  await tour.look("undone");
  await tour.go(member);
  claim("after the undo the member stands in the first cell",
        (await tour.text("main")).includes("Trường Mầm non"));
}

async function gradeByKeyboard(tour, cell) {
  const {page} = tour;
  await tour.visit("grades", "/grades?unit=PT.10.001&year=2020");
  await tour.visit("sheet", `${cell}/grades/2020`);
  const first = page.locator("table[data-grid] select").nth(2);
  const name = await first.getAttribute("name");
  const old = await first.inputValue();
  await first.focus();
  await page.keyboard.press("ArrowDown");
  const second = await page.evaluate(() => document.activeElement.name);
  claim("the arrow goes down a row of the grid", second !== name && second !== "", second);
  await page.keyboard.press("ArrowUp");
  claim("and back", await page.evaluate(() => document.activeElement.name) === name);
  await page.keyboard.press("h");  // every grade begins with "Hoàn thành" or "Không"
  const wanted = await first.inputValue();
  claim("a letter chooses the next grade that begins with it", wanted !== old && wanted !== "",
        wanted);
  await tour.look("sheet-typed");
  const form = page.locator("form:has(table[data-grid]) button.primary");
  await Promise.all([page.waitForNavigation(), form.click()]);
  await tour.look("sheet-written");
  await tour.go(`${cell}/grades/2020`);
  claim("the grade typed is written",
        await page.locator(`[name="${name}"]`).inputValue() === wanted);
}

async function previewReport(tour) {
  const {page} = tour;
  await tour.visit("reports", "/reports");
  await tour.press("main form button.primary");
  claim("the preview is a report", page.url().includes("/reports/preview"), page.url());
  await tour.visit("preview", "/reports/preview?unit=PT.10&period=2021-H1&date=14/06/2021");
}

async function refuseAnothers(tour, other) {
  const {page} = tour;
  await tour.signIn("bithu");
  const own = await tour.go("/");
  claim("a cell secretary sees the first page", own.status() === 200, own.status());
  await tour.look("home-secretary");
  for (const target of [other, `${other}/roster`, "/figures?unit=PT.11", "/accounts"]) {
    const answer = await tour.go(target);
    claim(`a cell secretary is refused ${target.replace(/\d{9,}/, "UNIT")}`,
          answer.status() === 403 || answer.status() === 404, answer.status());
  }
  await tour.look("refused", /status of 40[34]/);
}

try {
  const desk = await tourOf(1280, "vi");
  await desk.signIn("tochuc");
  const cell = await desk.unitOf("PT.10.001.01");
  const other = await desk.unitOf("PT.11");
  await readPages(desk, cell);
  await moveAndUndo(desk, cell);
  await gradeByKeyboard(desk, cell);
  await previewReport(desk);
  const phone = await tourOf(360, "en");
  await phone.signIn("huyen");
  await readPages(phone, cell);
  await phone.visit("sheet", `${cell}/grades/2020`);
  await phone.visit("reports", "/reports");
  await refuseAnothers(await tourOf(360, "vi"), other);
  const admin = await tourOf(1280, "vi");
  await admin.signIn("quantri");
  await admin.visit("accounts", "/accounts");
} catch (error) {
  claim("the tour goes to its end", false, String(error).split("\n").slice(0, 6).join(" "));
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
