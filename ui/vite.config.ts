import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  clearScreen: false,
  server: { port: 1420, strictPort: true, host: "127.0.0.1", fs: { allow: [".."] } },
  // Safari 16.4 stands for the oldest WebKit among the supported systems' web views.
  build: {
    target: "safari16.4",
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: mode === "empty" ? "empty.html" : "index.html" },
  },
  test: {
    environment: "jsdom",
    globals: true,
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 60_000,
    // One less than the processors is the default: on a machine with two of them one stands idle.
    maxWorkers: "100%",
    setupFiles: ["./src/test/setup.ts"],
  },
}));
