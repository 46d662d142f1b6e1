/**
 * Every screen as a picture: `npm run screens -- FOLDER [NAME…]`. What to look at afterwards: the empty, half-filled, wrong
 * and overfull drafts, all colours, a small and a large window, and text at twice its size.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { withScreens } from "./browser.mjs";
import { newPage, open } from "./screens.list.mjs";

const [folder = "../gallery/screens", ...names] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await withScreens(async (browser, url, all) => {
  const wanted = all.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  for (const screen of wanted) {
    const page = await newPage(browser, screen);
    await open(page, url, screen);
    await page.screenshot({ path: join(folder, `${screen.name}.png`) });
    await page.close();
  }
  console.log(`${wanted.length} screens in ${folder}`);
});
