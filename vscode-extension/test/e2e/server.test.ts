import { expect, test } from "vitest";
import { makeEnvironment } from "../environments";
import { sitting } from "./sitting";

const LINE = "arr = np.arange(1000)";
const HINTED = `${LINE} 8 kB int64[1000]`;
const ENDLESS = "import numpy as np\n\nstate = np.ones(10)\nwhile True:\n    pass\n";

const here = sitting("server", { files: { "monitoring.py": undefined, "endless.py": ENDLESS } });

/** Kill the server. Returns the process that comes in its place. */
async function kill(): Promise<string[]> {
  const before = here.servers();
  expect(before).toHaveLength(1);
  process.kill(Number.parseInt(before[0] ?? "", 10), "SIGKILL");
  await expect.poll(() => here.servers().filter((line) => !before.includes(line))).toHaveLength(1);
  return here.servers();
}

test("the server runs once, under the interpreter of the machine's settings", async () => {
  await here.workbench.waitForLine(HINTED);
  expect(here.servers()).toHaveLength(1);
  expect(here.servers()[0]).toContain(here.withNumPy);
});

test("a server that dies is told of once, with a way to the log, and comes back by itself", async () => {
  await kill();
  const notice = here.workbench.notification("The server of ByteLens stopped unexpectedly");
  await notice.waitFor();
  await here.picture("crashed");
  await here.workbench.selectWord("1000");
  await here.workbench.page.keyboard.type("4000");
  await here.workbench.waitForLine("arr = np.arange(4000) 32 kB int64[4000]");
  await here.workbench.selectWord("4000");
  await here.workbench.page.keyboard.type("1000");
  await here.workbench.waitForLine(HINTED);
  await notice.getByRole("button", { name: "Show Logs" }).click();
  await here.workbench.page.locator(".part.panel", { hasText: "Running under Python" }).waitFor();
  await here.picture("log");
  await here.workbench.runCommand("View: Hide Panel");
  await kill();
  await here.workbench.waitForLine(HINTED);
  expect(await notice.count()).toBe(0);
});

test("Restart Server starts a new server, and the hints are there again", async () => {
  const before = here.servers();
  await here.workbench.runCommand("ByteLens: Restart Server");
  await expect.poll(() => here.servers()).not.toEqual(before);
  await here.workbench.selectWord("1000");
  await here.workbench.page.keyboard.type("4000");
  await here.workbench.waitForLine("arr = np.arange(4000) 32 kB int64[4000]");
  await here.workbench.page.keyboard.press("Control+Z");
  await here.workbench.waitForLine(HINTED);
});

test("Restart Server replaces a server that answers nothing any more", async () => {
  const [hung = ""] = here.servers();
  process.kill(Number.parseInt(hung, 10), "SIGSTOP");
  await here.workbench.runCommand("ByteLens: Restart Server");
  await expect.poll(() => here.servers().filter((line) => line !== hung)).toHaveLength(1);
  await here.workbench.waitForLine(HINTED);
  await expect.poll(() => here.servers()).not.toContain(hung);
});

test("Restart Server in the middle of a trace ends its program", async () => {
  await here.workbench.openFile("endless.py");
  await here.workbench.runCommand("ByteLens: Trace This File");
  await here.workbench.waitForLine("state = np.ones(10) ● 80 B float64[10]");
  const before = here.servers();
  await here.workbench.runCommand("ByteLens: Restart Server");
  await here.workbench.waitForLine("state = np.ones(10) 80 B float64[10]");
  expect(here.programs()).toEqual([]);
  expect(here.servers()).not.toEqual(before);
  await here.workbench.openFile("monitoring.py");
});

test("an interpreter without NumPy is reported with a button to choose another", async () => {
  await here.workbench.closeNotifications();
  here.settings({ "bytelens.interpreter": makeEnvironment("empty", []) });
  const notice = here.workbench.notification("ByteLens needs NumPy 2.0 or newer");
  await notice.waitFor();
  await here.workbench.waitForLine(LINE);
  await here.picture("without NumPy");
  await notice.getByRole("button", { name: "Select Interpreter" }).click();
  await here.workbench.quickPick("Enter the path of an interpreter").click();
  await here.workbench.page.locator(".quick-input-box input").fill(here.withNumPy);
  await here.workbench.page.keyboard.press("Enter");
  await here.workbench.waitForLine(HINTED);
});
