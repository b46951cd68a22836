import { commands, type Disposable, window } from "vscode";
import type { Interpreters } from "./interpreter";
import { log } from "./log";
import { selectInterpreter } from "./picker";
import type { Server } from "./server";
import { toggleHints } from "./settings";

/** Register what package.json contributes to the command palette. */
export function registerCommands(server: Server, interpreters: Interpreters): Disposable[] {
  return [
    commands.registerCommand("bytelens.restart", () => server.restart()),
    commands.registerCommand("bytelens.toggleHints", () =>
      toggleHints(window.activeTextEditor?.document.uri),
    ),
    commands.registerCommand("bytelens.showLogs", () => log.show()),
    commands.registerCommand("bytelens.selectInterpreter", async () =>
      selectInterpreter(await interpreters.current()),
    ),
  ];
}
