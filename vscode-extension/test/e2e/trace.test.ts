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
/** Where pictures go that show what the tests saw. */
const pictures = join(CACHE, "pictures");

const FIRST = "arr = np.arange(1000)";
const SECOND = "arr = arr * 2";
const HINT = "8 kB int64[1000]";
const ARGUMENTS = `\
import sys

print("started with", sys.argv[1:])
`;
const ENDLESS = `\
import numpy as np


def forever():
    state = np.ones((500, 500))
    while True:
        state = state * 0.5


if __name__ == "__main__":
    forever()
`;
const FAILING = `\
import numpy as np

table = np.ones((4, 3))
bill = table.sum(axis=0)
total = bill + np.ones(4)
`;
const TESTS = `\
import numpy as np


def test_ones():
    ones = np.ones(123)
    assert ones.all()
`;

// One window for all tests, used in order, as one sitting of a user.
let home: string;
let withNumPy: string;
let vscode: VSCode;
let browser: Browser;
let workbench: Workbench;

/** The processes that run a file of the folder under the agent, as `ps` lists them. */
function programs(): string[] {
  const processes = execFileSync("ps", ["-eo", "args="], { encoding: "utf8" }).split("\n");
  return processes.filter((line) => line.includes(join("tracing", "agent")) && line.includes(withNumPy));
}

async function picture(name: string): Promise<void> {
  await workbench.page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "bytelens-trace-"));
  const folder = join(home, "project");
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  mkdirSync(pictures, { recursive: true });
  mkdirSync(images, { recursive: true });
  copyFileSync(join(repository, "examples", "monitoring.py"), join(folder, "monitoring.py"));
  writeFileSync(join(folder, "arguments.py"), ARGUMENTS);
  writeFileSync(join(folder, "endless.py"), ENDLESS);
  writeFileSync(join(folder, "failing.py"), FAILING);
  writeFileSync(join(folder, "test_ones.py"), TESTS);
  withNumPy = makeEnvironment("traced", ["numpy>=2", "pytest"]);
  const settings = { "bytelens.interpreter": withNumPy, "editor.fontSize": 18 };
  writeFileSync(join(folder, ".vscode", "settings.json"), JSON.stringify(settings));
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

test("Trace This File puts what was measured behind the lines", async () => {
  await workbench.waitForLine(`${FIRST} ${HINT}`);
  await workbench.runCommand("ByteLens: Trace This File");
  await workbench.waitForLine(`${FIRST} ● ${HINT}`);
  await workbench.waitForLine(`${SECOND} ● ${HINT}`);
  await workbench.notification("monitoring.py: end of the program.").waitFor();
});

test("the message leads to the execution table, and its picture is taken for the README", async () => {
  const notice = workbench.notification("monitoring.py: end of the program.");
  await notice.getByRole("button", { name: "Show Execution Table" }).click();
  await workbench.webview().getByText("arr = arr * 2").first().waitFor();
  await workbench.page.screenshot({ path: join(images, "trace.png"), animations: "disabled" });
});

test("a line of the table leads to the editor", async () => {
  await workbench.webview().getByRole("button", { name: "line 8" }).first().click();
  await workbench.page.locator(".part.statusbar", { hasText: "Ln 8, Col 1" }).waitFor();
});

test("the hover sets the measurement beside the estimate", async () => {
  await workbench.page.locator(".view-lines").getByText("arr", { exact: true }).first().click();
  await workbench.goToLine(1 + (await workbench.lines()).indexOf(`${SECOND} ● ${HINT}`));
  const hover = await workbench.hover();
  await hover.filter({ hasText: "measured" }).waitFor();
  await picture("hover");
  await workbench.page.keyboard.press("Escape");
});

test("an edit moves the marks, and takes away what no longer holds", async () => {
  await workbench.page.keyboard.press("Control+Home");
  await workbench.page.keyboard.type("# new\n");
  await workbench.waitForLine(`${FIRST} ● ${HINT}`);
  await workbench.selectWord("1000");
  await workbench.page.keyboard.type("2000");
  await workbench.waitForLine("arr = np.arange(2000) 16 kB int64[2000]");
  await workbench.waitForLine(`${SECOND} 16 kB int64[2000]`);
  await picture("edited");
});

test("a file that is not saved is saved before it runs", async () => {
  await workbench.runCommand("ByteLens: Trace This File");
  await workbench.waitForLine("arr = np.arange(2000) ● 16 kB int64[2000]");
  await workbench.webview().getByText("np.arange(2000)").first().waitFor();
});

test("Clear Trace brings the estimates back", async () => {
  await workbench.runCommand("ByteLens: Clear Trace");
  await workbench.waitForLine("arr = np.arange(2000) 16 kB int64[2000]");
  await workbench.runCommand("View: Close All Editors in Group");
});

test("a lens starts a trace, whose progress ends it", async () => {
  await workbench.closeNotifications();
  await workbench.openFile("endless.py");
  await workbench.lens("Trace with ByteLens").click();
  await workbench.waitForLine("    state = np.ones((500, 500)) ● 2 MB float64[500,500]");
  await workbench.lens("Stop Trace").waitFor();
  const progress = workbench.notification("Tracing endless.py");
  await picture("running");
  expect(programs()).not.toEqual([]);
  await progress.hover();
  await progress.getByRole("button", { name: "Cancel" }).click();
  await workbench.notification("endless.py: the program was stopped.").waitFor();
  await workbench.lens("Trace with ByteLens").waitFor();
  expect(programs()).toEqual([]);
  await workbench.waitForLine("    state = np.ones((500, 500)) ● 2 MB float64[500,500]");
});

test("Trace with Arguments passes them on, and the output is shown", async () => {
  await workbench.closeNotifications();
  await workbench.openFile("arguments.py");
  await workbench.runCommand("ByteLens: Trace with Arguments", false);
  await workbench.page.locator(".quick-input-widget .quick-input-box input").fill("-n 'a b'");
  await workbench.page.keyboard.press("Enter");
  const notice = workbench.notification("arguments.py: end of the program.");
  await notice.getByRole("button", { name: "Show Output" }).click();
  await workbench.page.locator(".part.panel", { hasText: "started with ['-n', 'a b']" }).waitFor();
  await picture("output");
  await workbench.runCommand("View: Hide Panel");
});

test("a program that fails shows its exception at its line, and keeps everything up to there", async () => {
  await workbench.closeNotifications();
  await workbench.openFile("failing.py");
  await workbench.runCommand("ByteLens: Trace This File");
  await workbench.waitForLine("bill = table.sum(axis=0) ● 24 B float64[3]");
  await workbench.page.locator(".squiggly-error").first().waitFor();
  await workbench.runCommand("Go to Next Problem (Error, Warning, Info)", false);
  await workbench.page.locator(".marker-widget", { hasText: "ValueError: operands could not" }).waitFor();
  await picture("failed");
  await workbench.page.keyboard.press("Escape");
});

test("Trace Test at Cursor traces one test", async () => {
  await workbench.closeNotifications();
  await workbench.openFile("test_ones.py");
  await workbench.goToLine(6);
  await workbench.runCommand("ByteLens: Trace Test at Cursor");
  await workbench.waitForLine("    ones = np.ones(123) ● 984 B float64[123]");
  await workbench.notification("test_ones: end of the program.").waitFor();
});
