import { workspace } from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { createClient } from "./client";
import type { Interpreter, Interpreters } from "./interpreter";
import { log } from "./log";
import type { Notice } from "./notice";
import { probe } from "./probe";
import { type Environment, isProblem } from "./problem";
import { Queue } from "./queue";
import type { Status } from "./status";
import type { Statuses } from "./statuses";
import type { Traces } from "./traces";
import type { Work } from "./work";

/** What a server is started by, and who hears of it. */
export interface Surroundings {
  readonly interpreters: Interpreters;
  readonly status: Status;
  readonly notice: Notice;
  readonly traces: Traces;
  readonly statuses: Statuses;
  readonly work: Work;
}

/** The one server of this window: started under the interpreter of the moment, and again where that changes. */
export class Server {
  private readonly updates = new Queue(() => this.update());
  private client: LanguageClient | undefined;
  private runsUnder: string | undefined;
  private runsTrusted = false;
  private restartWanted = false;
  private stopWanted = false;

  /** The interpreter that was looked at last, and who named it. */
  interpreter: Interpreter | undefined;

  /** `bundled` is the directory with launch.py and probe.py. */
  constructor(
    private readonly bundled: string,
    private readonly around: Surroundings,
  ) {}

  /** Whether there is a server to ask. */
  get isRunning(): boolean {
    return this.client?.isRunning() === true;
  }

  /** Under what the server runs, or why it does not. */
  get detail(): string {
    return this.around.status.detail;
  }

  /** Ask the server; rejects where it does not run, or answers with an error. */
  async request(method: string, params: unknown): Promise<unknown> {
    if (this.client === undefined || !this.isRunning) throw new Error("The server does not run.");
    return this.client.sendRequest(method, params);
  }

  /** Start the server, or start it again if the interpreter is another one by now, or the workspace is trusted. */
  refresh(): Promise<void> {
    return this.updates.request();
  }

  /** Start the server again in any case. */
  restart(): Promise<void> {
    this.restartWanted = true;
    return this.updates.request();
  }

  /** Stop the server for good. */
  stop(): Promise<void> {
    this.stopWanted = true;
    return this.updates.request();
  }

  private async update(): Promise<void> {
    if (this.stopWanted) return this.stopClient();
    const interpreter = await this.around.interpreters.current();
    const { command, source } = interpreter;
    const restart = this.restartWanted;
    this.restartWanted = false;
    if (command === this.runsUnder && workspace.isTrusted === this.runsTrusted && !restart) return;
    await this.stopClient();
    const { status, notice } = this.around;
    this.interpreter = interpreter;
    status.starting();
    log.info(`Interpreter: ${command} (from ${source})`);
    const found = await probe(command, this.bundled, this.probeDirectory());
    if (isProblem(found)) {
      log.warn(found.message);
      status.problem(found.message);
      notice.show(command, found);
      return;
    }
    notice.reset();
    await this.startClient(command, found);
  }

  private async startClient(command: string, environment: Environment): Promise<void> {
    const { status, traces, statuses, work } = this.around;
    const client = createClient(environment.executable, this.bundled, traces, work);
    this.client = client;
    traces.connect(client);
    statuses.connect(client);
    this.runsUnder = command;
    this.runsTrusted = workspace.isTrusted;
    client.onDidChangeState(({ newState }) => {
      // A client that we stopped has been replaced, or there is none; one that crashed starts again by itself.
      if (this.client !== client) return;
      if (newState !== State.Running) {
        traces.interrupt();
        statuses.forget();
      }
      if (newState === State.Running) status.running(environment);
      else if (newState === State.Stopped) status.problem("The server stopped. Its log says why.");
      else status.starting();
    });
    try {
      await client.start();
      log.info(`Running under Python ${environment.python} with NumPy ${environment.numpy}`);
    } catch (error) {
      log.error(`The server did not start: ${error}`);
      status.problem("The server did not start. Its log says why.");
      this.runsUnder = undefined;
    }
  }

  private async stopClient(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.runsUnder = undefined;
    this.around.traces.disconnect();
    this.around.statuses.forget();
    // Rejects where the server has died already, or does not answer in time and is killed.
    await client?.dispose().catch((error) => log.warn(`The server did not stop in order: ${error}`));
  }

  // An untrusted workspace has no say in what runs: neither by its files nor by a `.python-version`.
  private probeDirectory(): string {
    const folder = workspace.isTrusted ? workspace.workspaceFolders?.[0]?.uri : undefined;
    return folder?.scheme === "file" ? folder.fsPath : this.bundled;
  }
}
