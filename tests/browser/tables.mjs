// A table laid out without the mouse: typed, moved, removed by keys; and the same without scripts.
export async function layOutByKeys(tour, claim) {
  const {page} = tour;
  const values = (list) => page.$$eval(`[data-entries=${list}] input`,
    (inputs) => inputs.map((input) => input.value).filter((value) => value !== "").join("; "));
  const focused = () => page.evaluate(() => document.activeElement.name);
  const offered = (list) => page.waitForSelector(
    `[data-entries=${list}] .picks:not([hidden]) [role=option]`);
  await tour.visit("table", "/tables?unit=PT&as_of=14/06/2021");

  await page.focus("#table [name=unit1]");
  await page.keyboard.type("PT.11");
  await offered("unit");
  await page.keyboard.press("Enter");
  claim("Enter takes the unit that is offered and goes on", await focused() === "unit2",
        await focused());
  await page.keyboard.type("PT.10");
  await offered("unit");
  await page.keyboard.press("Enter");
  claim("a blank line follows each line that is filled", await focused() === "unit3",
        await focused());
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  claim("Alt+Up moves a line", await values("unit") === "PT.10; PT.11", await values("unit"));
  claim("and the cursor goes with it", await focused() === "unit1", await focused());

  await page.focus("#table [name=measure1]");
  const before = await values("measure");
  await page.keyboard.press("Alt+Delete");
  claim("Alt+Delete removes a line", before.endsWith(await values("measure")) &&
    before !== await values("measure"), await values("measure"));
  await page.keyboard.press("Alt+Insert");
  await page.keyboard.type("dang vien du bi");
  await offered("measure");
  await tour.look("table-typed");
  await page.keyboard.press("Enter");
  claim("a measure is found without marks", (await values("measure")).startsWith(
    "Đảng viên dự bị"), await values("measure"));
  for (let i = 0; i < 8 && await page.inputValue(`#table [name=${await focused()}]`) !== ""; ++i) {
    await page.keyboard.press("ArrowDown");
  }
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  const head = await page.textContent("main table.list thead");
  claim("Enter on the blank last line makes the table", head.includes("Đảng viên dự bị"), head);
  const rows = await page.$$eval("main table.list tbody tr", (all) => all.length);
  claim("with the two units as its rows", rows === 2, rows);
  await tour.look("table-made");

  const plain = await page.context().browser().newContext({javaScriptEnabled: false,
    storageState: await page.context().storageState()});
  const bare = await plain.newPage();
  await bare.goto(tour.server + "/tables?unit=PT&as_of=14/06/2021&measure1=members&" +
    "measure2=members.women");
  await bare.click("[name=edit][value='measure.2.up']");
  claim("without scripts a button moves a line",
        (await bare.inputValue("#table [name=measure1]")).includes("Đảng viên nữ"));
  await bare.fill("#table [name=unit1]", "khong co don vi nay");
  await Promise.all([bare.waitForNavigation(), bare.press("#table [name=unit1]", "Enter")]);
  claim("what is not understood is told beside its line",
        await bare.inputValue("#table [name=unit1]") === "khong co don vi nay" &&
        await bare.getAttribute("#table [name=unit1]", "aria-invalid") === "true");
  await plain.close();
}
