import { randomBytes } from "node:crypto";
import {
  commands,
  type Disposable,
  Range,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { CELL_SCHEME, isNotebook } from "./documents";
import { LINE_NOW, LINE_TRACED, PAGE, type Page, type Place } from "./traceProtocol";

/** What the page posts: the user chose a line. */
interface Reveal {
  readonly type: "reveal";
  readonly path: string;
  readonly line: number;
}

type Request = (method: string, params: unknown) => Promise<unknown>;

/** The panel beside the editor that shows the last trace: one for the window. */
export class Table implements Disposable {
  private panel: WebviewPanel | undefined;
  private readonly subscriptions: Disposable[];

  /** `request` asks the server. */
  constructor(private readonly request: Request) {
    this.subscriptions = [
      window.onDidChangeTextEditorSelection(({ textEditor }) => void this.highlight(textEditor)),
    ];
  }

  /** Open the panel, or bring it to the front, with the last trace of a document. */
  async show(uri: string): Promise<void> {
    const page = await this.page(uri);
    if (page === undefined) {
      void window.showInformationMessage(
        "ByteLens has not traced this yet: run ByteLens: Trace This File or Trace Notebook first.",
      );
      return;
    }
    this.panel ??= this.open();
    draw(this.panel, page);
    this.panel.reveal(undefined, true);
  }

  /** A trace is whole: show it, if the panel is open. */
  async update(uri: string): Promise<void> {
    const page = this.panel && (await this.page(uri));
    if (this.panel !== undefined && page !== undefined) draw(this.panel, page);
  }

  dispose(): void {
    this.panel?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async page(uri: string): Promise<Page | undefined> {
    try {
      const nonce = randomBytes(16).toString("hex");
      return ((await this.request(PAGE, { uri, nonce })) as Page | null) ?? undefined;
    } catch (error) {
      void window.showErrorMessage(`ByteLens: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  }

  private open(): WebviewPanel {
    const panel = window.createWebviewPanel(
      "bytelens.table",
      "Trace",
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      // Drawing thousands of steps again, and finding one's place again, would take longer than keeping them.
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: true },
    );
    panel.webview.onDidReceiveMessage((message: Reveal) => {
      if (message.type === "reveal") return this.reveal(message);
      return undefined;
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    return panel;
  }

  private async highlight({ document, selection }: TextEditor): Promise<void> {
    const panel = this.panel;
    if (panel === undefined || document.languageId !== "python") return;
    const place = { uri: document.uri.toString(), line: selection.active.line + 1 };
    const line = await this.ask<number>(LINE_TRACED, place);
    // The path of a cell's URI is that of its notebook.
    if (line !== null)
      await panel.webview.postMessage({ type: "highlight", path: document.uri.fsPath, line });
  }

  /** Show a line of a file, or of a cell: where that is open already, else in the first column. */
  private async reveal({ path, line }: Reveal): Promise<void> {
    const uri = Uri.file(path);
    // The server knows the cells of those that are open.
    if (isNotebook(path)) await workspace.openNotebookDocument(uri);
    const place = { uri: uri.toString(), line };
    // The text may have moved on since it was traced.
    const now = (await this.ask<Place>(LINE_NOW, place)) ?? place;
    const there = Uri.parse(now.uri);
    const options = { viewColumn: columnOf(uri), selection: new Range(now.line - 1, 0, now.line - 1, 0) };
    if (there.scheme === CELL_SCHEME || isNotebook(path)) {
      await commands.executeCommand("vscode.open", there, options);
    } else {
      await window.showTextDocument(there, options);
    }
  }

  private async ask<Answer>(method: string, place: Place): Promise<Answer | null> {
    try {
      return ((await this.request(method, place)) as Answer | null | undefined) ?? null;
    } catch {
      return null;
    }
  }
}

function columnOf(uri: Uri): ViewColumn {
  const shown = [
    ...window.visibleTextEditors.map(({ document, viewColumn }) => ({ uri: document.uri, viewColumn })),
    ...window.visibleNotebookEditors.map(({ notebook, viewColumn }) => ({ uri: notebook.uri, viewColumn })),
  ];
  return shown.find((editor) => editor.uri.toString() === uri.toString())?.viewColumn ?? ViewColumn.One;
}

function draw(panel: WebviewPanel, { title, html }: Page): void {
  panel.title = `Trace: ${title}`;
  panel.webview.html = html;
}
