import { type ExtensionContext, Uri } from "vscode";
import { registerCommands } from "./commands";
import { Interpreters } from "./interpreter";
import { log } from "./log";
import { Notice } from "./notice";
import { selectInterpreter } from "./picker";
import { Server } from "./server";
import { Status } from "./status";
import { Table } from "./table";
import { TraceCommands } from "./traceCommands";
import { Traces } from "./traces";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const bundled = Uri.joinPath(context.extensionUri, "bundled").fsPath;
  const interpreters = new Interpreters();
  const status = new Status();
  const notice = new Notice(async () => selectInterpreter(await interpreters.current()));
  const table = new Table(async (method, params) => server?.request(method, params));
  const traces = new Traces((uri) => table.show(uri));
  const started = new Server(bundled, interpreters, status, notice, traces);
  const traceCommands = new TraceCommands(traces, table, context.workspaceState, () => started.isRunning);
  server = started;
  context.subscriptions.push(
    log,
    interpreters,
    status,
    traces,
    table,
    traces.onDidFinish(({ uri }) => table.update(uri)),
    ...registerCommands(started, interpreters, traceCommands, context.globalState),
    interpreters.onDidChange(() => started.refresh()),
  );
  // Not awaited: commands and the status item are there at once, however long Python takes to start.
  void started.refresh();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
