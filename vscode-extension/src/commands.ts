import { commands, type Disposable, type Memento, type Uri, window } from "vscode";
import { copyDebugInformation } from "./debugInformation";
import { openExample } from "./example";
import type { Interpreters } from "./interpreter";
import { log } from "./log";
import { selectInterpreter } from "./picker";
import type { Server } from "./server";
import { toggleHints } from "./settings";
import type { TraceCommands } from "./traceCommands";
import type { WhatIf } from "./whatIf";
import { ASK_WHAT_IF, type Asked } from "./whatIfProtocol";

/**
 * Register what package.json contributes to the command palette. `memory` outlives the window; `walkthrough` is the
 * folder of the walkthrough.
 */
export function registerCommands(
  server: Server,
  interpreters: Interpreters,
  traces: TraceCommands,
  whatIf: WhatIf,
  memory: Memento,
  walkthrough: Uri,
): Disposable[] {
  return [
    commands.registerCommand("bytelens.restart", () => server.restart()),
    commands.registerCommand("bytelens.toggleHints", () =>
      toggleHints(memory, window.activeTextEditor?.document.uri),
    ),
    commands.registerCommand("bytelens.showLogs", () => log.show()),
    commands.registerCommand("bytelens.debugInformation", () => copyDebugInformation(server)),
    commands.registerCommand("bytelens.openExample", () => openExample(walkthrough)),
    commands.registerCommand("bytelens.selectInterpreter", async () =>
      selectInterpreter(await interpreters.current()),
    ),
    commands.registerCommand("bytelens.traceFile", () => traces.traceFile()),
    commands.registerCommand("bytelens.traceNotebook", () => traces.traceNotebook()),
    commands.registerCommand("bytelens.traceTest", () => traces.traceTestAtCursor()),
    commands.registerCommand("bytelens.traceWithArguments", () => traces.traceWithArguments()),
    commands.registerCommand("bytelens.stopTrace", () => traces.stop()),
    commands.registerCommand("bytelens.clearTrace", () => traces.clear()),
    commands.registerCommand("bytelens.showTable", () => traces.showTable()),
    commands.registerCommand(ASK_WHAT_IF, (asked?: Asked) => whatIf.ask(asked)),
    commands.registerCommand("bytelens.clearWhatIf", () => whatIf.clear()),
  ];
}
