/**
 * The pictures of the user manual and of README.zh-CN.md, drawn anew: `npm run manual`. Each is a screen of the list, at the
 * size of a small window.
 */
import { mkdir, writeFile } from "node:fs/promises";
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
  generate: "generate",
  rules: "place-help",
};

await mkdir(FOLDER, { recursive: true });
await withScreens(async (browser, url, screens) => {
  for (const [picture, name] of Object.entries(PICTURES)) {
    const screen = screens.find((each) => each.name === name);
    if (!screen) throw new Error(`no screen is called ${name}`);
    const page = await newPage(browser, screen);
    await open(page, url, screen);
    const { width, height } = screen.viewport;
    const pixels = await pixelsOf(page, await page.screenshot());
    await writeFile(new URL(`${picture}.png`, FOLDER), indexedPng(pixels, width, height));
    await page.close();
  }
});

/** A PNG as RGBA bytes from the top, as the browser decodes it. */
async function pixelsOf(page, png) {
  const pixels = await page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const image = await createImageBitmap(blob);
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    // As text: millions of numbers one by one take minutes on their way.
    const reader = new FileReader();
    await new Promise((done) => {
      reader.onload = done;
      reader.readAsDataURL(new Blob([data]));
    });
    return reader.result.split(",")[1];
  }, png.toString("base64"));
  return Buffer.from(pixels, "base64");
}
