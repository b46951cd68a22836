import { type Disposable, EventEmitter, LanguageStatusSeverity, languages } from "vscode";
import { documentSelector } from "./documents";
import type { Environment } from "./problem";

/** How the server is, with an item in the language status of Python files that says so. */
export class Status implements Disposable {
  private readonly item = languages.createLanguageStatusItem("bytelens.status", documentSelector);
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  state: "starting" | "running" | "problem" = "starting";
  /** The Python and NumPy under which it runs, or why it does not. */
  detail = "";

  constructor() {
    this.item.name = "ByteLens";
    this.item.command = { title: "Show Logs", command: "bytelens.showLogs" };
    this.starting();
  }

  starting(): void {
    this.state = "starting";
    this.set("ByteLens: starting", "", LanguageStatusSeverity.Information);
  }

  running({ python, numpy, executable }: Environment): void {
    this.state = "running";
    this.set(
      "ByteLens",
      `NumPy ${numpy}, Python ${python}, ${executable}`,
      LanguageStatusSeverity.Information,
    );
  }

  /** The server does not run; `reason` says why. */
  problem(reason: string): void {
    this.state = "problem";
    this.set("ByteLens: not running", reason, LanguageStatusSeverity.Error);
  }

  dispose(): void {
    this.item.dispose();
    this.changed.dispose();
  }

  private set(text: string, detail: string, severity: LanguageStatusSeverity): void {
    this.item.text = text;
    this.item.detail = this.detail = detail;
    this.item.severity = severity;
    this.item.busy = this.state === "starting";
    this.changed.fire();
  }
}
