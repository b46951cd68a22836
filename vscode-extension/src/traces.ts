import {
  type CancellationToken,
  commands,
  type Disposable,
  EventEmitter,
  type LanguageStatusItem,
  languages,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from "vscode";
import type { ExecuteCommandSignature, LanguageClient } from "vscode-languageclient/node";
import { documentSelector } from "./documents";
import {
  PROGRAM_OUTPUT,
  type ProgramOutput,
  STOP_TRACE,
  TRACE,
  TRACE_CHANGED,
  TRACE_TEST,
  type TraceChanged,
  type Wanted,
} from "./traceProtocol";

export const SHOW_TABLE = "Show Execution Table";
export const SHOW_OUTPUT = "Show Output";

interface Running {
  readonly uri: string;
  readonly title: string;
  readonly item: LanguageStatusItem;
  report(message: string): void;
  finish(): void;
}

/** What the user sees of the traces that the server runs: progress, status, the program's output, and the outcome. */
export class Traces implements Disposable {
  private readonly output = window.createOutputChannel("ByteLens: Program");
  private readonly running = new Map<number, Running>();
  private readonly finished = new EventEmitter<TraceChanged>();
  private readonly changed = new EventEmitter<void>();
  private client: LanguageClient | undefined;
  /** Fires when a trace begins or ends. */
  readonly onDidChange = this.changed.event;
  /** Fires when a trace is whole. */
  readonly onDidFinish = this.finished.event;
  /** The document that was traced last. */
  lastUri: string | undefined;

  /** `showTable` runs if the user asks for the execution table of a document. */
  constructor(private readonly showTable: (uri: string) => Promise<void>) {}

  /** Listen to a client; it replaces the one before. */
  connect(client: LanguageClient): void {
    this.disconnect();
    this.client = client;
    client.onNotification(TRACE_CHANGED, (changed: TraceChanged) => this.change(changed));
    client.onNotification(PROGRAM_OUTPUT, ({ text }: ProgramOutput) => this.output.append(text));
  }

  /** The server is gone, for good or until another one is connected. */
  disconnect(): void {
    this.client = undefined;
    this.interrupt();
  }

  /** The server has died, or not begun: nothing runs any more. */
  interrupt(): void {
    for (const trace of [...this.running.keys()]) this.end(trace);
  }

  /** What is traced now. */
  get titles(): readonly string[] {
    return [...this.running.values()].map(({ title }) => title);
  }

  /** Whether a trace of a document runs. */
  isRunning(uri: string): boolean {
    return [...this.running.values()].some((running) => running.uri === uri);
  }

  /** Between whatever asks for a command of the server's (palette, lens, code action) and the server. */
  async execute(command: string, args: unknown[], next: ExecuteCommandSignature): Promise<unknown> {
    try {
      if ((command === TRACE || command === TRACE_TEST) && !(await this.mayRun(args[0] as Wanted))) {
        return undefined;
      }
      return await next(command, args);
    } catch (error) {
      void window.showErrorMessage(`ByteLens: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  }

  showOutput(): void {
    this.output.show(true);
  }

  dispose(): void {
    this.disconnect();
    this.output.dispose();
    this.finished.dispose();
    this.changed.dispose();
  }

  // The program that runs is the one on disk.
  private async mayRun({ uri }: Wanted): Promise<boolean> {
    if (!workspace.isTrusted) throw new Error("A trace runs the program: trust this workspace first.");
    const wanted = Uri.parse(uri).toString();
    const document = workspace.textDocuments.find((open) => open.uri.toString() === wanted);
    if (document === undefined || document.isUntitled || !document.isDirty) return true;
    if (await document.save()) return true;
    throw new Error("The file could not be saved, and a trace runs what is saved.");
  }

  private change(changed: TraceChanged): void {
    if (changed.outcome === null) {
      const running = this.running.get(changed.trace) ?? this.begin(changed);
      running.report(changed.message);
      return;
    }
    this.end(changed.trace);
    this.finished.fire(changed);
    void this.tell(changed);
  }

  private begin({ trace, uri, title }: TraceChanged): Running {
    if (this.running.size === 0) this.output.clear();
    this.lastUri = uri;
    const item = statusItem(trace, title);
    let progressReport: (message: string) => void = () => {};
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const where = { location: ProgressLocation.Notification, title: `Tracing ${title}`, cancellable: true };
    void window.withProgress(where, (progress, token: CancellationToken) => {
      progressReport = (message) => progress.report({ message });
      token.onCancellationRequested(() => this.stop(uri));
      return finished;
    });
    const report = (message: string) => {
      item.detail = message;
      progressReport(message);
    };
    const running = { uri, title, item, report, finish };
    this.running.set(trace, running);
    this.countChanged();
    return running;
  }

  private end(trace: number): void {
    const running = this.running.get(trace);
    this.running.delete(trace);
    running?.item.dispose();
    running?.finish();
    this.countChanged();
  }

  private countChanged(): void {
    void commands.executeCommand("setContext", "bytelens.isTracing", this.running.size > 0);
    this.changed.fire();
  }

  // Not through the registered command: this one must get through whatever else goes on.
  private stop(uri: string): void {
    const stopped = this.client?.sendRequest("workspace/executeCommand", {
      command: STOP_TRACE,
      arguments: [{ uri }],
    });
    stopped?.catch((error) => window.showErrorMessage(`ByteLens: ${error}`));
  }

  private async tell({ uri, message, outcome }: TraceChanged): Promise<void> {
    if (outcome === "error") {
      await window.showErrorMessage(`ByteLens: ${message}`);
      return;
    }
    const show = outcome === "failed" ? window.showWarningMessage : window.showInformationMessage;
    const answer = await show(message, SHOW_TABLE, SHOW_OUTPUT);
    if (answer === SHOW_TABLE) await this.showTable(uri);
    if (answer === SHOW_OUTPUT) this.showOutput();
  }
}

function statusItem(trace: number, title: string): LanguageStatusItem {
  const item = languages.createLanguageStatusItem(`bytelens.trace.${trace}`, documentSelector);
  item.name = "ByteLens Trace";
  item.text = `ByteLens: tracing ${title}`;
  item.busy = true;
  item.command = { title: "Stop Trace", command: "bytelens.stopTrace" };
  return item;
}
