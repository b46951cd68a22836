import { workspace } from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { createClient } from "./client";
import type { Interpreters } from "./interpreter";
import { log } from "./log";
import type { Notice } from "./notice";
import { probe } from "./probe";
import { type Environment, isProblem } from "./problem";
import { Queue } from "./queue";
import type { Status } from "./status";
import type { Traces } from "./traces";

/** The one server of this window: started under the interpreter of the moment, and again where that changes. */
export class Server {
  private readonly updates = new Queue(() => this.update());
  private client: LanguageClient | undefined;
  private runsUnder: string | undefined;
  private runsTrusted = false;
  private restartWanted = false;
  private stopWanted = false;

  /** `bundled` is the directory with launch.py and probe.py. */
  constructor(
    private readonly bundled: string,
    private readonly interpreters: Interpreters,
    private readonly status: Status,
    private readonly notice: Notice,
    private readonly traces: Traces,
  ) {}

  /** Whether there is a server to ask. */
  get isRunning(): boolean {
    return this.client?.isRunning() === true;
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
    const { command, source } = await this.interpreters.current();
    const restart = this.restartWanted;
    this.restartWanted = false;
    if (command === this.runsUnder && workspace.isTrusted === this.runsTrusted && !restart) return;
    await this.stopClient();
    this.status.starting();
    log.info(`Interpreter: ${command} (from ${source})`);
    const found = await probe(command, this.bundled, this.probeDirectory());
    if (isProblem(found)) {
      log.warn(found.message);
      this.status.problem(found.message);
      this.notice.show(command, found);
      return;
    }
    this.notice.reset();
    await this.startClient(command, found);
  }

  private async startClient(command: string, environment: Environment): Promise<void> {
    const client = createClient(environment.executable, this.bundled, this.traces);
    this.client = client;
    this.traces.connect(client);
    this.runsUnder = command;
    this.runsTrusted = workspace.isTrusted;
    client.onDidChangeState(({ newState }) => {
      // A client that we stopped has been replaced, or there is none; one that crashed starts again by itself.
      if (this.client !== client) return;
      if (newState !== State.Running) this.traces.interrupt();
      if (newState === State.Running) this.status.running(environment);
      else if (newState === State.Stopped) this.status.problem("The server stopped. Its log says why.");
      else this.status.starting();
    });
    try {
      await client.start();
      log.info(`Running under Python ${environment.python} with NumPy ${environment.numpy}`);
    } catch (error) {
      log.error(`The server did not start: ${error}`);
      this.status.problem("The server did not start. Its log says why.");
      this.runsUnder = undefined;
    }
  }

  private async stopClient(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.runsUnder = undefined;
    this.traces.disconnect();
    // Rejects where the server has died already, or does not answer in time and is killed.
    await client?.dispose().catch((error) => log.warn(`The server did not stop in order: ${error}`));
  }

  // An untrusted workspace has no say in what runs: neither by its files nor by a `.python-version`.
  private probeDirectory(): string {
    const folder = workspace.isTrusted ? workspace.workspaceFolders?.[0]?.uri : undefined;
    return folder?.scheme === "file" ? folder.fsPath : this.bundled;
  }
}
