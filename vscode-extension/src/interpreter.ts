import { type Disposable, EventEmitter, extensions, type Uri, window, workspace } from "vscode";
import { type EnvironmentSource, environmentSources } from "./environments";
import { log } from "./log";
import { interpreterSetting } from "./settings";

/** The Python that the server is to run under. */
export interface Interpreter {
  /** A path, or a name to look up on PATH. */
  readonly command: string;
  /** Who named it: the setting, one of the Python extensions (by its id), or nobody. */
  readonly source: string;
}

export const FROM_SETTING = "setting";
export const FROM_PATH = "PATH";

/**
 * Finds the interpreter: the setting, then the Python Environments extension, then the Python extension, then PATH.
 */
export class Interpreters implements Disposable {
  private readonly changed = new EventEmitter<void>();
  /** Fires where the answer of {@link current} may have changed; often more than once for one change. */
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: Disposable[] = [];
  private readonly watched = new Set<string>();

  constructor(private readonly sources: readonly EnvironmentSource[] = environmentSources) {
    const fire = () => this.changed.fire();
    this.subscriptions.push(
      this.changed,
      extensions.onDidChange(fire),
      workspace.onDidGrantWorkspaceTrust(fire),
      workspace.onDidChangeWorkspaceFolders(fire),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("bytelens.interpreter")) fire();
      }),
    );
  }

  /** The interpreter to use now; whether it exists, and runs, is not known yet. */
  async current(): Promise<Interpreter> {
    const setting = interpreterSetting();
    if (setting !== "") return { command: setting, source: FROM_SETTING };
    const command = workspace.isTrusted ? await this.fromExtensions() : undefined;
    return command ?? { command: process.platform === "win32" ? "python" : "python3", source: FROM_PATH };
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  // Not asked in an untrusted workspace: the environment may be a directory of that workspace.
  private async fromExtensions(): Promise<Interpreter | undefined> {
    for (const source of this.sources) {
      try {
        const command = await this.ask(source);
        if (command !== undefined) return { command, source: source.id };
      } catch (error) {
        log.warn(`${source.id} does not tell its interpreter: ${error}`);
      }
    }
    return undefined;
  }

  private async ask(source: EnvironmentSource): Promise<string | undefined> {
    const environments = await source.load();
    if (environments !== undefined && !this.watched.has(source.id)) {
      this.watched.add(source.id);
      this.subscriptions.push(environments.onDidChange(() => this.changed.fire()));
    }
    return environments?.interpreter(resourceInQuestion());
  }
}

/** One server serves the window: the first folder decides, or the file in view where no folder is open. */
function resourceInQuestion(): Uri | undefined {
  return workspace.workspaceFolders?.[0]?.uri ?? window.activeTextEditor?.document.uri;
}
