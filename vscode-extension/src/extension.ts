import { type ExtensionContext, Uri } from "vscode";
import { registerCommands } from "./commands";
import { Emphasis } from "./emphasis";
import { Interpreters } from "./interpreter";
import { log } from "./log";
import { Notice } from "./notice";
import { selectInterpreter } from "./picker";
import { Server } from "./server";
import { Status } from "./status";
import { StatusBar } from "./statusBar";
import { Statuses } from "./statuses";
import { Table } from "./table";
import { TraceCommands } from "./traceCommands";
import { Traces } from "./traces";
import { WhatIf } from "./whatIf";
import { Work } from "./work";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const bundled = Uri.joinPath(context.extensionUri, "bundled").fsPath;
  const interpreters = new Interpreters();
  const status = new Status();
  const statuses = new Statuses();
  const work = new Work();
  const notice = new Notice(async () => selectInterpreter(await interpreters.current()));
  const table = new Table(async (method, params) => server?.request(method, params));
  const traces = new Traces((uri) => table.show(uri));
  const around = { interpreters, status, notice, traces, statuses, work };
  const started = new Server(bundled, around);
  const traceCommands = new TraceCommands(traces, table, context.workspaceState, () => started.isRunning);
  const whatIf = new WhatIf(
    (method, params) => started.request(method, params),
    () => started.isRunning,
  );
  server = started;
  context.subscriptions.push(
    log,
    interpreters,
    status,
    statuses,
    work,
    traces,
    new StatusBar(status, statuses, work, traces),
    new Emphasis(statuses),
    table,
    traces.onDidFinish(({ uri }) => table.update(uri)),
    ...registerCommands(
      started,
      interpreters,
      traceCommands,
      whatIf,
      context.globalState,
      Uri.joinPath(context.extensionUri, "walkthrough"),
    ),
    interpreters.onDidChange(() => started.refresh()),
  );
  // Not awaited: commands and the status item are there at once, however long Python takes to start.
  void started.refresh();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
