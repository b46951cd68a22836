import { window } from "vscode";
import type { Problem } from "./problem";

const SELECT = "Select Interpreter";

/** Tells the user about an interpreter that will not do: once, until another interpreter is chosen. */
export class Notice {
  private shownFor: string | undefined;

  /** `select` runs if the user asks to choose another interpreter. */
  constructor(private readonly select: () => Promise<void>) {}

  /** Returns at once; the message stands until the user answers it. */
  show(command: string, problem: Problem): void {
    if (this.shownFor === command) return;
    this.shownFor = command;
    void window.showWarningMessage(problem.message, SELECT).then((answer) => {
      if (answer === SELECT) return this.select();
      return undefined;
    });
  }

  /** An interpreter did well: should a problem come back, it is news again. */
  reset(): void {
    this.shownFor = undefined;
  }
}
