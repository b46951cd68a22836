import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from "vscode";
import type { Status } from "./status";
import type { Statuses } from "./statuses";
import type { Traces } from "./traces";
import type { Work } from "./work";

/** What the item in the status bar says, and its hover. */
export interface Shown {
  readonly text: string;
  readonly hover: readonly string[];
  readonly isProblem: boolean;
}

/** What the item is about. */
export interface Facts {
  /** Of the server. */
  readonly state: "starting" | "running" | "problem";
  /** The versions of Python and NumPy, or why the server does not run. */
  readonly detail: string;
  /** What the file in view needs. */
  readonly need: { readonly text: string; readonly detail: string } | null;
  readonly isBusy: boolean;
  /** The programs that are traced. */
  readonly traced: readonly string[];
}

export function shown({ state, detail, need, isBusy, traced }: Facts): Shown {
  if (state === "problem") return { text: "$(error) ByteLens", hover: [detail], isProblem: true };
  const name = need?.text ?? "ByteLens";
  const isSpinning = state === "starting" || isBusy || traced.length > 0;
  const hover = traced.map((title) => `Tracing ${title} …`);
  if (state === "starting") hover.push("The server starts …");
  else if (isBusy) hover.push("Analysing …");
  hover.push(...[need?.detail ?? "", detail].filter((line) => line !== ""));
  return { text: `$(${isSpinning ? "loading~spin" : "symbol-array"}) ${name}`, hover, isProblem: false };
}

/** The item in the status bar while Python is in view: what the file needs, and what ByteLens is doing. */
export class StatusBar implements Disposable {
  private readonly item = window.createStatusBarItem("bytelens.need", StatusBarAlignment.Right, 100);
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly status: Status,
    private readonly statuses: Statuses,
    private readonly work: Work,
    private readonly traces: Traces,
  ) {
    this.item.name = "ByteLens";
    // The palette, with our commands alone: it knows which of them there are now, and their keys.
    this.item.command = {
      title: "Show Commands",
      command: "workbench.action.quickOpen",
      arguments: [">ByteLens: "],
    };
    this.subscriptions = [
      ...[status, statuses, work, traces].map(({ onDidChange }) => onDidChange(() => this.draw())),
      window.onDidChangeActiveTextEditor(() => this.draw()),
      this.item,
    ];
    this.draw();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private draw(): void {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== "python") {
      this.item.hide();
      return;
    }
    const { text, hover, isProblem } = shown({
      state: this.status.state,
      detail: this.status.detail,
      need: this.statuses.of(document)?.need ?? null,
      isBusy: this.work.busy,
      traced: this.traces.titles,
    });
    this.item.text = text;
    this.item.tooltip = tooltip(hover);
    this.item.accessibilityInformation = { label: ["ByteLens", ...hover].join(". ") };
    this.item.backgroundColor = isProblem ? new ThemeColor("statusBarItem.errorBackground") : undefined;
    this.item.show();
  }
}

function tooltip(lines: readonly string[]): MarkdownString {
  const text = new MarkdownString("**ByteLens**");
  for (const line of lines) text.appendMarkdown("\n\n").appendText(line);
  return text;
}
