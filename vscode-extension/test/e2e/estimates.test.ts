import { expect, test } from "vitest";
import { sitting } from "./sitting";

/** The two assignments of examples/monitoring.py, and what stands behind them. */
const FIRST = "arr = np.arange(1000)";
const SECOND = "arr = arr * 2";
const HINT = "8 kB int64[1000]";
const WASTEFUL = `\
import numpy as np

points = np.random.default_rng(0).normal(size=(200_000, 3))
points = points - points.mean(axis=0)
`;

const here = sitting("estimates", {
  files: { "monitoring.py": undefined, "clustering.py": undefined, "wasteful.py": WASTEFUL },
});

test("every line that makes an array ends with its size", async () => {
  await here.workbench.waitForLine(`${FIRST} ${HINT}`);
  await here.workbench.waitForLine(`${SECOND} ${HINT}`);
});

test("the hover of a variable says the exact bytes", async () => {
  await here.workbench.goToLine(1 + (await here.workbench.lines()).indexOf(`${SECOND} ${HINT}`));
  const hover = await here.workbench.hover();
  await hover.filter({ hasText: "8,000 B" }).waitFor();
  await here.picture("hover");
  await here.workbench.page.keyboard.press("Escape");
});

test("What If shows what would be, marked, until it is cleared", async () => {
  await here.workbench.selectWord("1000");
  const hover = await here.workbench.hover();
  await hover.getByText("What if").click();
  const input = here.workbench.page.locator(".quick-input-widget .quick-input-box input");
  await expect.poll(() => input.inputValue()).toBe("5:17 = 1000");
  await here.workbench.page.keyboard.type("2_000");
  await here.workbench.page.keyboard.press("Enter");
  await here.workbench.waitForLine(`${FIRST} ◇ 16 kB int64[2000]`);
  await here.workbench.waitForLine(`${SECOND} ◇ 16 kB int64[2000]`);
  const lens = here.workbench.lens("What if 1000 in line 5 = 2000 · Clear");
  await lens.waitFor();
  await here.picture("what if");
  await lens.click();
  await here.workbench.waitForLine(`${SECOND} ${HINT}`);
  await here.workbench.runCommand("ByteLens: What If…", false);
  await here.workbench.quickPick("all float32").waitFor();
  await here.picture("what if palette");
  await here.workbench.page.keyboard.press("Escape");
});

test("hints follow an edit", async () => {
  await here.workbench.selectWord("1000");
  await here.workbench.page.keyboard.type("2000");
  await here.workbench.waitForLine("arr = np.arange(2000) 16 kB int64[2000]");
  await here.workbench.waitForLine(`${SECOND} 16 kB int64[2000]`);
});

test("a half-typed line keeps the hints of the others, and they still follow edits", async () => {
  await here.workbench.page.keyboard.press("Control+End");
  await here.workbench.page.keyboard.press("Enter");
  await here.workbench.page.keyboard.type("total = np.zeros((arr.");
  await here.workbench.selectWord("2000");
  await here.workbench.page.keyboard.type("1000");
  await here.workbench.waitForLine(`${FIRST} ${HINT}`);
  await here.workbench.waitForLine(`${SECOND} ${HINT}`);
  await here.picture("half typed");
});

test("units change with the setting, under the same server", async () => {
  const before = here.servers();
  expect(before).toHaveLength(1);
  here.settings({ "bytelens.units": "iec" });
  await here.workbench.waitForLine(`${FIRST} 7.81 KiB int64[1000]`);
  here.settings({});
  await here.workbench.waitForLine(`${FIRST} ${HINT}`);
  expect(here.servers()).toEqual(before);
});

test("Toggle Hints takes the hints away and brings them back", async () => {
  await here.workbench.runCommand("ByteLens: Toggle Hints");
  await here.workbench.waitForLine(FIRST);
  await here.workbench.runCommand("ByteLens: Toggle Hints");
  await here.workbench.waitForLine(`${FIRST} ${HINT}`);
});

test("a longer program tells views from copies", async () => {
  here.settings({ "editor.fontSize": 16 });
  await here.workbench.openFile("clustering.py");
  await here.workbench.page.keyboard.press("Control+End");
  await here.workbench.waitForLine("image = points[: 400 * 500].reshape(400, 500, 3) 2.4 MB view of points");
  await here.workbench.waitForLine("weighted = points * weights[:, None] 4.8 MB float64[200000,3]");
  await here.picture("clustering");
});

test("what wastes memory is underlined, and a quick fix mends it", async () => {
  here.settings({ "editor.fontSize": 20 });
  await here.workbench.openFile("wasteful.py");
  await here.workbench.page.locator(".squiggly-info").first().waitFor();
  await here.workbench.runCommand("Go to Next Problem (Error, Warning, Info)", false);
  await here.workbench.page.locator(".marker-widget", { hasText: "BL005" }).waitFor();
  await here.picture("diagnostic");
  await here.workbench.page.keyboard.press("Escape");
  await here.workbench.quickFix("Use `-=`");
  await here.workbench.waitForLine("points -= points.mean(axis=0) 4.8 MB float64[200000,3]");
  await here.workbench.page.locator(".squiggly-info").waitFor({ state: "detached" });
  await here.picture("fixed");
});

test("diagnostics go and come with their setting", async () => {
  await here.workbench.page.keyboard.press("Control+Z");
  await here.workbench.page.locator(".squiggly-info").first().waitFor();
  here.settings({ "bytelens.diagnostics.enabled": false });
  await here.workbench.page.locator(".squiggly-info").waitFor({ state: "detached" });
  here.settings({ "bytelens.diagnostics.ignore": ["BL001"] });
  await here.workbench.page.locator(".squiggly-info").first().waitFor();
});
