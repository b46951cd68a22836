import { ConfigurationTarget, commands, extensions, type QuickPickItem, window, workspace } from "vscode";
import { PYTHON_EXTENSION } from "./environments";
import { FROM_SETTING, type Interpreter } from "./interpreter";
import { updateSetting } from "./settings";

const ENTER: QuickPickItem = { label: "$(edit) Enter the path of an interpreter" };
const BROWSE: QuickPickItem = { label: "$(folder) Find an interpreter in the file system" };
const FORGET: QuickPickItem = { label: "$(discard) Clear the setting bytelens.interpreter" };

/** Let the user choose an interpreter; `current` is the one in use. */
export async function selectInterpreter(current: Interpreter): Promise<void> {
  // What the Python extension's own picker sets would have no effect beneath our setting.
  const isSet = current.source === FROM_SETTING;
  if (!isSet && extensions.getExtension(PYTHON_EXTENSION) !== undefined) {
    await commands.executeCommand("python.setInterpreter");
    return;
  }
  const choices = isSet ? [ENTER, BROWSE, FORGET] : [ENTER, BROWSE];
  const choice = await window.showQuickPick(choices, { title: "ByteLens: Select Interpreter" });
  if (choice === FORGET) return write(undefined);
  const path = choice === ENTER ? await enter(current) : choice === BROWSE ? await browse() : undefined;
  if (path) await write(path);
}

function enter(current: Interpreter): Thenable<string | undefined> {
  return window.showInputBox({ title: "Path of a Python interpreter", value: current.command });
}

async function browse(): Promise<string | undefined> {
  const chosen = await window.showOpenDialog({ title: "Python Interpreter", openLabel: "Select" });
  return chosen?.[0]?.fsPath;
}

function write(path: string | undefined): Promise<void> {
  const hasWorkspace = workspace.isTrusted && (workspace.workspaceFolders?.length ?? 0) > 0;
  const target = hasWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  return updateSetting("interpreter", path, target);
}
