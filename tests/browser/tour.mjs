// The pages in a real browser: node tour.mjs ADDRESS ACCOUNTS MODULES PICTURES FILES
//   ADDRESS   of a running `giaoban serve` on the sample province
//   ACCOUNTS  what `giaoban sample accounts --format csv` printed
//   MODULES   the folder that holds node_modules
//   PICTURES  the folder for the screenshots
//   FILES     the folder of the workbooks: blank.xlsx, register.xlsx
// PATIENCE in the environment: milliseconds that an element may let wait for itself.
// On every page: no error on the console, no scrolling sideways on a phone, and nothing that
// axe-core calls serious or critical.
import {mkdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";
import {doForm, follow, Line, prepare, today} from "./conference.mjs";
import {conflictShowsBoth, draftSurvives, openRunningSheet, printed, secretaryMovesAndGrades}
  from "./daily.mjs";
import {draftsAreTheAccounts} from "./drafts.mjs";
import {mergeCommunes, missPlan, readBothDays} from "./reorganise.mjs";
import {takeRound} from "./round.mjs";
import {layOutByKeys} from "./tables.mjs";

const [address, accountsFile, modules, pictures, files] = process.argv.slice(2);
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
  constructor(page, {width, language, server = address}) {
    this.page = page;
    this.server = server;
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
    return this.page.goto(this.server + target);
  }

  // A page as it stands; `expected` are the console's words that belong to it, such as a 403.
  async look(name, expected = /^$/) {
    const {page, width, language} = this;
    await page.screenshot({
      path: join(pictures, `${name}-${width}-${language}.png`), fullPage: true,
      clip: {x: 0, y: 0, width, height: Math.min(await page.evaluate(
        () => document.documentElement.scrollHeight), 4000)}});
    await this.check(name, expected);
  }

  async check(name, expected = /^$/) {
    const {page, width, language} = this;
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
    if (await page.locator("main header.top").count() > 0) faults.push("a page inside the page");
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
    looked.add(target);
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

  passwordOf(login) {
    return passwords.get(login);
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
const tourOf = async (width, language, server = address) => {
  const context = await browser.newContext({viewport: {width, height: width > 1280 ? 1080 : 800}});
  context.setDefaultTimeout(Number(process.env.PATIENCE ?? 15000));
  return new Tour(await context.newPage(), {width, language, server});
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
  await tour.visit("over-time", "/figures/over-time?unit=PT.10.001");
  await tour.go("/figures?unit=PT.10&as_of=14/06/2021");
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
  await page.fill("main [name=on]", today());
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
  await openRunningSheet(tour, cell);
  const first = page.locator("table[data-grid] select").nth(2);
  const name = await first.getAttribute("name");
  const old = await first.inputValue();
  await first.focus();
  await page.keyboard.press("ArrowDown");
  const second = await page.evaluate(() => document.activeElement.name);
  claim("the arrow goes down a row of the grid", second !== name && second !== "", second);
  await page.keyboard.press("ArrowUp");
  claim("and back", await page.evaluate(() => document.activeElement.name) === name);
  for (const [typed, grade] of [["htt", "good"], ["3", "fair"], ["HTXS", "excellent"], ["kht", "failed"],
    ["1", "excellent"]]) {
    await page.waitForTimeout(1300);  // a pause begins another word
    for (const letter of typed) await page.keyboard.press(letter);
    claim(`“${typed}” enters ${grade}`, await first.inputValue() === grade, await first.inputValue());
  }
  const wanted = old === "good" ? "fair" : "good";
  await page.keyboard.press(old === "good" ? "3" : "2");
  await tour.look("sheet-typed");
  const form = page.locator("form:has(table[data-grid]) button.primary");
  await Promise.all([page.waitForNavigation(), form.click()]);
  await tour.look("sheet-written");
  await openRunningSheet(tour, cell);
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

async function holdConference(hall, desk) {
  const line = new Line(address);
  const place = await tourOf(1280, "en", await line.start());
  await place.signIn("huyen");
  await hall.signIn("tochuc");
  const conference = await prepare(desk, claim);
  await follow(hall, place, {conference, line, claim});
  const said = await doForm(desk, `/do/briefing/attend?conference=${conference.match(/\d+/)[0]}`,
    {unit: "PT.10", title: "Bí thư", presence: "summoned"});
  claim("who is summoned is put down", said === "", said);
  await desk.visit("attendance", `${conference}/attendance`);
  line.stop();
  await place.page.context().close();
}

async function giveTask(desk) {
  const said = await doForm(desk, "/do/task/give", {
    title: "Rà soát chi bộ ghép", product: "Báo cáo", assigner: "PT", lead: "PT.10",
    deadline: "31/12/2030"});
  claim("a task is given", said === "", said);
  await desk.go("/tasks");
  await desk.visit("task", await desk.page.locator("main a[href^='/tasks/']").first()
    .getAttribute("href"));
}

// Asked by a committee, handed on by the province, answered by the district, received by who asked.
async function recommend(desk, district, committee) {
  let said = await doForm(desk, "/do/recommendation/take", {
    about: "Kinh phí tập huấn", asker: "PT.10.001", receiver: "PT", text: "Đề nghị bổ sung"});
  claim("a recommendation is taken down", said === "", said);
  await desk.go("/recommendations?unit=PT");
  const own = await desk.page.locator("main a[href^='/recommendations/']").first()
    .getAttribute("href");
  const number = own.match(/\d+/)[0];
  said = await doForm(desk, `/do/recommendation/hand-on?recommendation=${number}`, {
    unit: "PT.10", deadline: "31/12/2030"});
  claim("it is handed on", said === "", said);
  await district.go("/inbox?kind=recommendation.answer");
  claim("it waits for the district",
        await district.page.locator(`main a[href="${own}"]`).count() === 1);
  said = await doForm(district, `/do/recommendation/answer?recommendation=${number}`, {
    text: "Huyện cấp trong quý III"});
  claim("the district answers", said === "", said);
  await committee.go("/inbox?kind=recommendation.receive");
  claim("the answer waits for who asked",
        await committee.page.locator(`main a[href="${own}"]`).count() === 1);
  said = await doForm(committee, `/do/recommendation/receive?recommendation=${number}`, {});
  claim("who asked receives the answer", said === "", said);
  await committee.visit("recommendation", own);
  claim("the page has the answer", (await committee.text("main")).includes("quý III"));
  await committee.go("/inbox?kind=recommendation.receive");
  claim("and nothing waits any more",
        await committee.page.locator(`main a[href="${own}"]`).count() === 0);
}

// A file with faults comes back marked; a sound one is checked, then written.
async function importWorkbooks(tour) {
  const {page} = tour;
  const upload = async (file) => {
    await tour.go("/import");
    await page.setInputFiles("main [name=file]", join(files, file));
    await tour.press("main form[method=post] button.primary");
    await page.waitForSelector("#notices .notice", {timeout: 60000});
  };
  await upload("blank.xlsx");
  await tour.look("import-faults");
  claim("faults are told with their cells", (await tour.text("main")).includes("Sổ!"));
  const [download] = await Promise.all([page.waitForEvent("download"),
    page.click("main .actions a.primary")]);
  const marked = readFileSync(await download.path());
  claim("the marked workbook is handed out", marked.subarray(0, 2).toString() === "PK" &&
    download.suggestedFilename().endsWith(".xlsx"), download.suggestedFilename());
  await upload("register.xlsx");
  await tour.look("import-checked");
  await tour.press("main .actions form button.primary");
  await page.waitForSelector("#notices .notice", {timeout: 60000});
  await tour.look("import-written");
  await tour.go("/members?q=h%27hen+nie");
  claim("who was imported is found", (await tour.text("main")).includes("H'Hen Niê"));
}

// A round of grading, so that its pages are there to be looked at.
async function openRound(tour) {
  const said = await doForm(tour, "/do/round/open", {
    year: "2020", unit: "PT.10.001", "roster-on": "31/12/2020"});
  claim("a round is opened by its form", said === "", said);
}

// Large text: nothing is cut off or runs out of the window.
async function largeText(tour, cell) {
  await tour.go("/");
  await tour.page.click("header details.user summary");
  await tour.press("header [name=large_text][value='1']");
  claim("large text is on", await tour.page.getAttribute("html", "data-text") === "large");
  for (const [name, target] of [["home", "/"], ["roster", `${cell}/roster`],
    ["sheet", `${cell}/grades/2020`], ["figures", "/figures?unit=PT.10.001&as_of=14/06/2021"]]) {
    await tour.visit(`large-${name}`, target);
  }
}

// Every page of pages.txt, which a test of the program holds complete.
const pages = readFileSync(new URL("pages.txt", import.meta.url), "utf8").trim().split("\n")
  .map((line) => line.split(" ")).filter((words) => words.length === 1).map(([page]) => page);
const looked = new Set(["/sign-in"]);
const fits = (page, target) =>
  new RegExp(`^${page.replace(/\{[a-z]+\}/g, "[^/]+")}$`).test(target.split("?")[0]);

// Follows every link of every page, one address for each shape of address: /members/N; and the form
// of every verb, which the API tells of.
async function crawl(tour, more = []) {
  const shape = (target) => target.split("?")[0].replace(/\d+/g, "N");
  const left = ["/", "/account", "/jobs", ...more];
  const told = await tour.page.evaluate(async () => (await fetch("/api/openapi.json")).json());
  for (const [path, methods] of Object.entries(told.paths)) {
    if ("post" in methods) left.push(path.replace("/api/", "/do/"));
  }
  const seen = new Set(left.map(shape));
  const left_out = /^\/(static|api|sign-out)|\/(file|document|template|events|screen|followers|summary|summary-paper)$|\/papers\/|\.(csv|xlsx)$/;
  while (left.length > 0) {
    const target = left.shift();
    const answer = await tour.go(target);
    if (answer.status() === 404 && target.startsWith("/do/")) continue;  // has no form of its own
    if (answer.status() !== 200) {
      claim(`${shape(target)} answers to who sees its link`, false, `${target}: ${answer.status()}`);
      continue;
    }
    looked.add(target);
    await tour.check(shape(target));
    const links = await tour.page.evaluate(() => [...document.querySelectorAll("a[href^='/']")]
      .filter((link) => !link.hasAttribute("download")).map((link) => link.getAttribute("href")));
    for (const link of links) {
      const one = link.split("#")[0];
      if (one === "" || left_out.test(one.split("?")[0]) || seen.has(shape(one))) continue;
      seen.add(shape(one));
      left.push(one);
    }
  }
  claim(`every page that links lead to was looked at, at ${tour.width} in ${tour.language}`,
        seen.size > 80, `${seen.size}: ${[...seen].join(" ")}`);
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
  await layOutByKeys(desk, claim);
  const phone = await tourOf(360, "en");
  await phone.signIn("huyen");
  await readPages(phone, cell);
  await phone.visit("sheet", `${cell}/grades/2020`);
  await phone.visit("reports", "/reports");
  const secretary = await tourOf(360, "vi");
  await refuseAnothers(secretary, other);
  const admin = await tourOf(1280, "vi");
  await admin.signIn("quantri");
  await admin.visit("accounts", "/accounts");
  await holdConference(await tourOf(1920, "vi"), desk);
  const committee = await tourOf(360, "vi");
  await committee.signIn("coso");
  await draftSurvives(desk, "/do/unit/rename?unit=PT.10.001", claim);
  await draftsAreTheAccounts(await tourOf(1280, "vi"), claim);
  await conflictShowsBoth(desk, committee, cell, claim);
  await printed(desk, "/reports/preview?unit=PT.10&period=2021-H1&date=14/06/2021", "report", claim);
  await printed(desk, `${cell}/roster`, "roster", claim);
  await giveTask(desk);
  await recommend(desk, phone, committee);
  const cellPhone = await tourOf(360, "vi");
  await cellPhone.signIn("bithu");
  const taken = await takeRound({desk, phone: cellPhone, committee}, claim);
  for (const [name, target] of Object.entries(taken)) await phone.visit(name, target);
  await secretaryMovesAndGrades(secretary, claim);
  await importWorkbooks(admin);
  await mergeCommunes(desk, claim);
  await readBothDays(desk, claim);
  const pocket = await tourOf(360, "en");  // the language is the account's: English from here on
  await pocket.signIn("tochuc");
  await missPlan(pocket, claim);
  await readBothDays(pocket, claim);
  await largeText(committee, cell);
  const office = await tourOf(360, "en");
  await office.signIn("quantri");
  await openRound(admin);
  await Promise.all([crawl(admin, ["/figures/compare?unit=PT.10.001"]), crawl(office)]);
  const unseen = pages.filter((page) => ![...looked].some((target) => fits(page, target)));
  claim("every page of the program was looked at", unseen.length === 0, unseen.join(" "));
} catch (error) {
  claim("the tour goes to its end", false, String(error.stack ?? error).split("\n").slice(0, 8).join(" "));
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
