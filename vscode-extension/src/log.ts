import { type LogOutputChannel, window } from "vscode";

/** So many messages are kept for the debug information. */
const KEPT = 50;

/** A log in the Output view, of which the last messages can be told again. */
class Log implements LogOutputChannel {
  private readonly channel = window.createOutputChannel("ByteLens", { log: true });
  private readonly kept: string[] = [];
  readonly name = this.channel.name;
  readonly onDidChangeLogLevel = this.channel.onDidChangeLogLevel;

  /** The last messages, the oldest first, each with its level. */
  get last(): readonly string[] {
    return this.kept;
  }

  get logLevel() {
    return this.channel.logLevel;
  }

  error(message: string | Error, ...more: unknown[]): void {
    this.keep("error", message);
    this.channel.error(message, ...more);
  }

  warn(message: string, ...more: unknown[]): void {
    this.keep("warning", message);
    this.channel.warn(message, ...more);
  }

  info(message: string, ...more: unknown[]): void {
    this.keep("info", message);
    this.channel.info(message, ...more);
  }

  // What follows is not kept: it may hold anything.
  debug(message: string, ...more: unknown[]): void {
    this.channel.debug(message, ...more);
  }

  trace(message: string, ...more: unknown[]): void {
    this.channel.trace(message, ...more);
  }

  append(value: string): void {
    this.channel.append(value);
  }

  appendLine(value: string): void {
    this.channel.appendLine(value);
  }

  replace(value: string): void {
    this.channel.replace(value);
  }

  clear(): void {
    this.channel.clear();
  }

  show(): void {
    this.channel.show();
  }

  hide(): void {
    this.channel.hide();
  }

  dispose(): void {
    this.channel.dispose();
  }

  private keep(level: string, message: string | Error): void {
    this.kept.push(`${level}: ${message}`);
    if (this.kept.length > KEPT) this.kept.shift();
  }
}

/** The extension's and the server's messages, in the Output view under "ByteLens". */
export const log = new Log();
