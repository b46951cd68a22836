import { commands, type Memento, type TextEditor, window } from "vscode";
import { NOTEBOOK_TYPE, uriOf } from "./documents";
import type { Table } from "./table";
import { CLEAR_TRACE, STOP_TRACE, TRACE, TRACE_TEST, type Wanted } from "./traceProtocol";
import type { Traces } from "./traces";
import { words } from "./words";

/** What the palette offers of traces: each asks the server for the document in view. */
export class TraceCommands {
  /** `memory` keeps the arguments of each file. `isReady` tells whether there is a server to ask. */
  constructor(
    private readonly traces: Traces,
    private readonly table: Table,
    private readonly memory: Memento,
    private readonly isReady: () => boolean,
  ) {}

  async traceFile(): Promise<void> {
    const editor = this.editor();
    if (editor !== undefined) await this.ask(TRACE, { uri: uriOf(editor.document) });
  }

  async traceNotebook(): Promise<void> {
    const uri = notebookInView();
    if (uri !== undefined) await this.ask(TRACE, { uri });
    else void window.showInformationMessage("ByteLens traces Jupyter notebooks: open one first.");
  }

  async traceTestAtCursor(): Promise<void> {
    const editor = this.editor();
    if (editor === undefined) return;
    await this.ask(TRACE_TEST, { uri: uriOf(editor.document), line: editor.selection.active.line });
  }

  async traceWithArguments(): Promise<void> {
    const editor = this.editor();
    if (editor === undefined) return;
    const uri = uriOf(editor.document);
    const key = `arguments ${uri}`;
    const line = await window.showInputBox({
      title: "ByteLens: Trace with Arguments",
      prompt: "Arguments of the program, as in a shell; nothing is expanded.",
      value: this.memory.get(key, ""),
    });
    if (line === undefined) return;
    await this.memory.update(key, line);
    await this.ask(TRACE, { uri, arguments: words(line) });
  }

  /** The trace of the document in view, or every one where that document has none. */
  async stop(): Promise<void> {
    const uri = notebookInView() ?? (window.activeTextEditor && uriOf(window.activeTextEditor.document));
    await this.ask(STOP_TRACE, uri !== undefined && this.traces.isRunning(uri) ? { uri } : undefined);
  }

  /** What the document in view shows, or everything where no Python is in view. */
  async clear(): Promise<void> {
    const uri = uriInView();
    await this.ask(CLEAR_TRACE, uri === undefined ? undefined : { uri });
  }

  /** Of the document in view, or of the last trace where no Python is in view. */
  async showTable(): Promise<void> {
    const uri = uriInView() ?? this.traces.lastUri;
    if (uri === undefined) void this.editor();
    else await this.table.show(uri);
  }

  private editor(): TextEditor | undefined {
    const editor = pythonEditor();
    if (editor === undefined)
      void window.showInformationMessage("ByteLens traces Python files: open one first.");
    return editor;
  }

  // The server's commands are registered while it runs.
  private async ask(command: string, wanted?: Wanted): Promise<void> {
    if (this.isReady()) await commands.executeCommand(command, ...(wanted === undefined ? [] : [wanted]));
    else void window.showWarningMessage("The server of ByteLens does not run. Its log says why.");
  }
}

function pythonEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor?.document.languageId === "python" ? editor : undefined;
}

/** Of a notebook, whether or not the cursor is in one of its cells. */
function notebookInView(): string | undefined {
  const notebook = window.activeNotebookEditor?.notebook;
  return notebook?.notebookType === NOTEBOOK_TYPE ? notebook.uri.toString() : undefined;
}

function uriInView(): string | undefined {
  const editor = pythonEditor();
  return notebookInView() ?? (editor && uriOf(editor.document));
}
