import { type Disposable, LanguageStatusSeverity, languages } from "vscode";
import { documentSelector } from "./documents";
import type { Environment } from "./problem";

/** The item in the language status of Python files: what the server is doing, and under which Python. */
export class Status implements Disposable {
  private readonly item = languages.createLanguageStatusItem("bytelens.status", documentSelector);

  constructor() {
    this.item.name = "ByteLens";
    this.item.command = { title: "Show Logs", command: "bytelens.showLogs" };
    this.starting();
  }

  starting(): void {
    this.set("ByteLens: starting", "", LanguageStatusSeverity.Information);
    this.item.busy = true;
  }

  running({ python, numpy }: Environment): void {
    this.set("ByteLens", `Python ${python}, NumPy ${numpy}`, LanguageStatusSeverity.Information);
  }

  /** The server does not run; `reason` says why. */
  problem(reason: string): void {
    this.set("ByteLens: not running", reason, LanguageStatusSeverity.Error);
  }

  dispose(): void {
    this.item.dispose();
  }

  private set(text: string, detail: string, severity: LanguageStatusSeverity): void {
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = severity;
    this.item.busy = false;
  }
}
