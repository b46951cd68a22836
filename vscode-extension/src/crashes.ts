import { commands, window } from "vscode";
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
  type Message,
} from "vscode-languageclient/node";

export const SHOW_LOGS = "Show Logs";
export const RESTART = "Restart Server";

/** A server that dies more often than this within these minutes would go on doing so. */
const MOST_CRASHES = 4;
const WITHIN_MS = 3 * 60_000;

/** After so many messages in a row that cannot be written, the connection is of no use. */
const MOST_ERRORS = 3;

/** Where the server dies, it starts again, and the user is told of the first time alone, with a way to the log. */
export class Crashes implements ErrorHandler {
  private times: number[] = [];
  private told = false;

  error(_error: Error, _message: Message | undefined, count: number | undefined): ErrorHandlerResult {
    const action = count !== undefined && count <= MOST_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown;
    return { action, handled: true };
  }

  closed(): CloseHandlerResult {
    const now = Date.now();
    this.times = [...this.times.filter((time) => now - time < WITHIN_MS), now];
    if (this.times.length > MOST_CRASHES) {
      const message = "The server of ByteLens keeps stopping, and is not started again.";
      void tell(window.showErrorMessage(message, SHOW_LOGS, RESTART));
      return { action: CloseAction.DoNotRestart, message, handled: true };
    }
    const message = "The server of ByteLens stopped unexpectedly, and is started again.";
    if (!this.told) void tell(window.showWarningMessage(message, SHOW_LOGS));
    this.told = true;
    return { action: CloseAction.Restart, message, handled: true };
  }
}

async function tell(answered: Thenable<string | undefined>): Promise<void> {
  const answer = await answered;
  if (answer === SHOW_LOGS) await commands.executeCommand("bytelens.showLogs");
  if (answer === RESTART) await commands.executeCommand("bytelens.restart");
}
