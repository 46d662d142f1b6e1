/** Pictures of screens with at most 256 colours: a quarter of the size, and nobody sees the difference. */
import { crc32, deflateSync } from "node:zlib";

const MOST_COLOURS = 256;

/** `pixels`: RGBA bytes from the top. Gives a PNG. */
export function indexedPng(pixels, width, height) {
  const colours = popular(pixels);
  const nearest = new Map(colours.map((colour, at) => [colour, at]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at++) {
    const colour = colourAt(pixels, at);
    let index = nearest.get(colour);
    if (index === undefined) {
      index = nearestOf(colours, colour);
      nearest.set(colour, index);
    }
    // Each row begins with its filter: none.
    rows[at + Math.floor(at / width) + 1] = index;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(colours.flatMap(parts));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const colourAt = (pixels, at) => pixels[4 * at] * 65536 + pixels[4 * at + 1] * 256 + pixels[4 * at + 2];

const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** The colours of most pixels. */
function popular(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length / 4; at++) {
    const colour = colourAt(pixels, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([one, many], [other, more]) => more - many || one - other);
  return sorted.slice(0, MOST_COLOURS).map(([colour]) => colour);
}

function nearestOf(colours, colour) {
  const [red, green, blue] = parts(colour);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, known] of colours.entries()) {
    const [r, g, b] = parts(known);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [at, distance];
  }
  return best;
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
