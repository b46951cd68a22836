import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { initializationOptions, serverSettings, toggleHints } from "../../src/settings";
import { editor, Memory, reset } from "./vscode";

const contributed: Record<string, { default: unknown }> = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
).contributes.configuration.properties;

let memory: Memory;

beforeEach(() => {
  reset();
  memory = new Memory();
});

test("the defaults that the server starts with are those of package.json", () => {
  const settings = serverSettings();
  const flat = {
    "bytelens.inlayHints.mode": settings.inlayHints.mode,
    "bytelens.inlayHints.largeFrom": settings.inlayHints.largeFrom,
    "bytelens.inlayHints.contents": settings.inlayHints.contents,
    "bytelens.emphasis.large": settings.emphasis.large,
    "bytelens.emphasis.veryLarge": settings.emphasis.veryLarge,
    "bytelens.peaks.enabled": settings.peaks.enabled,
    "bytelens.units": settings.units,
    "bytelens.diagnostics.enabled": settings.diagnostics.enabled,
    "bytelens.diagnostics.select": settings.diagnostics.select,
    "bytelens.diagnostics.ignore": settings.diagnostics.ignore,
    "bytelens.memoryBudget": settings.memoryBudget,
    "bytelens.trace.timeLimit": settings.trace.timeLimit,
    "bytelens.trace.memoryLimit": settings.trace.memoryLimit,
    "bytelens.trace.steps": settings.trace.steps,
    "bytelens.logLevel": settings.logLevel,
  };
  const defaults = Object.entries(contributed).map(([key, property]) => [key, property.default]);
  expect({ ...flat, "bytelens.interpreter": "" }).toEqual(Object.fromEntries(defaults));
});

test("the server starts with what the user has set", () => {
  editor.configuration.set("inlayHints.mode", { global: "large" });
  editor.configuration.set("inlayHints.largeFrom", { workspace: "64KiB" });
  editor.configuration.set("inlayHints.contents", { global: ["bytes"] });
  editor.configuration.set("emphasis.large", { global: 0 });
  editor.configuration.set("emphasis.veryLarge", { global: 25 });
  editor.configuration.set("peaks.enabled", { global: false });
  editor.configuration.set("units", { global: "iec" });
  editor.configuration.set("diagnostics.enabled", { workspace: false });
  editor.configuration.set("diagnostics.select", { global: ["ALL"] });
  editor.configuration.set("diagnostics.ignore", { global: ["BL005"] });
  editor.configuration.set("memoryBudget", { workspace: "8GB" });
  editor.configuration.set("trace.timeLimit", { workspace: 2.5 });
  editor.configuration.set("trace.memoryLimit", { global: 500 });
  editor.configuration.set("trace.steps", { global: 10 });
  editor.configuration.set("logLevel", { global: "debug" });
  expect(serverSettings()).toEqual({
    inlayHints: { mode: "large", largeFrom: "64KiB", contents: ["bytes"] },
    emphasis: { large: 0, veryLarge: 25 },
    peaks: { enabled: false },
    units: "iec",
    diagnostics: { enabled: false, select: ["ALL"], ignore: ["BL005"] },
    memoryBudget: "8GB",
    trace: { timeLimit: 2.5, memoryLimit: 500, steps: 10 },
    logLevel: "debug",
  });
});

test.each([true, false])("the server is told whether the workspace is trusted: %s", (trusted) => {
  editor.trusted = trusted;
  editor.configuration.set("trusted", { workspace: !trusted });
  expect(initializationOptions()).toEqual({
    ...serverSettings(),
    trusted,
    showsTraces: true,
    showsStatus: true,
    asksWhatIf: true,
  });
});

test.each(["all", "large"])("toggling twice ends where it began: %s", async (mode) => {
  editor.configuration.set("inlayHints.mode", { global: mode });
  await toggleHints(memory);
  expect(serverSettings().inlayHints.mode).toBe("hover");
  await toggleHints(memory);
  expect(serverSettings().inlayHints.mode).toBe(mode);
});

test("hints that were hidden by hand are shown on every line", async () => {
  editor.configuration.set("inlayHints.mode", { global: "hover" });
  await toggleHints(memory);
  expect(serverSettings().inlayHints.mode).toBe("all");
});

test("hints are toggled in the user's settings where they are set nowhere", async () => {
  await toggleHints(memory);
  expect(editor.configuration.get("inlayHints.mode")).toEqual({ global: "hover" });
});

test.each([
  [
    { global: "all", workspace: "all" },
    { global: "all", workspace: "hover" },
  ],
  [
    { workspace: "hover", workspaceFolder: "hover" },
    { workspace: "hover", workspaceFolder: "all" },
  ],
  [{ global: "hover" }, { global: "all" }],
])("hints are toggled at the level that decides: %j", async (before, after) => {
  editor.configuration.set("inlayHints.mode", before);
  await toggleHints(memory);
  expect(editor.configuration.get("inlayHints.mode")).toEqual(after);
});
