/** A Chromium and the application over the library in memory in it. CHROMIUM names another one than the system's. */
import { chromium } from "playwright-core";
import { createServer } from "vite";
import { screens } from "./screens.list.mjs";

/** Runs `visit(browser, url, screens)`, and tidies up whatever comes of it. */
export async function withScreens(visit) {
  // What is edited meanwhile must not load a page anew under whoever looks at it.
  const still = { hmr: false, watch: null };
  const server = await createServer({ server: { port: 0, strictPort: false, ...still }, logLevel: "error" });
  await server.listen();
  const { PLACES } = await server.ssrLoadModule("/src/places/places.ts");
  const browser = await launch();
  try {
    await visit(browser, server.resolvedUrls.local[0], screens(PLACES));
  } finally {
    await browser.close();
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
