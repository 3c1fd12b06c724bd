// Daily work in the browser: a cell's secretary on a phone, typing that survives a reload, two who
// write the same rows, and a page on its way to the printer.
import {today} from "./conference.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// The sheet of the running year as of today: of a year gone by what is recorded changes on a document
// alone, by who decides.
export async function openRunningSheet(tour, cell) {
  await tour.go(`${cell}/grades/${new Date().getFullYear()}?roster_on=${encodeURIComponent(today())}`);
  await tour.page.fill("main [name=decided_on]", today());
}

// By what a thumb can reach: the first page, the list of members, the person, the form.
export async function secretaryMovesAndGrades(phone, claim) {
  const {page} = phone;
  await phone.go("/");
  const cell = (await page.locator("main a[href^='/units/']").first().getAttribute("href"))
    .replace("/roster", "");
  await phone.go(`${cell}/roster`);
  const member = await page.locator("main a[href^='/members/']").nth(4).getAttribute("href");
  await phone.go(member);
  await phone.look("secretary-member");
  await phone.press("main a[href^='/do/member/transfer']");
  await page.fill("main [name=cell]", "PT.10.001.02");
  await page.keyboard.press("Tab");
  await page.fill("main [name=on]", today());
  await phone.look("secretary-transfer");
  await phone.press("main form[method=post] button.primary");
  await phone.look("secretary-transferred");
  const told = await phone.text("main");
  claim("a secretary moves a member from the phone, and is told so where the record is another's",
        told.includes("Đã ghi vào sổ") && await page.locator("main .refusal").count() === 0, told);
  await phone.go(`${cell}/roster`);
  claim("who was moved is no longer on the list",
        await page.locator(`main a[href="${member}"]`).count() === 0);
  await phone.go(`${cell}/grades/2020`);
  claim("what is recorded of a past year is not a secretary's to change",
        await page.locator("table[data-grid] select").count() === 0);
  await phone.look("secretary-past-year");
  await phone.go("/grades?year=2020");
  await openRunningSheet(phone, cell);
  const row = page.locator("table[data-grid] select").nth(5);
  const name = await row.getAttribute("name");
  const wanted = await row.inputValue() === "good" ? "fair" : "good";
  await row.selectOption(wanted);
  await phone.press("form:has(table[data-grid]) button.primary");
  await phone.look("secretary-graded");
  await openRunningSheet(phone, cell);
  claim("a secretary's grade from the phone is written",
        await page.locator(`[name="${name}"]`).inputValue() === wanted);
}

export async function draftSurvives(tour, form, claim) {
  const {page} = tour;
  await tour.go(form);
  await page.fill("main [name=reason]", "theo nguyện vọng");
  await pause(1000);
  await page.reload();
  claim("what was typed survives a reload",
        await page.inputValue("main [name=reason]") === "theo nguyện vọng");
  await tour.look("draft");
  await page.click("main .notice.draft button");
  claim("and can be thrown away", await page.inputValue("main [name=reason]") === "");
}

// Both open the sheet, both change the same row: the second sees both versions.
export async function conflictShowsBoth(one, other, cell, claim) {
  await openRunningSheet(one, cell);
  await openRunningSheet(other, cell);
  const selects = (tour) => tour.page.locator("table[data-grid] select");
  const name = await selects(one).nth(7).getAttribute("name");
  const stands = await selects(one).nth(7).inputValue();
  await one.page.locator(`[name="${name}"]`).selectOption(stands === "fair" ? "good" : "fair");
  await other.page.locator(`[name="${name}"]`).selectOption("failed");
  const save = "form:has(table[data-grid]) button.primary";
  await one.press(save);
  await other.press(save);
  await other.look("conflict", /status of 409/);
  const text = await other.text("main .contested").catch(() => "");
  const mine = await other.page.locator(`[name="${name}"]`).inputValue();
  const theirs = stands === "fair" ? "Hoàn thành tốt" : "Hoàn thành nhiệm vụ";
  claim("a conflict shows both versions",
        text.includes("Không hoàn thành") && text.includes(theirs) && mine === "failed", text);
  await other.press(save);
  claim("who has not chosen writes nothing", !other.page.url().includes("written="), other.page.url());
  await other.page.locator("main .contested [value=mine]").check();
  await other.press(save);
  claim("who has seen both may write", other.page.url().includes("written="), other.page.url());
}

// As it comes out of the printer: no menus, no buttons, black on white.
export async function printed(tour, target, name, claim) {
  const {page} = tour;
  await tour.go(target);
  await page.emulateMedia({media: "print"});
  await tour.look(`${name}-printed`);
  const shown = await page.evaluate(() => [...document.querySelectorAll(
    "header.top, .form .actions, .filter, .tabs")].filter((one) => one.checkVisibility()).length);
  claim(`${name} is printed without menus and buttons`, shown === 0, shown);
  await page.emulateMedia({media: null});
}
