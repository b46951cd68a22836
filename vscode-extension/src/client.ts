import { join } from "node:path";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import { Crashes } from "./crashes";
import { documentSelector } from "./documents";
import { withCommands } from "./links";
import { log } from "./log";
import { initializationOptions } from "./settings";
import type { Traces } from "./traces";
import { ASK_WHAT_IF } from "./whatIfProtocol";
import type { Work } from "./work";

/** A client that will run the bundled server under the interpreter at `executable`; not started yet. */
export function createClient(
  executable: string,
  bundled: string,
  traces: Traces,
  work: Work,
): LanguageClient {
  return new LanguageClient(
    "bytelens",
    "ByteLens",
    {
      command: executable,
      args: [join(bundled, "launch.py"), "lsp"],
      // Not the workspace: see launch.py.
      options: { cwd: bundled },
    },
    {
      documentSelector,
      initializationOptions: initializationOptions(),
      synchronize: { configurationSection: "bytelens" },
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: new Crashes(),
      // Hovers may quote the program: nothing else than this command is led to.
      markdown: { isTrusted: { enabledCommands: [ASK_WHAT_IF] } },
      middleware: {
        executeCommand: (command, args, next) => traces.execute(command, args, next),
        provideInlayHints: (document, range, token, next) =>
          work.watch(Promise.resolve(next(document, range, token))),
        resolveInlayHint: async (hint, token, next) => withCommands(await next(hint, token)),
      },
    },
  );
}
