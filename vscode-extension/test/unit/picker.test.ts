import { beforeEach, expect, test } from "vitest";
import { PYTHON_EXTENSION } from "../../src/environments";
import { selectInterpreter } from "../../src/picker";
import { commands, editor, reset, window } from "./vscode";

const FROM_PATH = { command: "python3", source: "PATH" };
const FROM_SETTING = { command: "/set/python", source: "setting" };

/** Answer the quick pick with the item whose label contains `word`. */
function choose(word: string): void {
  window.showQuickPick.mockImplementation(async (items) => items.find(({ label }) => label.includes(word)));
}

beforeEach(reset);

test("where the Python extension is installed, its own picker opens", async () => {
  editor.extensions.set(PYTHON_EXTENSION, { activate: async () => ({}) });
  await selectInterpreter(FROM_PATH);
  expect(commands.executeCommand).toHaveBeenCalledExactlyOnceWith("python.setInterpreter");
  expect(window.showQuickPick).not.toHaveBeenCalled();
});

test("where our setting decides, the Python extension's picker would have no effect: ours opens", async () => {
  editor.extensions.set(PYTHON_EXTENSION, { activate: async () => ({}) });
  editor.configuration.set("interpreter", { global: "/set/python" });
  choose("Enter");
  window.showInputBox.mockResolvedValue("/new/python");
  await selectInterpreter(FROM_SETTING);
  expect(commands.executeCommand).not.toHaveBeenCalled();
  expect(editor.configuration.get("interpreter")).toEqual({ global: "/new/python" });
});

test("a path that is entered is written for the workspace", async () => {
  editor.folders = [{ uri: { fsPath: "/project", scheme: "file" } }];
  choose("Enter");
  window.showInputBox.mockResolvedValue("/new/python");
  await selectInterpreter(FROM_PATH);
  expect(editor.configuration.get("interpreter")).toEqual({ workspace: "/new/python" });
});

test("without a folder, or in one that is not trusted, it is written for the user", async () => {
  choose("Enter");
  window.showInputBox.mockResolvedValue("/new/python");
  await selectInterpreter(FROM_PATH);
  expect(editor.configuration.get("interpreter")).toEqual({ global: "/new/python" });
  reset();
  editor.folders = [{ uri: { fsPath: "/project", scheme: "file" } }];
  editor.trusted = false;
  await selectInterpreter(FROM_PATH);
  expect(editor.configuration.get("interpreter")).toEqual({ global: "/new/python" });
});

test("a file that is chosen in the dialog is written", async () => {
  choose("file system");
  window.showOpenDialog.mockResolvedValue([{ fsPath: "/found/python" }]);
  await selectInterpreter(FROM_PATH);
  expect(editor.configuration.get("interpreter")).toEqual({ global: "/found/python" });
});

test("the setting can be cleared where it is set, and only there", async () => {
  choose("Clear");
  await selectInterpreter(FROM_PATH);
  expect(editor.configuration.size).toBe(0);
  editor.configuration.set("interpreter", { workspace: "/set/python" });
  await selectInterpreter(FROM_SETTING);
  expect(editor.configuration.get("interpreter")).toEqual({ workspace: undefined });
});

test("whoever changes their mind changes nothing", async () => {
  await selectInterpreter(FROM_PATH);
  choose("Enter");
  window.showInputBox.mockResolvedValue("");
  await selectInterpreter(FROM_PATH);
  choose("file system");
  window.showOpenDialog.mockResolvedValue(undefined);
  await selectInterpreter(FROM_PATH);
  expect(editor.configuration.size).toBe(0);
});
