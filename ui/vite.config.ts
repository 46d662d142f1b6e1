import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  clearScreen: false,
  server: { port: 1420, strictPort: true, host: "127.0.0.1", fs: { allow: [".."] } },
  // Safari 16.4 stands for the oldest WebKit among the supported systems' web views.
  build: { target: "safari16.4", chunkSizeWarningLimit: 1200 },
  test: {
    environment: "jsdom",
    globals: true,
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    setupFiles: ["./src/test/setup.ts"],
  },
});
