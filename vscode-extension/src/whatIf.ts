import { commands, type QuickPickItem, type TextEditor, window } from "vscode";
import { type Asked, type Assumable, CLEAR_WHAT_IF, WHAT_IF, WHAT_IF_AT } from "./whatIfProtocol";

export const ALL_FLOAT32 = "all float32";
export const SOMETHING_ELSE = "$(edit) Something else";
export const CLEAR = "$(discard) Clear What If";

interface Choice extends QuickPickItem {
  run(): Promise<void>;
}

/** Asks what to assume, and has the server assume it. */
export class WhatIf {
  /** `request` asks the server, and `isReady` tells whether there is one. */
  constructor(
    private readonly request: (method: string, params: unknown) => Promise<unknown>,
    private readonly isReady: () => boolean,
  ) {}

  /** What a hover leads to; without that, what one picks of the file in view. */
  async ask(asked?: Asked): Promise<void> {
    if (!this.isReady()) {
      void window.showWarningMessage("The server of ByteLens does not run. Its log says why.");
      return;
    }
    if (asked !== undefined) return this.enter(asked.uri, asked.about, asked.value);
    const editor = this.editor();
    if (editor === undefined) return;
    const uri = editor.document.uri.toString();
    const { line, character } = editor.selection.active;
    const known = (await this.request(WHAT_IF_AT, {
      uri,
      position: { line, character },
    })) as Assumable | null;
    const title = known?.assumed ?? "What if";
    const choice = await window.showQuickPick(this.choices(uri, known), { title: `ByteLens: ${title} …?` });
    await choice?.run();
  }

  /** Of the file in view, or of everything where no Python is in view. */
  async clear(): Promise<void> {
    if (!this.isReady()) return;
    const editor = pythonEditor();
    await this.send(CLEAR_WHAT_IF, editor && { uri: editor.document.uri.toString() });
  }

  private choices(uri: string, known: Assumable | null): Choice[] {
    const { here, names, assumed } = known ?? { here: null, names: {}, assumed: null };
    const named = Object.entries(names).map(([name, value]) => ({ about: name, shown: name, value }));
    const first = here === null ? [] : [here];
    const others = named.filter(({ about }) => about !== here?.about);
    const found: Choice[] = [...first, ...others].map(({ about, shown, value }) => ({
      label: shown,
      description: value === "" || value === shown ? "" : `= ${value}`,
      run: () => this.enter(uri, about, value),
    }));
    found.push({ label: ALL_FLOAT32, run: () => this.send(WHAT_IF, { uri, dtype: "float32" }) });
    found.push({ label: SOMETHING_ELSE, run: () => this.enter(uri, "", "") });
    if (assumed !== null) found.push({ label: CLEAR, run: () => this.send(CLEAR_WHAT_IF, { uri }) });
    return found;
  }

  private async enter(uri: string, about: string, value: string): Promise<void> {
    const begin = about === "" ? "" : `${about} = `;
    const entered = await window.showInputBox({
      title: "ByteLens: What If",
      prompt: "NAME = VALUE, as n = 100_000 or f.n = 10**6; LINE:CHARACTER = VALUE for a literal.",
      value: begin + value,
      valueSelection: [begin.length, begin.length + value.length],
    });
    if (entered) await this.send(WHAT_IF, { uri, assume: entered });
  }

  // What the server refuses is told by the middleware through which its commands go.
  private async send(command: string, wanted?: object): Promise<void> {
    await commands.executeCommand(command, ...(wanted === undefined ? [] : [wanted]));
  }

  private editor(): TextEditor | undefined {
    const editor = pythonEditor();
    if (editor === undefined)
      void window.showInformationMessage("ByteLens reads Python files: open one first.");
    return editor;
  }
}

function pythonEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor?.document.languageId === "python" ? editor : undefined;
}
