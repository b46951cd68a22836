import { beforeEach, expect, test, vi } from "vitest";
import { Crashes, RESTART, SHOW_LOGS } from "../../src/crashes";
import { commands, reset, window } from "./vscode";

vi.mock("vscode-languageclient/node", () => ({
  CloseAction: { DoNotRestart: 1, Restart: 2 },
  ErrorAction: { Continue: 1, Shutdown: 2 },
}));

const [DO_NOT_RESTART, RESTARTS] = [1, 2];
const [CONTINUE, SHUTDOWN] = [1, 2];

beforeEach(() => {
  reset();
  vi.useFakeTimers();
  window.showWarningMessage.mockResolvedValue(undefined);
  window.showErrorMessage.mockResolvedValue(undefined);
  return () => vi.useRealTimers();
});

test("a server that dies is started again, and told of once", () => {
  const crashes = new Crashes();
  expect(crashes.closed()).toMatchObject({ action: RESTARTS, handled: true });
  expect(crashes.closed()).toMatchObject({ action: RESTARTS, handled: true });
  expect(window.showWarningMessage).toHaveBeenCalledOnce();
});

test("a server that keeps dying is given up, with a way to start it", () => {
  const crashes = new Crashes();
  for (let time = 1; time <= 4; time++) expect(crashes.closed().action).toBe(RESTARTS);
  expect(crashes.closed()).toMatchObject({ action: DO_NOT_RESTART, handled: true });
  expect(window.showErrorMessage).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining("keeps stopping"),
    SHOW_LOGS,
    RESTART,
  );
});

test("deaths that are long past do not count", () => {
  const crashes = new Crashes();
  for (let time = 1; time <= 20; time++) {
    expect(crashes.closed().action).toBe(RESTARTS);
    vi.advanceTimersByTime(60_000);
  }
});

test("the message leads to the log, and to a restart", async () => {
  window.showWarningMessage.mockResolvedValue(SHOW_LOGS);
  window.showErrorMessage.mockResolvedValue(RESTART);
  const crashes = new Crashes();
  for (let time = 1; time <= 5; time++) crashes.closed();
  await vi.advanceTimersByTimeAsync(0);
  const called = commands.executeCommand.mock.calls.map(([command]) => command);
  expect(called).toEqual(["bytelens.showLogs", "bytelens.restart"]);
});

test("a connection that cannot be written to is closed", () => {
  const crashes = new Crashes();
  expect(crashes.error(new Error(), undefined, 1).action).toBe(CONTINUE);
  expect(crashes.error(new Error(), undefined, 4).action).toBe(SHUTDOWN);
  expect(crashes.error(new Error(), undefined, undefined).action).toBe(SHUTDOWN);
});
