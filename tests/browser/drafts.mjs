// One browser that two people use one after the other, and a session that ends while one of them
// types: what is kept is sealed to the account, sent after signing in again, gone with signing out.
import {today} from "./conference.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const form = "/do/unit/rename?unit=PT.09.001";
const typed = "Đảng bộ xã Gửi Lại";
const reason = "theo nghị quyết riêng";

const kept = (page) => page.evaluate(() => Object.entries(localStorage)
  .filter(([name]) => name.startsWith("giaoban:")).map((pair) => pair.join("=")));
const signOut = async (tour) => {
  await tour.go("/");
  await tour.page.click("header details.user summary");
  await tour.press("header form[action='/sign-out'] button");
};
const type = async (tour) => {
  await tour.go(form);
  await tour.page.fill("main [name=name]", typed);
  await tour.page.fill("main [name=from]", today());
  await tour.page.fill("main [name=reason]", reason);
  await pause(1000);
};

export async function draftsAreTheAccounts(tour, claim) {
  const {page} = tour;
  await tour.signIn("tochuc");
  await type(tour);
  const sealed = (await kept(page)).join("\n");
  claim("a draft is kept, and says neither what, nor where, nor whose",
        sealed.length > 0 && !/Gửi|nghị|riêng|rename|unit|tochuc/.test(sealed), sealed);

  // The session ends; what is sent then is refused, and not lost.
  await page.context().clearCookies({name: "giaoban"});
  await tour.press("main form[method=post] button.primary");
  await tour.look("sent-in-vain", /status of 401/);
  claim("what is sent after the session's end is refused", await page.locator("main .refusal").count() === 1);

  claim("and the page says that it is kept", await page.locator("#draft-kept").isVisible() &&
        !await page.locator("#draft-lost").isVisible());

  // Another sits down at the same machine.
  await tour.press("main .actions a.primary");
  await page.fill("[name=login]", "quantri");
  await page.fill("[name=password]", tour.passwordOf("quantri"));
  await tour.press("#sign-in button.primary");
  claim("signing in leads back to the form", page.url().includes("/do/unit/rename"), page.url());
  claim("another account sees nothing of the draft",
        await page.inputValue("main [name=reason]") === "" &&
        await page.locator(".notice.draft").count() === 0);
  claim("nor is it in the page", !(await page.content()).includes(reason));
  await signOut(tour);
  claim("another's signing out leaves it", (await kept(page)).join("\n") === sealed ||
        (await kept(page)).length === 1, (await kept(page)).join("\n"));

  // Its own user comes again.
  await tour.signIn("tochuc");
  claim("its user is offered it wherever he comes in",
        await page.locator("#notices .notice.draft a").count() === 1, page.url());
  await tour.look("unsent");
  await tour.press("#notices .notice.draft a");
  claim("all that was typed stands in the form again",
        await page.inputValue("main [name=name]") === typed &&
        await page.inputValue("main [name=reason]") === reason);
  await tour.look("unsent-form");
  await tour.press("main .notice.draft button.primary");
  claim("and is sent by one button", page.url().includes("written="), page.url());
  claim("what is written is kept no more", (await kept(page)).length === 0,
        (await kept(page)).join("\n"));

  await type(tour);
  claim("a draft is kept again", (await kept(page)).length === 1);
  await signOut(tour);
  claim("signing out throws it away", (await kept(page)).length === 0, (await kept(page)).join("\n"));

  // Signed out in another tab, the open form says so before it is sent.
  await tour.signIn("tochuc");
  await type(tour);
  const other = await page.context().newPage();
  await other.goto(new URL("/", page.url()).href);
  await other.click("header details.user summary");
  await other.click("header form[action='/sign-out'] button");
  await page.locator("main .notice.draft").waitFor();
  await other.close();
  await tour.press("main form[method=post] button.primary");
  await tour.look("signed-out-elsewhere", /status of 401/);
  claim("what is sent then is not said to be kept", await page.locator("#draft-lost").isVisible() &&
        !await page.locator("#draft-kept").isVisible());
}
