// A conference in the browser: called and prepared by the forms, shown on the hall's screen, followed
// at a place whose line is cut.
import {createServer, connect} from "node:net";
import {get} from "node:http";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// A line that can be cut: passes bytes on to the server, or nothing.
export class Line {
  constructor(address) {
    this.to = Number(new URL(address).port);
    this.sockets = new Set();
    this.open = true;
    this.server = createServer((near) => {
      if (!this.open) return near.destroy();
      const far = connect(this.to, "127.0.0.1");
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => {
          this.sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far);
      far.pipe(near);
    });
  }
  async start() {
    await new Promise((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${this.server.address().port}`;
  }
  cut() {
    this.open = false;
    for (const socket of this.sockets) socket.destroy();
  }
  mend() {
    this.open = true;
  }
  stop() {
    this.cut();
    this.server.close();
  }
}

export const today = () => {
  const day = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
};

// Fills a form of a command and sends it.
export async function doForm(tour, target, fields) {
  const {page} = tour;
  await tour.go(target);
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main form[method=post] [name="${name}"]`).first();
    if (await field.evaluate((one) => one.tagName) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  await tour.press("main form[method=post] button.primary, main form[method=post] button.danger");
  const refused = await page.locator("main .refusal, main .notice.fault").first();
  return await refused.count() === 0 ? "" : (await refused.textContent()).trim();
}

const change = (page) => page.evaluate(
  () => Number(document.querySelector("[data-screen]").dataset.change));
// The key of who leads, and the hall's screen after it. Waited for out here: the page's policy forbids
// it to run what is sent as text. A step before the last one was shown is taken for a double click.
const step = async (page, key) => {
  const before = await change(page);
  await page.keyboard.press(key);
  for (let i = 0; i < 100; ++i) {
    if (await change(page) > before) return true;
    await pause(100);
  }
  return false;
};
const inStep = async (hall, other) => {
  for (let i = 0; i < 100; ++i) {
    if (await change(hall) === await change(other)) return true;
    await pause(100);
  }
  return false;
};

// Called, with four places, one item and two slides. Answers its address.
export async function prepare(tour, claim) {
  const said = await doForm(tour, "/do/briefing/call", {
    kind: "half_year", name: "Giao ban 6 tháng", host: "PT", from: today(), begins: "00:00",
    ends: "23:59", "chair-title": "Trưởng ban"});
  claim("a conference is called by its form", said === "", said);
  await tour.go("/briefings");
  const own = await tour.page.locator("main td a[href^='/briefings/'], main th a[href^='/briefings/']")
    .first().getAttribute("href");
  const conference = own.match(/\d+/)[0];
  const faults = [];
  for (const unit of ["PT.10", "PT.11", "PT.12", "PT.13"]) {
    faults.push(await doForm(tour, `/do/briefing/place?conference=${conference}`, {unit}));
  }
  faults.push(await doForm(tour, `/do/briefing/item?conference=${conference}`,
    {title: "Tình hình đảng viên"}));
  for (const measure of ["members", "members.women"]) {
    faults.push(await doForm(tour, `/do/briefing/slide?conference=${conference}`, {
      item: "1", measure, unit: "PT", "figure-day": "14/06/2021"}));
  }
  const told = faults.filter((fault) => fault !== "");
  claim("four places and two slides are added", told.length === 0, told[0]);
  await tour.visit("conference", own);
  return own;
}

export async function follow(hall, place, {conference, line, claim}) {
  await hall.visit("hall", `${conference}/hall`);
  await place.go(conference);
  const unit = await place.page.locator(`main a[href^='${conference}/follow/']`).first()
    .getAttribute("href");
  await place.visit("follow", unit);
  for (const which of ["first", "second"]) {
    claim(`the hall goes to its ${which} slide`, await step(hall.page, "ArrowRight"));
    claim(`the place shows the ${which} slide`, await inStep(hall.page, place.page));
  }
  await hall.look("hall-slide");
  await place.look("follow-slide");
  const before = await change(place.page);
  line.cut();
  await place.page.waitForSelector("[data-screen].lost");
  claim("the hall goes back without it", await step(hall.page, "ArrowLeft"));
  claim("a place whose line is cut stays on its slide", await change(place.page) === before);
  line.mend();
  claim("a mended line brings the slide of now", await inStep(hall.page, place.page));
  await place.page.waitForSelector("[data-screen]:not(.lost)");
  place.said.length = 0;  // the console told of the cut line
  const words = async (one) => (await one.text("#screen")).replace(/\s+/g, " ");
  claim("hall and place say the same", await words(hall) === await words(place));
}
