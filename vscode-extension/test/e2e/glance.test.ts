import { expect, test } from "vitest";
import { sitting } from "./sitting";
import { asRead } from "./workbench";

const PROGRAM = `\
import numpy as np

small = np.zeros(1000)
large = np.zeros(10_000_000)
part = large[::2]
huge = np.zeros((3000, 10_000))
`;
const SMALL = "small = np.zeros(1000)";
const LARGE = "large = np.zeros(10_000_000) 80 MB float64[10000000]";
const PART = "part = large[::2] 40 MB view of large";
const HUGE = "huge = np.zeros((3000, 10_000)) 240 MB [3000,10000]";
const SETTINGS = { "bytelens.memoryBudget": "1GB", "editor.fontSize": 16 };

const here = sitting("glance", { files: { "big.py": PROGRAM }, settings: SETTINGS });

/** The part of the page that is read there. */
interface Span {
  readonly ownerDocument: {
    readonly defaultView: { getComputedStyle(span: Span, pseudo: string): { content: string } };
  };
}
interface Line {
  readonly textContent: string;
  querySelectorAll(selector: "span"): Iterable<Span>;
}

/** The lines that end with a mark, with it: it is drawn by the style of what stands before it. */
async function marked(): Promise<string[]> {
  const lines = await here.workbench.page.locator(".view-lines .view-line").evaluateAll((found) =>
    (found as unknown as Line[]).map((line) => {
      const drawn = Array.from(line.querySelectorAll("span"), (span) =>
        span.ownerDocument.defaultView.getComputedStyle(span, "::after").content.replace(/[^▲]/g, ""),
      );
      return [line.textContent, drawn.join("")] as const;
    }),
  );
  return lines.filter(([, mark]) => mark !== "").map(([text, mark]) => `${asRead(text)} ${mark}`);
}

const bar = () => here.workbench.page.locator(".part.statusbar [id='bytelens.bytelens.bytelens.need']");

test("large lines are marked behind their hints, and the status bar says what the file needs", async () => {
  await here.workbench.waitForLine(`${SMALL} 8 kB float64[1000]`);
  await expect.poll(marked).toEqual([`${LARGE} ▲`, `${HUGE} ▲▲`]);
  await bar().filter({ hasText: "240 MB" }).waitFor();
  await here.picture("marked");
});

test("marks keep still while one types, and follow their lines", async () => {
  await here.workbench.goToLine(4);
  await here.workbench.page.keyboard.press("End");
  await here.workbench.page.keyboard.type("\nx = np.zeros((");
  await expect.poll(marked).toEqual([`${LARGE} ▲`, `${HUGE} ▲▲`]);
  await here.workbench.page.keyboard.type("2, 2))");
  await here.workbench.waitForLine("x = np.zeros((2, 2)) 32 B float64[2,2]");
  await expect.poll(marked).toEqual([`${LARGE} ▲`, `${HUGE} ▲▲`]);
});

test("the name in the hint of a view leads to its array", async () => {
  await here.workbench.waitForLine(PART);
  // Hints are drawn anew once costs are counted.
  await here.workbench.page.locator(".codelens-decoration", { hasText: "peak 320 MB" }).waitFor();
  const line = here.workbench.page.locator(".view-lines .view-line", { hasText: "view" });
  const name = line.getByText("large", { exact: true }).last();
  await here.workbench.page.keyboard.down("Control");
  await name.hover();
  await here.workbench.page.locator(".monaco-hover:visible", { hasText: "Execute Command" }).waitFor();
  await here.picture("hint of a view");
  // A click leads nowhere in the moment in which VS Code draws the hint anew, as it does once it knows where to.
  const position = here.workbench.page.locator(".part.statusbar");
  const clicked = async () => {
    await name.hover();
    await name.click();
    return position.textContent();
  };
  await expect.poll(clicked).toContain("Ln 4, Col 1");
  await here.workbench.page.keyboard.up("Control");
});

test("hints of large arrays alone, by a setting", async () => {
  here.settings({
    ...SETTINGS,
    "bytelens.inlayHints.mode": "large",
    "bytelens.inlayHints.largeFrom": "100MB",
  });
  await here.workbench.waitForLine(SMALL);
  await here.workbench.waitForLine(HUGE);
  await expect.poll(marked).toEqual([`${HUGE} ▲▲`]);
});

test("a click on the status bar offers the commands", async () => {
  await bar().click();
  await here.workbench.quickPick("ByteLens: Trace This File").waitFor();
  expect(await here.workbench.quickPick("ByteLens: Stop Trace").count()).toBe(0);
  await here.workbench.page.keyboard.press("Escape");
});

test("the debug information goes to the clipboard", async () => {
  await here.workbench.runCommand("ByteLens: Copy Debug Information");
  await here.workbench.notification("Debug information of ByteLens copied").waitFor();
});

test("the example of the walkthrough shows its hints", async () => {
  here.settings({ "editor.fontSize": 16 });
  await here.workbench.runCommand("ByteLens: Open Example");
  await here.workbench.waitForLine("near = distances(np.zeros((2000, 2))) 32 MB float64[2000,2000]");
  await here.picture("example");
});
