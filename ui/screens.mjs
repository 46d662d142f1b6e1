/**
 * Every screen as a picture: `npm run screens -- FOLDER [NAME…] [--dark|--light|--forced] [--small|--large]`. What to look at
 * afterwards: the empty, half-filled, wrong and overfull drafts, all colours, a small and a large window, and text at twice its
 * size. With an option every screen is drawn in that size or colour, whatever the list says.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { forEach, withScreens } from "./browser.mjs";
import { LARGE, newPage, open, SMALL } from "./screens.list.mjs";

const LOOKS = {
  "--light": { scheme: "light" },
  "--dark": { scheme: "dark" },
  "--forced": { scheme: "forced" },
  "--small": { viewport: SMALL },
  "--large": { viewport: LARGE },
};

const said = process.argv.slice(2);
const look = Object.assign({}, ...said.map((each) => LOOKS[each]));
const [folder = "../gallery/screens", ...names] = said.filter((each) => !each.startsWith("--"));
await mkdir(folder, { recursive: true });
await withScreens(async (browser, url, all) => {
  const wanted = all.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  await forEach(wanted, async (listed) => {
    const screen = { ...listed, ...look };
    const page = await newPage(browser, screen);
    await open(page, url, screen);
    await page.screenshot({ path: join(folder, `${screen.name}.png`) });
    await page.close();
  });
  console.log(`${wanted.length} screens in ${folder}`);
});
