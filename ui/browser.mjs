/** A Chromium and the application over the library in memory in it, built for release. CHROMIUM names another one than the system's. */
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build, createServer, preview } from "vite";
import { screens } from "./screens.list.mjs";

/** Runs `visit(browser, url, screens)`, and tidies up whatever comes of it. */
export async function withScreens(visit) {
  const all = screens(await places());
  await withApplication((browser, url) => visit(browser, url, all));
}

/** Runs `visit(browser, url)`. Built: a page of the development server asks for some hundred files each time it is opened. */
export async function withApplication(visit) {
  const folder = await mkdtemp(join(tmpdir(), "shenbao-ui-"));
  try {
    await build({
      logLevel: "error",
      build: { outDir: folder, emptyOutDir: true, rollupOptions: { input: "mock.html" } },
    });
    const server = await preview({
      logLevel: "error",
      build: { outDir: folder },
      preview: { port: 0, strictPort: false },
    });
    const browser = await launch();
    try {
      await visit(browser, server.resolvedUrls.local[0]);
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Screens that are visited at a time, each in a page of its own. */
const AT_A_TIME = Math.min(availableParallelism(), 4);

/** Visits all of a list, several at a time. */
export async function forEach(list, visit) {
  // All of them take from one list: whoever is done goes on with the next.
  const left = list.values();
  const walk = async () => {
    for (const each of left) await visit(each);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, walk));
}

/** The places of the bar, as the application lists them. */
async function places() {
  const server = await createServer({ logLevel: "error", server: { middlewareMode: true, ws: false } });
  try {
    return (await server.ssrLoadModule("/src/places/places.ts")).PLACES;
  } finally {
    await server.close();
  }
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });
}
