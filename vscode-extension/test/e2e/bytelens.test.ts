import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CACHE, makeEnvironment } from "../environments";
import { startVSCode, type VSCode } from "./vscode";
import { openBrowser, openPage, Workbench } from "./workbench";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
/** Where the pictures for the documentation go. */
const images = join(repository, "docs", "images");
/** The two assignments of examples/monitoring.py, and what stands behind them. */
const FIRST = "arr = np.arange(1000)";
const SECOND = "arr = arr * 2";
const HINT = "8 kB int64[1000]";

// One window for all tests, used in order, as one sitting of a user.
let home: string;
let folder: string;
let withNumPy: string;
let withoutNumPy: string;
let vscode: VSCode;
let browser: Browser;
let workbench: Workbench;

/** The folder's own settings; VS Code watches the file. */
function settings(values: Record<string, unknown>): void {
  writeFileSync(join(folder, ".vscode", "settings.json"), JSON.stringify(values));
}

/** The processes that run our server under `python`. */
function servers(python: string): string[] {
  const processes = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return processes.filter((line) => line.includes(`${python} `) && line.includes("launch.py lsp"));
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "bytelens-e2e-"));
  folder = join(home, "project");
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  for (const name of ["monitoring.py", "clustering.py"]) {
    copyFileSync(join(repository, "examples", name), join(folder, name));
  }
  mkdirSync(images, { recursive: true });
  withNumPy = makeEnvironment("numpy", ["numpy>=2"]);
  withoutNumPy = makeEnvironment("empty", []);
  settings({ "bytelens.interpreter": withNumPy });
  vscode = await startVSCode(home, folder);
  browser = await openBrowser();
  workbench = new Workbench(await openPage(browser));
  await workbench.open(vscode.url);
  await workbench.openFile("monitoring.py");
  // The explorer.
  await workbench.page.keyboard.press("Control+B");
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  const name = task.name.replace(/\W+/g, "-");
  await workbench.page.screenshot({ path: join(CACHE, "failures", `${name}.png`) });
});

afterAll(async () => {
  await browser?.close();
  await vscode?.stop();
  if (home !== undefined) rmSync(home, { recursive: true, force: true });
});

test("every line that makes an array ends with its size", async () => {
  await workbench.waitForLine(`${FIRST} ${HINT}`);
  await workbench.waitForLine(`${SECOND} ${HINT}`);
});

test("the hover of a variable says the exact bytes, and its picture is taken for the README", async () => {
  await workbench.goToLine(1 + (await workbench.lines()).indexOf(`${SECOND} ${HINT}`));
  const hover = await workbench.hover();
  await hover.filter({ hasText: "8,000 B" }).waitFor();
  await workbench.page.screenshot({ path: join(images, "hover.png"), animations: "disabled" });
  await workbench.page.keyboard.press("Escape");
});

test("a longer program tells views from copies, and its picture is taken for the README", async () => {
  settings({ "bytelens.interpreter": withNumPy, "editor.fontSize": 16 });
  await workbench.openFile("clustering.py");
  await workbench.page.keyboard.press("Control+End");
  await workbench.waitForLine("image = points[: 400 * 500].reshape(400, 500, 3) 2.4 MB view of points");
  await workbench.waitForLine("weighted = points * weights[:, None] 4.8 MB float64[200000,3]");
  await workbench.page.screenshot({ path: join(images, "vscode.png"), animations: "disabled" });
  settings({ "bytelens.interpreter": withNumPy });
  await workbench.openFile("monitoring.py");
  await workbench.waitForLine(`${SECOND} ${HINT}`);
});

test("hints follow an edit", async () => {
  await workbench.selectWord("1000");
  await workbench.page.keyboard.type("2000");
  await workbench.waitForLine("arr = np.arange(2000) 16 kB int64[2000]");
  await workbench.waitForLine(`${SECOND} 16 kB int64[2000]`);
});

test("a half-typed line keeps the hints of the others, and they still follow edits", async () => {
  await workbench.page.keyboard.press("Control+End");
  await workbench.page.keyboard.press("Enter");
  await workbench.page.keyboard.type("total = np.zeros((arr.");
  await workbench.selectWord("2000");
  await workbench.page.keyboard.type("1000");
  await workbench.waitForLine(`${FIRST} ${HINT}`);
  await workbench.waitForLine(`${SECOND} ${HINT}`);
});

test("units change with the setting, under the same server", async () => {
  const before = servers(withNumPy);
  expect(before).toHaveLength(1);
  settings({ "bytelens.interpreter": withNumPy, "bytelens.units": "iec" });
  await workbench.waitForLine(`${FIRST} 7.81 KiB int64[1000]`);
  settings({ "bytelens.interpreter": withNumPy });
  await workbench.waitForLine(`${FIRST} ${HINT}`);
  expect(servers(withNumPy)).toEqual(before);
});

test("Toggle Hints takes the hints away and brings them back", async () => {
  await workbench.runCommand("ByteLens: Toggle Hints");
  await workbench.waitForLine(FIRST);
  await workbench.runCommand("ByteLens: Toggle Hints");
  await workbench.waitForLine(`${FIRST} ${HINT}`);
});

test("Restart Server starts a new server, and the hints are there again", async () => {
  const before = servers(withNumPy);
  await workbench.runCommand("ByteLens: Restart Server");
  await expect.poll(() => servers(withNumPy), { timeout: 30_000 }).not.toEqual(before);
  await workbench.waitForLine(`${FIRST} ${HINT}`);
});

test("a server that dies comes back by itself, and the hints follow edits again", async () => {
  const before = servers(withNumPy);
  process.kill(Number.parseInt(before[0] ?? "", 10), "SIGKILL");
  await expect.poll(() => servers(withNumPy), { timeout: 30_000 }).not.toEqual(before);
  await workbench.selectWord("1000");
  await workbench.page.keyboard.type("4000");
  await workbench.waitForLine(`${SECOND} 32 kB int64[4000]`);
  await workbench.selectWord("4000");
  await workbench.page.keyboard.type("1000");
  await workbench.waitForLine(`${FIRST} ${HINT}`);
});

test("an interpreter without NumPy is reported with a button to choose another", async () => {
  settings({ "bytelens.interpreter": withoutNumPy });
  const notice = workbench.notification("ByteLens needs NumPy 2.0 or newer");
  await notice.waitFor();
  await workbench.waitForLine(FIRST);
  await notice.getByRole("button", { name: "Select Interpreter" }).click();
  await workbench.quickPick("Enter the path of an interpreter").click();
  await workbench.page.locator(".quick-input-box input").fill(withNumPy);
  await workbench.page.keyboard.press("Enter");
  await workbench.waitForLine(`${FIRST} ${HINT}`);
});
