import { join } from "node:path";
import { expect, test } from "vitest";
import { Film } from "./film";
import { PICTURES, sitting } from "./sitting";

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

const here = sitting("trace", {
  files: {
    "monitoring.py": undefined,
    "arguments.py": ARGUMENTS,
    "endless.py": ENDLESS,
    "failing.py": FAILING,
    "test_ones.py": TESTS,
  },
  settings: { "editor.fontSize": 18 },
});

test("Trace This File puts what was measured behind the lines", async () => {
  await here.workbench.waitForLine(`${FIRST} ${HINT}`);
  await here.workbench.runCommand("ByteLens: Trace This File");
  await here.workbench.waitForLine(`${FIRST} ● ${HINT}`);
  await here.workbench.waitForLine(`${SECOND} ● ${HINT}`);
  await here.workbench.notification("monitoring.py: end of the program.").waitFor();
});

test("the message leads to the execution table", async () => {
  const notice = here.workbench.notification("monitoring.py: end of the program.");
  await notice.getByRole("button", { name: "Show Execution Table" }).click();
  await here.workbench.webview().getByText("arr = arr * 2").first().waitFor();
  await here.picture("table");
  const film = new Film(here.workbench.page);
  await film.shoot(0);
  film.write(join(PICTURES, "trace-table.gif"));
});

test("a line of the table leads to the editor", async () => {
  await here.workbench.webview().getByRole("button", { name: "line 8" }).first().click();
  await here.workbench.page.locator(".part.statusbar", { hasText: "Ln 8, Col 1" }).waitFor();
});

test("the hover sets the measurement beside the estimate", async () => {
  await here.workbench.page.locator(".view-lines").getByText("arr", { exact: true }).first().click();
  await here.workbench.goToLine(1 + (await here.workbench.lines()).indexOf(`${SECOND} ● ${HINT}`));
  const hover = await here.workbench.hover();
  await hover.filter({ hasText: "measured" }).waitFor();
  await here.picture("hover");
  await here.workbench.page.keyboard.press("Escape");
});

test("an edit moves the marks, and takes away what no longer holds", async () => {
  await here.workbench.page.keyboard.press("Control+Home");
  await here.workbench.page.keyboard.type("# new\n");
  await here.workbench.waitForLine(`${FIRST} ● ${HINT}`);
  await here.workbench.selectWord("1000");
  await here.workbench.page.keyboard.type("2000");
  await here.workbench.waitForLine("arr = np.arange(2000) 16 kB int64[2000]");
  await here.workbench.waitForLine(`${SECOND} 16 kB int64[2000]`);
  await here.picture("edited");
});

test("a file that is not saved is saved before it runs", async () => {
  // The palette offers a trace for the editor that is active, which the panel may have become meanwhile.
  await here.workbench.page.locator(".view-lines").getByText("import", { exact: true }).click();
  await here.workbench.runCommand("ByteLens: Trace This File");
  await here.workbench.waitForLine("arr = np.arange(2000) ● 16 kB int64[2000]");
  await here.workbench.webview().getByText("np.arange(2000)").first().waitFor();
});

test("Clear Trace brings the estimates back", async () => {
  await here.workbench.runCommand("ByteLens: Clear Trace");
  await here.workbench.waitForLine("arr = np.arange(2000) 16 kB int64[2000]");
  await here.workbench.runCommand("View: Close All Editors in Group");
});

test("a lens starts a trace, whose progress ends it", async () => {
  await here.workbench.closeNotifications();
  await here.workbench.openFile("endless.py");
  await here.workbench.lens("Trace with ByteLens").click();
  await here.workbench.waitForLine("    state = np.ones((500, 500)) ● 2 MB float64[500,500]");
  await here.workbench.lens("Stop Trace").waitFor();
  const progress = here.workbench.notification("Tracing endless.py");
  await here.picture("running");
  expect(here.programs()).not.toEqual([]);
  await progress.hover();
  await progress.getByRole("button", { name: "Cancel" }).click();
  await here.workbench.notification("endless.py: the program was stopped.").waitFor();
  await here.workbench.lens("Trace with ByteLens").waitFor();
  expect(here.programs()).toEqual([]);
  await here.workbench.waitForLine("    state = np.ones((500, 500)) ● 2 MB float64[500,500]");
});

test("Trace with Arguments passes them on, and the output is shown", async () => {
  await here.workbench.closeNotifications();
  await here.workbench.openFile("arguments.py");
  await here.workbench.runCommand("ByteLens: Trace with Arguments", false);
  await here.workbench.page.locator(".quick-input-widget .quick-input-box input").fill("-n 'a b'");
  await here.workbench.page.keyboard.press("Enter");
  const notice = here.workbench.notification("arguments.py: end of the program.");
  await notice.getByRole("button", { name: "Show Output" }).click();
  await here.workbench.page.locator(".part.panel", { hasText: "started with ['-n', 'a b']" }).waitFor();
  await here.picture("output");
  await here.workbench.runCommand("View: Hide Panel");
});

test("a program that fails shows its exception at its line, and keeps everything up to there", async () => {
  await here.workbench.closeNotifications();
  await here.workbench.openFile("failing.py");
  await here.workbench.runCommand("ByteLens: Trace This File");
  await here.workbench.waitForLine("bill = table.sum(axis=0) ● 24 B float64[3]");
  await here.workbench.page.locator(".squiggly-error").first().waitFor();
  await here.workbench.runCommand("Go to Next Problem (Error, Warning, Info)", false);
  await here.workbench.page
    .locator(".marker-widget", { hasText: "ValueError: operands could not" })
    .waitFor();
  await here.picture("failed");
  await here.workbench.page.keyboard.press("Escape");
});

test("Trace Test at Cursor traces one test", async () => {
  await here.workbench.closeNotifications();
  await here.workbench.openFile("test_ones.py");
  await here.workbench.goToLine(6);
  await here.workbench.runCommand("ByteLens: Trace Test at Cursor");
  await here.workbench.waitForLine("    ones = np.ones(123) ● 984 B float64[123]");
  await here.workbench.notification("test_ones: end of the program.").waitFor();
});
