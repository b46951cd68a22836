import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** A test that starts a browser, or compiles Python's cache, on a busy machine. */
const SLOW_MS = 120_000;
const slow = { testTimeout: SLOW_MS, hookTimeout: 2 * SLOW_MS };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: { vscode: fileURLToPath(new URL("test/unit/vscode.ts", import.meta.url)) } },
        test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 30_000, mockReset: true },
      },
      { test: { name: "page", sequence: { groupOrder: 1 }, include: ["test/page/**/*.test.ts"], ...slow } },
      {
        test: {
          name: "package",
          sequence: { groupOrder: 2 },
          include: ["test/package/**/*.test.ts"],
          ...slow,
        },
      },
      /* One VS Code, and one window at a time. What a busy machine spoils once (a click on what is drawn anew, the focus
         of a panel that opens) is tried again. */
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: "test/e2e/installation.ts",
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          expect: { poll: { timeout: 60_000 } },
          retry: 1,
          ...slow,
        },
      },
    ],
  },
});
