// A small round in the browser: opened by the province, graded by a cell's secretary on a phone,
// decided by the committee under the cap, summed up.
import {readFileSync} from "node:fs";
import {doForm} from "./conference.mjs";

const grid = "table[data-grid]";

// Sends the sheet; the page that comes says what was written or what is in the way.
async function send(tour) {
  await Promise.all([tour.page.waitForNavigation(),
    tour.page.click(`form:has(${grid}) button.primary`)]);
}

// Every row of a column, but those that are not graded by rule.
async function fill(tour, column, value, left_out) {
  for (const select of await tour.page.locator(`${grid} select[name$=".${column}"]`).all()) {
    const row = await select.locator("xpath=ancestor::tr").textContent();
    if (!left_out.test(row)) await select.selectOption(value(row));
  }
}

export async function takeRound({desk, phone, committee}, claim) {
  let said = await doForm(desk, "/do/round/open", {
    unit: "PT", year: "2025", on: "01/12/2025", "deadline-cell": "31/12/2025",
    document: "12-HD/BTCTU", document_date: "01/12/2025"});
  claim("a round is opened", said === "", said);
  await desk.visit("rounds", "/rounds");
  const round = await desk.page.locator("main a[href^='/rounds/']").first().getAttribute("href");
  await desk.visit("round", round);

  // The secretary: by the first page, on a phone.
  await phone.go("/inbox?kind=round.propose");
  const sheet = await phone.page.locator("main a[href^='/rounds/']").first().getAttribute("href");
  await phone.visit("round-sheet", sheet);
  const excluded = /Không xếp loại|Not graded/;
  const people = /Đảng viên|Party member|Member/;
  const member = (row) => people.test(row);
  let first = true;
  const grade = (row) => {
    if (!member(row)) return "good";
    const excellent = first;
    first = false;
    return excellent ? "excellent" : "good";
  };
  await fill(phone, "self", grade, excluded);
  first = true;
  await fill(phone, "proposal", grade, excluded);
  await phone.look("round-sheet-typed");
  await send(phone);
  claim("the secretary's proposals are written",
        (await phone.text("main")).includes("Đã ghi vào sổ"), await phone.text("main"));
  await phone.look("round-sheet-written");

  // The committee: what is not the official's yet is left for later.
  await committee.go("/inbox?kind=round.decide");
  const decision = await committee.page.locator("main a[href*='/decision']").first()
    .getAttribute("href");
  await committee.visit("round-decision", decision);
  const decide = async () => {
    await committee.page.fill("[name=on]", "31/12/2025");
    await committee.page.fill("[name=document]", "15-QĐ/ĐU");
    await committee.page.fill("[name=document_date]", "31/12/2025");
    await send(committee);
  };
  await decide();
  for (let tries = 0; tries < 10; ++tries) {
    const fault = committee.page.locator(`${grid} tr:has(.fault), ${grid} tr:has([aria-invalid=true])`);
    if (await fault.count() === 0) break;
    if (tries === 0) await committee.look("round-decision-refused", /status of 4\d\d/);
    await fault.first().locator("select").selectOption("");
    await decide();
  }
  claim("the committee's decision is written",
        !(await committee.page.locator(".refusal").count()), await committee.text("main"));
  await committee.look("round-decision-written", /status of 4\d\d/);  // of the tries before
  const subject = await committee.page.evaluate(async (target) => {
    const text = await (await fetch(target)).text();
    return text.match(/\/rounds\/\d+\/units\/\d+\/subjects\/member\/\d+/)[0];
  }, sheet);
  await committee.visit("round-subject", subject);
  await committee.visit("round-commendable", `${sheet}/commendable`);
  await committee.visit("round-years", `${sheet}/years`);

  // The province: how far it is, and the summary.
  await desk.visit("round-progress", `${round}?unit=PT.10.001`);
  const text = await desk.text("main");
  claim("the progress names the cell", text.includes("Trường Mầm non"), text.slice(0, 300));
  const [download] = await Promise.all([desk.page.waitForEvent("download"),
    desk.page.click("main a[href$='/summary-paper']")]);
  const bytes = readFileSync(await download.path());
  claim("the summary is a Word file", bytes.subarray(0, 2).toString() === "PK" &&
    download.suggestedFilename().endsWith(".docx"), download.suggestedFilename());
  return {"round": round, "round-sheet": sheet, "round-decision": decision,
    "round-subject": subject, "round-years": `${sheet}/years`};
}
