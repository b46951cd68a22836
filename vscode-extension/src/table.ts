import { randomBytes } from "node:crypto";
import { type Disposable, Range, type TextEditor, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
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
        "ByteLens has not traced this file: run ByteLens: Trace This File first.",
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
    const line = await this.line(LINE_TRACED, {
      uri: document.uri.toString(),
      line: selection.active.line + 1,
    });
    if (line !== null)
      await panel.webview.postMessage({ type: "highlight", path: document.uri.fsPath, line });
  }

  /** Show a line of a file: where the file is open already, else in the first column. */
  private async reveal({ path, line }: Reveal): Promise<void> {
    const uri = Uri.file(path);
    const shown = window.visibleTextEditors.find(
      (editor) => editor.document.uri.toString() === uri.toString(),
    );
    const row = ((await this.line(LINE_NOW, { uri: uri.toString(), line })) ?? line) - 1;
    const selection = new Range(row, 0, row, 0);
    await window.showTextDocument(uri, { viewColumn: shown?.viewColumn ?? ViewColumn.One, selection });
  }

  // The text may have moved on since it was traced.
  private async line(method: string, place: Place): Promise<number | null> {
    try {
      return ((await this.request(method, place)) as number | null | undefined) ?? null;
    } catch {
      return null;
    }
  }
}

function draw(panel: WebviewPanel, { title, html }: Page): void {
  panel.title = `Trace: ${title}`;
  panel.webview.html = html;
}
