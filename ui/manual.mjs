/**
 * The pictures of the user manual and of README.zh-CN.md, drawn anew: `npm run manual`. Each is a screen of the list, at the
 * size of a small window; the one with finished pages, which the library in memory cannot print, is the real window's.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { withScreens } from "./browser.mjs";
import { indexedPng } from "./palette.mjs";
import { newPage, open } from "./screens.list.mjs";

const FOLDER = new URL("../docs/images/manual/", import.meta.url);

/** The manual's picture, and the screen that it shows. */
const PICTURES = {
  first: "home-first-time",
  recovery: "recovery-key",
  home: "home",
  fill: "fill-half",
  why: "fill-why",
  "what-if": "what-if",
  import: "import",
  review: "review-wrong",
  rules: "place-help",
};

/** Here the test of the real window leaves what someone sees who files for the first time. */
const NEWCOMER = new URL("../target/newcomer/", import.meta.url);

await mkdir(FOLDER, { recursive: true });
await withScreens(async (browser, url, screens) => {
  for (const [picture, name] of Object.entries(PICTURES)) {
    const screen = screens.find((each) => each.name === name);
    if (!screen) throw new Error(`no screen is called ${name}`);
    const page = await newPage(browser, screen);
    await open(page, url, screen);
    await keep(picture, page, await page.screenshot());
    await page.close();
  }
  const page = await browser.newPage();
  await keep("generate", page, await realPages());
  await page.close();
});

/** The picture of the finished pages, as a PNG. */
async function realPages() {
  const kept = await readdir(NEWCOMER).catch(() => []);
  const name = kept.find((each) => each.endsWith("-preview.png"));
  if (!name) throw new Error("the finished pages are kept by `cargo xtask test`: run it first");
  return readFile(new URL(name, NEWCOMER));
}

/** Writes a PNG as a small one; `page` decodes it. */
async function keep(picture, page, png) {
  const { pixels, width, height } = await decoded(page, png);
  await writeFile(new URL(`${picture}.png`, FOLDER), indexedPng(pixels, width, height));
}

/** A PNG as RGBA bytes from the top, with its size in pixels, as the browser decodes it. */
async function decoded(page, png) {
  const { base64, width, height } = await page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const image = await createImageBitmap(blob);
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    // As text: millions of numbers one by one take minutes on their way.
    const reader = new FileReader();
    await new Promise((done) => {
      reader.onload = done;
      reader.readAsDataURL(new Blob([data]));
    });
    return { base64: reader.result.split(",")[1], width, height };
  }, png.toString("base64"));
  return { pixels: Buffer.from(base64, "base64"), width, height };
}
