import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../e2e/workbench";
import { leastContrast } from "./contrast";
import { Opened, type Options, writePages } from "./opened";

let browser: Browser;
let opened: Opened;

async function open(name: string, options: Options = {}): Promise<Opened> {
  opened = await Opened.open(browser, name, options);
  return opened;
}

beforeAll(async () => {
  writePages();
  browser = await openBrowser();
});

afterEach(async () => {
  // A page that fails does so in silence, but for its console; its content security policy speaks there too.
  expect(opened.complaints).toEqual([]);
  expect(opened.requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
  await opened.page.close();
});

afterAll(async () => {
  await browser?.close();
});

test("the lesson reads as in a lesson", async () => {
  const { page } = await open("lesson");
  expect((await opened.rows("steps")).map((cells) => cells.join(" | "))).toEqual([
    "1 | 3 | import numpy as np |  |  | 0 |  | ",
    "2 | 5 | arr = np.arange(1000) | arr int64[1000] | 8,000 | 8,000 |  | ",
    "3 | 6 | print(arr.nbytes) |  |  | 8,000 |  | 8000",
    "4 | 8 | arr = arr * 2 | arr int64[1000] | 8,000 | 8,000 | 16,000 | ",
    "5 | 9 | print(arr.nbytes) |  |  | 8,000 |  | 8000",
    " |  | end of the program |  |  | 8,000 |  | ",
  ]);
  expect(await page.locator("#variables thead th:not(.spacer)").allTextContents()).toEqual([
    ...["variable", "", "step 2", "step 4"],
  ]);
  expect(await opened.rows("variables")).toEqual([["arr", "elementsnbytes", "1,0008,000", "1,0008,000"]]);
  expect((await opened.rows("source"))[7]).toEqual([
    ...["8", "1", "0", "8,000", "8,000", "arr = arr * 2● 8 kB int64[1000]"],
  ]);
  expect(await page.locator(".holders tbody tr").allTextContents()).toEqual([
    ...["arr8,00050%", "unattributed8,00050%"],
  ]);
  expect(await page.locator("header .facts").textContent()).toContain("16,000 B at line 8");
});

test("a click on the timeline leads to the line, and says why its bytes are what they are", async () => {
  const { page } = await open("lesson");
  const { x, y } = await opened.pointOf(4, 5);
  await page.mouse.click(x, y);
  expect((await opened.selected("source"))[0]).toBe("8");
  expect((await opened.selected("steps"))[0]).toBe("4");
  expect(await page.locator(".details .reason").textContent()).toContain("the old buffer is freed");
  expect(await page.locator(".readout").textContent()).toBe(
    "step 4 · line 8 · 8,000 B live, 16,000 B at most",
  );
});

test("the keyboard reaches everything, in the order of the page", async () => {
  const { page } = await open("lesson");
  const stops: string[] = [];
  for (let stop = 0; stop < 13; stop++) {
    await opened.press("Tab");
    stops.push(await opened.focus());
  }
  expect(stops).toEqual([
    ...["timeline", "source", "steps", "variables", "peak"].map((name) => `Skip to the ${name}`),
    "line 8",
    ...["by step", "timeline", "source", "steps", "variables", "line 8"],
    expect.anything(),
  ]);
  expect(page.url()).toContain("lesson.html");
});

test("a skip link leads where it says", async () => {
  await open("lesson");
  await opened.press("Tab", "Tab", "Tab", "Enter");
  expect(await opened.focus()).toBe("steps");
});

test("arrow keys walk through the steps, and Enter goes to the line and back", async () => {
  const { page } = await open("lesson");
  await page.locator("#steps").focus();
  await opened.press("ArrowDown", "ArrowDown", "ArrowDown");
  expect((await opened.selected("steps"))[0]).toBe("4");
  expect((await opened.selected("source"))[0]).toBe("8");
  const active = await page.locator("#steps").getAttribute("aria-activedescendant");
  expect(await page.locator(`#${active} td`).first().textContent()).toBe("4");
  await opened.press("Enter");
  expect(await opened.focus()).toBe("source");
  await opened.press("ArrowDown");
  expect((await opened.selected("source"))[0]).toBe("9");
  await opened.press("Enter");
  expect(await opened.focus()).toBe("steps");
  expect((await opened.selected("steps"))[0]).toBe("5");
});

test("the timeline is walked with arrow keys, says where one is, and Enter goes to the line", async () => {
  const { page } = await open("lesson");
  const timeline = page.locator("#timeline");
  await timeline.focus();
  await opened.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  expect(await timeline.getAttribute("aria-valuenow")).toBe("4");
  expect(await timeline.getAttribute("aria-valuetext")).toBe(
    "step 4 · line 8 · 8,000 B live, 16,000 B at most",
  );
  await opened.press("Enter");
  expect(await opened.focus()).toBe("source");
  expect((await opened.selected("source"))[0]).toBe("8");
});

test("what has the focus can be seen", async () => {
  const { page } = await open("lesson");
  for (const id of ["timeline", "source", "steps", "variables"]) {
    await page.locator(`#${id}`).focus();
    await opened.press("ArrowDown");
    const outlined = await page
      .locator(`#${id}`)
      .evaluate((node) =>
        [node, node.closest(".grid")].some((each) => each && getComputedStyle(each).outlineStyle === "solid"),
      );
    expect(outlined, id).toBe(true);
  }
});

test("ten thousand steps are there, of which few are drawn, and the last is a key away", async () => {
  const { page } = await open("large");
  const steps = page.locator("#steps");
  expect(Number(await steps.getAttribute("aria-rowcount"))).toBeGreaterThan(10_000);
  expect((await opened.rows("steps")).length).toBeLessThan(80);
  expect(await page.locator("#variables thead th").count()).toBeLessThan(60);
  await steps.focus();
  await opened.press("End", "ArrowUp");
  expect((await opened.selected("steps"))[0]).toBe("10,000");
  expect((await opened.rows("steps")).length).toBeLessThan(80);
  await page.locator("#variables").focus();
  await opened.press("ArrowRight");
  expect(await page.locator("#variables td.selected").count()).toBeGreaterThan(0);
});

test("arrow keys pass the further arrays of a step", async () => {
  const { page } = await open("large");
  await page.locator("#steps").focus();
  const walked: (string | undefined)[] = [];
  for (let step = 0; step < 4; step++) {
    await opened.press("ArrowDown");
    walked.push((await opened.selected("steps"))[0]);
  }
  expect(walked).toEqual(["2", "2", "3", "4"]);
});

test("a step in another file opens that file", async () => {
  const { page } = await open("large");
  await page.locator("#steps tr[data-row='3']").click();
  expect(await opened.selected("source")).toContain(
    "    total = values + values.T[:, :300]● 480 kB float64[200,300]",
  );
  expect(await page.locator(".bar select").inputValue()).toBe("/work/lib/smooth.py");
  await page.locator(".bar select").selectOption("/work/simulate.py");
  expect((await opened.rows("source"))[3]?.at(-1)).toContain("field = np.zeros((200, 300))");
});

test("a range of the timeline can be looked at alone, with the pointer and with keys", async () => {
  const { page } = await open("large");
  const all = page.getByRole("button", { name: "show all" });
  expect(await all.isVisible()).toBe(false);
  const [from, to] = [await opened.pointOf(2000, 10_000), await opened.pointOf(3000, 10_000)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  expect(await all.isVisible()).toBe(true);
  const middle = await opened.pointOf(1, 1);
  await page.mouse.click(middle.x, middle.y);
  const step = Number((await opened.selected("steps"))[0]?.replace(",", ""));
  expect(step).toBeGreaterThan(2300);
  expect(step).toBeLessThan(2700);
  await page.locator("#timeline").focus();
  await opened.press("0");
  expect(await all.isVisible()).toBe(false);
  await opened.press("+");
  expect(await all.isVisible()).toBe(true);
  await all.click();
  expect(await all.isVisible()).toBe(false);
});

test("a program that failed shows its exception, and what is not exact says so", async () => {
  const { page } = await open("failing");
  const alert = page.getByRole("alert");
  expect(await alert.textContent()).toContain(
    "ValueError: operands could not be broadcast together at line 8",
  );
  await alert.getByRole("button", { name: "line 8" }).click();
  expect((await opened.selected("source"))[0]).toBe("8");
  const text = await page.locator("body").innerText();
  for (const word of ["bytes are approximate", "… 12+ more steps were not kept", "32+"])
    expect(text).toContain(word);
});

test("what a program wrote is text, whatever it wrote", async () => {
  const { page } = await open("hostile");
  expect(await page.title()).toContain("</title>");
  expect(await page.locator("h1").textContent()).toContain("<img src=x onerror=");
  expect(await page.locator("img").count()).toBe(0);
  expect((await opened.rows("steps"))[0]?.join()).toContain("</script><script>alert(1)</script>");
});

test("an empty trace is a page, not an error", async () => {
  const { page } = await open("empty");
  expect(await page.locator("body").innerText()).toContain("The program did not import NumPy");
});

test.for(["light", "dark"] as const)("it is readable in %s", async (colorScheme) => {
  for (const [name, width] of [
    ["lesson", 1440],
    ["large", 1440],
    ["large", 760],
    ["failing", 1440],
  ] as const) {
    await open(name, { colorScheme, width });
    await opened.page.locator("#steps tr[data-row='2']").click();
    await opened.picture(`${name}-${colorScheme}-${width}`);
    expect(await leastContrast(opened.page)).toBeGreaterThan(4.5);
    if (name !== "failing") await opened.page.close();
  }
});

test("everything is on paper, and the screen is as before afterwards", async () => {
  const { page } = await open("large");
  await page.emulateMedia({ media: "print" });
  await expect.poll(async () => (await opened.rows("steps")).length).toBe(1000);
  expect(await page.locator("body").innerText()).toContain("Printed: the first 1,000 of 11,668 rows.");
  await page.emulateMedia({ media: "screen" });
  await expect.poll(async () => (await opened.rows("steps")).length).toBeLessThan(80);
});

/** The editor's webview, as far as the page sees it. */
function webview(): void {
  const messages: unknown[] = [];
  let state: unknown = JSON.parse(sessionStorage.getItem("state") ?? "null");
  Object.assign(window, {
    messages,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => messages.push(message),
      getState: () => state,
      setState(value: unknown) {
        state = value;
        sessionStorage.setItem("state", JSON.stringify(value));
      },
    }),
  });
}

test("in the editor a click shows the line there, and a line of the editor shows its steps here", async () => {
  const { page } = await open("large", { before: webview });
  const messages = () => page.evaluate(() => (window as unknown as { messages: unknown[] }).messages);
  await page.locator("#steps tr[data-row='3']").click();
  expect(await messages()).toEqual([{ type: "reveal", path: "/work/lib/smooth.py", line: 2 }]);
  await page.evaluate(() => window.postMessage({ type: "highlight", path: "/work/simulate.py", line: 8 }));
  await expect.poll(() => page.locator("#steps tr.highlighted").count()).toBeGreaterThan(3);
  expect((await opened.selected("steps"))[0]).toBe("5");
  await page.evaluate(() => window.postMessage({ type: "highlight", path: "/work/other.py", line: 8 }));
  await page.evaluate(() => window.postMessage({ type: "other" }));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  expect((await opened.selected("steps"))[0]).toBe("5");
  expect(await messages()).toHaveLength(1);
});

test("in the editor a page that was hidden is as it was", async () => {
  const { page } = await open("large", { before: webview });
  await page.locator("#steps").focus();
  await opened.press("End", "ArrowUp");
  await page.getByRole("radio", { name: "by time" }).check();
  await page.reload();
  expect((await opened.selected("steps"))[0]).toBe("10,000");
  expect(await page.getByRole("radio", { name: "by time" }).isChecked()).toBe(true);
});

test("in the editor the page has the editor's colours", async () => {
  const { page } = await open("lesson", {
    before: () =>
      addEventListener("DOMContentLoaded", () => {
        document.body.className = "vscode-dark";
        document.documentElement.style.setProperty("--vscode-editor-background", "rgb(1, 2, 3)");
      }),
  });
  const colours = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await colours()).toBe("rgb(1, 2, 3)");
  expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe("dark");
});
