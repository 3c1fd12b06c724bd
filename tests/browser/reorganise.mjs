// A person merges two communes on the page and reads 30/06 and 01/07: the plan typed in the grid,
// looked at before it is written, then the tree, the lineage, the two days side by side, a series
// and what was reported before it was recorded.

const plan = {
  "r1.old": "PT.12.001", "r1.new": "PT.12.900", "r1.name": "Đảng bộ xã Hợp Nhất",
  "r1.parent": "PT.12", "r2.old": "PT.12.002", "r2.new": "PT.12.900"};

async function typePlan(tour, rows) {
  await tour.visit("reorganise", "/reorganise");
  await tour.page.fill("main [name=on]", "01/07/2021");
  for (const [name, value] of Object.entries(rows)) {
    await tour.page.fill(`main [name="${name}"]`, value);
  }
  await tour.press("main form[action='/reorganise/preview'] button.primary");
}

// What is wrong is told with its row, and what was typed stays.
export async function missPlan(tour, claim) {
  await typePlan(tour, {...plan, "r2.old": "PT.12.XX"});
  // Refused as carrying it out would be: what a code tells is the same by both.
  await tour.look("reorganise-faults", /status of 404/);
  claim("a wrong code is told with its row", (await tour.text("main")).includes("PT.12.XX"));
  claim("and cannot be carried out",
        await tour.page.locator("main form[action='/reorganise'] button").count() === 0);
  claim("what was typed stays",
        await tour.page.inputValue("main [name='r1.name']") === plan["r1.name"]);
}

export async function mergeCommunes(tour, claim) {
  const {page} = tour;
  await typePlan(tour, plan);
  await tour.look("reorganise-preview");
  const [before, after] = await page.locator("main dl.figures dd.value")
    .allTextContents();
  claim("nobody is lost", before !== undefined && before === after, `${before} ${after}`);
  await tour.press("main form[action='/reorganise'] button.primary");
  await tour.look("reorganised");
  claim("the page says that it is written",
        await page.locator("#notices a[href^='/journal/']").count() === 1, page.url());
}

async function codesOf(tour, day) {
  await tour.go(`/units?q=PT.12.00&as_of=${day}`);
  const old = await tour.text("main");
  await tour.go(`/units?q=PT.12.900&as_of=${day}`);
  return {old, merged: await tour.text("main")};
}

export async function readBothDays(tour, claim) {
  const {page} = tour;
  const june = await codesOf(tour, "30/06/2021");
  claim("on 30/06 both communes stand and the new one does not",
        june.old.includes("PT.12.001") && june.old.includes("PT.12.002") &&
        !june.merged.includes("Hợp Nhất"));
  const july = await codesOf(tour, "01/07/2021");
  claim("on 01/07 the new one stands and the two do not",
        !july.old.includes("PT.12.001 ") && july.merged.includes("Hợp Nhất"));
  await tour.visit("units-slider", "/units?as_of=01/07/2021");
  await tour.go("/units?q=PT.12.900&as_of=01/07/2021");
  const unit = (await page.locator("main table a[href^='/units/']").first().getAttribute("href"))
    .split("?")[0];
  await tour.visit("unit-merged", `${unit}?as_of=01/07/2021`);
  await tour.visit("lineage", `${unit}/lineage?as_of=01/07/2021`);
  claim("the drawing names both communes",
        (await tour.text("main .lineage")).includes("PT.12.001") &&
        (await tour.text("main .lineage")).includes("PT.12.002"));
  await tour.visit("changes", "/units/changes?first=30/06/2021&second=01/07/2021");
  await tour.visit("series", "/figures/series?unit=PT.12.900&measure=members&step=month" +
    "&from=31/03/2021&to=30/09/2021&restated=1");
  await tour.visit("revisions", "/figures/revisions?unit=PT.12&measure=members" +
    "&as_of=31/07/2021&reported=31/07/2021");
}
