/**
 * How long the window takes to follow what is typed, in Chromium over the library in memory, built for release:
 * `node typing.mjs`. Prints the rows of a table; `cargo xtask bench` runs it. From each of 200 input events to the second
 * animation frame after it, in a table of 2,000 rows, as it stands, filtered, and sorted.
 */
import { readFile } from "node:fs/promises";
import { withApplication } from "./browser.mjs";

const KEYS = 200;
/** In milliseconds. */
const TARGET = 50;
/** A quick typist's pause between keys, in milliseconds. */
const PAUSE = 60;
/** Where the draft of 2,000 rows stands in the list, and its long table in the form. */
const DRAFT = 5;
const SECTION = 6;

await withApplication(async (browser, url) => {
  const measure = await readFile("typing.measure.js", "utf8");
  const open = async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${url}mock.html`);
    await page.locator(".draft-open").nth(DRAFT).click();
    await page.locator(".section-nav button").nth(SECTION).click();
    await page.waitForSelector(".grid-scroller tbody input");
    return page;
  };
  const type = async (what, prepare) => {
    const page = await open();
    await prepare(page);
    await page.evaluate(measure);
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press(String(key % 10));
      await page.waitForTimeout(PAUSE);
    }
    const { drawn } = await page.evaluate(() => window.measuredTyping);
    print(what, drawn);
    await page.close();
  };
  await type("typing in a table of 2,000 rows, Chromium", (page) =>
    page.locator("tbody input").nth(40).click(),
  );
  await type("the same, sorted and filtered, Chromium", async (page) => {
    await page.locator(".grid-filter").fill("1");
    await page.locator(".grid-sort").first().click();
    await page.locator("tbody input").nth(40).click();
  });
  await type("typing in its filter, Chromium", (page) => page.locator(".grid-filter").click());
});

function print(what, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  for (const [name, share] of [
    ["median", 0.5],
    ["p95", 0.95],
  ])
    console.log(
      `| ${what}, ${times.length} keys, ${name} | ${at(share).toFixed(1)} ms | ${TARGET} ms | — | ${(at(share) / TARGET).toFixed(2)} |`,
    );
}
