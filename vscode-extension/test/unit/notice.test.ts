import { beforeEach, expect, test, vi } from "vitest";
import { Notice } from "../../src/notice";
import { window } from "./vscode";

const PROBLEM = { message: "ByteLens needs NumPy." };
const select = vi.fn(async () => {});
let notice: Notice;

beforeEach(() => {
  window.showWarningMessage.mockResolvedValue(undefined);
  notice = new Notice(select);
});

test("a problem is told with a button to choose another interpreter", () => {
  notice.show("/a", PROBLEM);
  expect(window.showWarningMessage).toHaveBeenCalledExactlyOnceWith(PROBLEM.message, "Select Interpreter");
});

test("the same interpreter is told of once, even if its problem is another one by now", () => {
  notice.show("/a", PROBLEM);
  notice.show("/a", PROBLEM);
  notice.show("/a", { message: "ByteLens needs NumPy 2.0 or newer." });
  expect(window.showWarningMessage).toHaveBeenCalledTimes(1);
});

test("another interpreter is told of again, and so is the first one when it comes back", () => {
  notice.show("/a", PROBLEM);
  notice.show("/b", PROBLEM);
  notice.show("/a", PROBLEM);
  expect(window.showWarningMessage).toHaveBeenCalledTimes(3);
});

test("a problem that comes back after all was well is told again", () => {
  notice.show("/a", PROBLEM);
  notice.reset();
  notice.show("/a", PROBLEM);
  expect(window.showWarningMessage).toHaveBeenCalledTimes(2);
});

test("the button leads to the choice of an interpreter, and closing the message does not", async () => {
  notice.show("/a", PROBLEM);
  await Promise.resolve();
  expect(select).not.toHaveBeenCalled();
  window.showWarningMessage.mockResolvedValue("Select Interpreter");
  notice.show("/b", PROBLEM);
  await expect.poll(() => select.mock.calls.length).toBe(1);
});
