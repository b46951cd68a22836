import { type ExtensionContext, Uri } from "vscode";
import { registerCommands } from "./commands";
import { Interpreters } from "./interpreter";
import { log } from "./log";
import { Notice } from "./notice";
import { selectInterpreter } from "./picker";
import { Server } from "./server";
import { Status } from "./status";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const bundled = Uri.joinPath(context.extensionUri, "bundled").fsPath;
  const interpreters = new Interpreters();
  const status = new Status();
  const notice = new Notice(async () => selectInterpreter(await interpreters.current()));
  server = new Server(bundled, interpreters, status, notice);
  context.subscriptions.push(
    log,
    interpreters,
    status,
    ...registerCommands(server, interpreters),
    interpreters.onDidChange(() => server?.refresh()),
  );
  // Not awaited: commands and the status item are there at once, however long Python takes to start.
  void server.refresh();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
