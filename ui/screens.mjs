/**
 * Every screen as a picture, over the library in memory: `npm run screens -- FOLDER`. Needs a Chromium; CHROMIUM names
 * another one than the system's. What to look at afterwards: the empty, half-filled, wrong and overfull drafts, both
 * colour schemes, a small and a large window, and text at twice its size.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { createServer } from "vite";

const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };
/** What a 1280-pixel window has left when everything is shown at 200 %. */
const TWICE = { width: 640, height: 400 };

/** The drafts in the order in which the library in memory lists them. */
const DRAFTS = ["in-house", "half", "wrong", "studio", "empty", "overfull"];

const home = (state = "") => ({ query: state && `?library=${state}` });
const section = (draft, number, scroll = 0) => ({ draft, section: number, scroll });
const step = (draft, number) => ({ draft, step: number });

const SCREENS = [
  ["home", SMALL, "light", home()],
  ["home-dark", SMALL, "dark", home()],
  ["home-first-time", SMALL, "light", home("empty")],
  ["passphrase", SMALL, "light", home("new")],
  ["library-failed", SMALL, "light", home("failed")],
  ["fill-empty", SMALL, "light", section("empty", 1)],
  ["fill-half", SMALL, "light", section("half", 4)],
  ["fill-half-dark", SMALL, "dark", section("half", 4)],
  ["fill-wrong-table", LARGE, "light", section("wrong", 5, 400)],
  ["fill-years", SMALL, "light", section("in-house", 3)],
  ["fill-declarations", SMALL, "light", section("half", 9)],
  ["fill-long-table", LARGE, "dark", section("overfull", 7, 400)],
  ["fill-long-text", SMALL, "light", section("overfull", 8)],
  ["fill-files", SMALL, "light", section("half", 11)],
  ["fill-text-200", TWICE, "light", section("half", 1)],
  ["review-wrong", SMALL, "light", step("wrong", 2)],
  ["review-half-dark", LARGE, "dark", step("half", 2)],
  ["generate", SMALL, "light", step("in-house", 3)],
];

async function take(browser, url, folder, [name, viewport, colorScheme, way]) {
  const page = await browser.newPage({ viewport, colorScheme });
  await page.goto(`${url}mock.html${way.query ?? ""}`);
  await page.waitForSelector("#root h1");
  if (way.draft) await page.locator(".draft-open").nth(DRAFTS.indexOf(way.draft)).click();
  if (way.section)
    await page
      .locator(".section-nav button")
      .nth(way.section - 1)
      .click();
  if (way.step)
    await page
      .locator(".step")
      .nth(way.step - 1)
      .click();
  if (way.step === 3) await page.waitForSelector(".pages canvas");
  await page.waitForTimeout(way.step === 3 ? 1500 : 300);
  if (way.scroll)
    await page.locator(".section-page").evaluate((column, top) => column.scrollTo(0, top), way.scroll);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

const [folder = "../gallery/screens"] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await createServer({ server: { port: 0, strictPort: false }, logLevel: "error" });
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
  ],
});
for (const screen of SCREENS) await take(browser, server.resolvedUrls.local[0], folder, screen);
await browser.close();
await server.close();
console.log(`${SCREENS.length} screens in ${folder}`);
