/**
 * The application's icon in every size that systems want, drawn from icons/icon.svg: `npm run icons`. PNG for Linux,
 * icon.ico (16 to 256) for Windows, icon.icns (16 to 1024) for macOS.
 */
import { readFile, writeFile } from "node:fs/promises";
import { launch } from "./browser.mjs";

const FOLDER = new URL("../icons/", import.meta.url);
const FILES = { "32x32.png": 32, "128x128.png": 128, "128x128@2x.png": 256, "icon.png": 512 };
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names of the sizes; two names for one size are a plain and a doubled one. */
const ICNS_ARGB = { ic04: 16, ic05: 32 };
const ICNS_PNG = {
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};

const drawn = await drawAll();
for (const [name, size] of Object.entries(FILES)) await writeFile(new URL(name, FOLDER), drawn.get(size).png);
await writeFile(new URL("icon.ico", FOLDER), ico(ICO_SIZES));
await writeFile(new URL("icon.icns", FOLDER), icns());

/** By edge length in pixels: a PNG, and of those under 256 the pixels as RGBA bytes from the top. */
async function drawAll() {
  const svg = (await readFile(new URL("icon.svg", FOLDER))).toString("base64");
  const sizes = new Set([...Object.values(FILES), ...ICO_SIZES, ...Object.values(ICNS_PNG)]);
  const pictures = new Map();
  const browser = await launch();
  const page = await browser.newPage();
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0"><img width="${size}" height="${size}" style="display:block" src="data:image/svg+xml;base64,${svg}">`,
    );
    if (size >= 256) {
      pictures.set(size, { png: await page.screenshot({ omitBackground: true }) });
      continue;
    }
    const pixels = await page.locator("img").evaluate(async (image, edge) => {
      await image.decode();
      const context = new OffscreenCanvas(edge, edge).getContext("2d");
      context.drawImage(image, 0, 0, edge, edge);
      return [...context.getImageData(0, 0, edge, edge).data];
    }, size);
    const png = await page.screenshot({ omitBackground: true });
    pictures.set(size, { png, pixels: Buffer.from(pixels) });
  }
  await browser.close();
  return pictures;
}

/** An uncompressed picture as Windows reads it: a 40-byte header, BGRA from the bottom, and a mask that hides nothing. */
function bitmap(size) {
  const { pixels } = drawn.get(size);
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40, 0);
  head.writeInt32LE(size, 4);
  head.writeInt32LE(size * 2, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(32, 14);
  const rows = [];
  for (let row = size - 1; row >= 0; row--) {
    const line = Buffer.from(pixels.subarray(row * size * 4, (row + 1) * size * 4));
    for (let at = 0; at < line.length; at += 4) line.subarray(at, at + 3).reverse();
    rows.push(line);
  }
  return Buffer.concat([head, ...rows, Buffer.alloc(Math.ceil(size / 32) * 4 * size)]);
}

/** Header, one 16-byte entry for each size, then the pictures; 256 is written as 0 and alone may be a PNG. */
function ico(sizes) {
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  const pictures = sizes.map((size) => (size < 256 ? bitmap(size) : drawn.get(size).png));
  let offset = head.length;
  sizes.forEach((size, index) => {
    const at = 6 + 16 * index;
    head[at] = size % 256;
    head[at + 1] = size % 256;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(pictures[index].length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += pictures[index].length;
  });
  return Buffer.concat([head, ...pictures]);
}

/** Apple's small pictures: the planes A, R, G and B one after the other, each in runs of at most 128 plain bytes. */
function argb(size) {
  const { pixels } = drawn.get(size);
  const parts = [Buffer.from("ARGB")];
  for (const channel of [3, 0, 1, 2]) {
    const plane = Buffer.from(pixels.filter((_, index) => index % 4 === channel));
    for (let at = 0; at < plane.length; at += 128) {
      const run = plane.subarray(at, at + 128);
      parts.push(Buffer.from([run.length - 1]), run);
    }
  }
  return Buffer.concat(parts);
}

/** Each picture behind its type and its length; the whole behind "icns" and the length of all. */
function icns() {
  const chunk = (type, body) => {
    const head = Buffer.alloc(8);
    head.write(type, "latin1");
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  };
  const small = Object.entries(ICNS_ARGB).map(([type, size]) => chunk(type, argb(size)));
  const others = Object.entries(ICNS_PNG).map(([type, size]) => chunk(type, drawn.get(size).png));
  return chunk("icns", Buffer.concat([...small, ...others]));
}
