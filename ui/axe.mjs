/**
 * axe looks at every screen, light and dark: `npm run axe [NAME…]`. Whatever it calls serious or critical fails. Windows' contrast
 * themes are only imitated here (forced colours); they are looked at as pictures.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { inspect } from "node:util";
import { forEach, withScreens } from "./browser.mjs";
import { newPage, open } from "./screens.list.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FAILING = ["serious", "critical"];

const PAGE_SCROLLS = { id: "page-scrolls", impact: "serious", help: "The page itself scrolls", nodes: [] };

/** An open draft fills the window, and so does the narrow view of it: only their parts scroll, the page never does. */
async function standsStill(page) {
  return page.evaluate(() => {
    const draft = document.querySelector(".draft-screen");
    const list = document.querySelector(".portal-list");
    const fills =
      (draft?.checkVisibility() && getComputedStyle(draft).display === "grid") ||
      (list && getComputedStyle(list).overflowY === "auto");
    return !fills || document.documentElement.scrollHeight <= window.innerHeight;
  });
}

/** What fails on a screen in each colour scheme. */
async function lookAt(browser, url, screen) {
  const page = await newPage(browser, screen);
  await open(page, url, screen);
  const layout = (await standsStill(page)) ? [] : [PAGE_SCROLLS];
  await page.evaluate(axe);
  const looks = [];
  // A contrast theme has colours of its own, whatever the scheme.
  for (const scheme of screen.scheme === "forced" ? ["forced"] : ["light", "dark"]) {
    if (scheme !== "forced") await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { resultTypes: ["violations"] }),
    );
    const problems = violations.filter(({ impact }) => FAILING.includes(impact));
    looks.push({ scheme, problems: [...layout, ...problems] });
  }
  await page.close();
  return looks;
}

function say(name, scheme, { id, impact, help, nodes }) {
  console.error(`${name} (${scheme}): ${impact} ${id}: ${help}`);
  for (const { target, failureSummary } of nodes.slice(0, 5)) {
    console.error(`    ${target.join(" ")}\n        ${failureSummary?.replaceAll("\n", "\n        ")}`);
  }
}

const names = process.argv.slice(2);
let looked = 0;
let found = 0;
await withScreens(async (browser, url, all) => {
  const wanted = all.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  // The same way in another colour is the same screen: each way is looked at in both.
  const wayOf = ({ way, viewport, scheme }) => inspect([way, viewport, scheme === "forced"]);
  const ways = [...new Map(wanted.map((screen) => [wayOf(screen), screen])).values()];
  await forEach(ways, async (screen) => {
    for (const { scheme, problems } of await lookAt(browser, url, screen)) {
      for (const problem of problems) say(screen.name, scheme, problem);
      looked += 1;
      found += problems.length;
    }
  });
});
console.log(`axe: ${looked} looks, ${found} serious problems`);
if (found > 0) process.exitCode = 1;
