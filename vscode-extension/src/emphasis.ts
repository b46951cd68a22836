import {
  DecorationRangeBehavior,
  type Disposable,
  OverviewRulerLane,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  window,
  workspace,
} from "vscode";
import type { Statuses } from "./statuses";
import type { Tier } from "./statusProtocol";

/** Marks behind the hints of lines that need a large share of the memory, and in the overview ruler. */
export class Emphasis implements Disposable {
  private readonly types: Readonly<Record<Tier, TextEditorDecorationType>> = {
    large: decoration("▲", "bytelens.largeForeground"),
    veryLarge: decoration("▲▲", "bytelens.veryLargeForeground"),
  };
  private readonly subscriptions: Disposable[];

  constructor(private readonly statuses: Statuses) {
    this.subscriptions = [
      statuses.onDidChange(() => this.draw()),
      window.onDidChangeVisibleTextEditors(() => this.draw()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("editor.inlayHints.enabled")) this.draw();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of [...this.subscriptions, ...Object.values(this.types)]) subscription.dispose();
  }

  private draw(): void {
    for (const editor of window.visibleTextEditors) this.drawIn(editor);
  }

  private drawIn(editor: TextEditor): void {
    const { document } = editor;
    const status = this.statuses.of(document);
    // Of an earlier version: the marks that are there have moved with the text, and the next status is on its way.
    if (status !== undefined && status.version !== document.version) return;
    const hints = workspace.getConfiguration("editor", document).get("inlayHints.enabled");
    const large = hints === "off" ? [] : (status?.large ?? []);
    for (const tier of ["large", "veryLarge"] as const) {
      const ranges = large
        .filter((line) => line.tier === tier)
        .map(({ line }) => document.lineAt(line).range);
      editor.setDecorations(this.types[tier], ranges);
    }
  }
}

function decoration(mark: string, color: string): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    // The mark stays at the end of its line while one types there, and on that line where one begins another.
    isWholeLine: true,
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    overviewRulerColor: new ThemeColor(color),
    overviewRulerLane: OverviewRulerLane.Right,
    after: { contentText: mark, color: new ThemeColor(color), margin: "0 0 0 0.5ch" },
  });
}
