import { beforeEach, expect, test, vi } from "vitest";
import { Interpreters } from "../../src/interpreter";
import { Notice } from "../../src/notice";
import type { Environment, Problem } from "../../src/problem";
import { Server } from "../../src/server";
import { Status } from "../../src/status";
import { Statuses } from "../../src/statuses";
import { Traces } from "../../src/traces";
import { Work } from "../../src/work";
import { EventEmitter, editor, LanguageStatusSeverity, reset, window } from "./vscode";

enum State {
  Stopped = 1,
  Running = 2,
  Starting = 3,
}

/** Stands in for the client of vscode-languageclient. */
class Client {
  private readonly changed = new EventEmitter<{ newState: State }>();
  readonly onDidChangeState = this.changed.event;
  running = false;

  onNotification(): void {}

  isRunning(): boolean {
    return this.running;
  }

  async sendRequest(method: string, params: unknown): Promise<unknown> {
    return { method, params };
  }

  constructor(readonly executable: string) {
    clients.push(this);
  }

  async start(): Promise<void> {
    this.become(State.Starting);
    if (failure !== undefined) throw failure;
    this.running = true;
    this.become(State.Running);
  }

  async dispose(): Promise<void> {
    this.running = false;
    this.become(State.Stopped);
  }

  become(newState: State): void {
    this.changed.fire({ newState });
  }
}

const GOOD: Environment = { executable: "/real/python", python: "3.12.1", numpy: "2.1.0" };
const BAD: Problem = { message: "ByteLens needs NumPy." };

const probe = vi.hoisted(() => vi.fn());
let clients: Client[] = [];
let failure: Error | undefined;

vi.mock("../../src/probe", () => ({ probe }));
vi.mock("vscode-languageclient/node", () => ({ State: { Stopped: 1, Running: 2, Starting: 3 } }));
vi.mock("../../src/client", () => ({ createClient: (executable: string) => new Client(executable) }));

beforeEach(() => {
  reset();
  clients = [];
  failure = undefined;
  probe.mockResolvedValue(GOOD);
  window.showWarningMessage.mockResolvedValue(undefined);
});

function newServer(): Server {
  return new Server("/bundled", {
    interpreters: new Interpreters([]),
    status: new Status(),
    notice: new Notice(async () => {}),
    traces: new Traces(async () => {}),
    statuses: new Statuses(),
    work: new Work(),
  });
}

function choose(interpreter: string): void {
  editor.configuration.set("interpreter", { global: interpreter });
}

const status = () => editor.statusItems[0];
const running = () => clients.filter((client) => client.running).length;

test("the server starts under the interpreter that the probe found", async () => {
  await newServer().refresh();
  expect(clients.map((client) => client.executable)).toEqual(["/real/python"]);
  expect(status()).toMatchObject({ detail: "NumPy 2.1.0, Python 3.12.1, /real/python", busy: false });
});

test("the status item leads to the logs", () => {
  newServer();
  expect(status()).toMatchObject({ busy: true, command: { command: "bytelens.showLogs" } });
});

test("the server starts again once the workspace is trusted", async () => {
  editor.trusted = false;
  const server = newServer();
  await server.refresh();
  editor.trusted = true;
  await server.refresh();
  expect(clients).toHaveLength(2);
  expect(running()).toBe(1);
});

test("events that change nothing do not restart the server", async () => {
  const server = newServer();
  await Promise.all([server.refresh(), server.refresh(), server.refresh()]);
  expect(clients).toHaveLength(1);
});

test("another interpreter restarts the server, and never two run", async () => {
  const server = newServer();
  choose("/a");
  await server.refresh();
  choose("/b");
  await Promise.all([server.refresh(), server.refresh()]);
  expect(clients).toHaveLength(2);
  expect(running()).toBe(1);
  expect(probe.mock.calls.map(([command]) => command)).toEqual(["/a", "/b"]);
});

test("Restart Server restarts under the same interpreter", async () => {
  const server = newServer();
  await server.refresh();
  await server.restart();
  expect(clients).toHaveLength(2);
  expect(running()).toBe(1);
});

test("a problem is told once, shown by the status item, and stops the server", async () => {
  const server = newServer();
  choose("/a");
  await server.refresh();
  probe.mockResolvedValue(BAD);
  choose("/b");
  await server.refresh();
  await server.restart();
  await server.refresh();
  expect(running()).toBe(0);
  expect(window.showWarningMessage).toHaveBeenCalledExactlyOnceWith(BAD.message, "Select Interpreter");
  expect(status()).toMatchObject({
    detail: BAD.message,
    severity: LanguageStatusSeverity.Error,
    busy: false,
  });
});

test("a problem that is mended lets the server start at the next event", async () => {
  probe.mockResolvedValue(BAD);
  const server = newServer();
  await server.refresh();
  probe.mockResolvedValue(GOOD);
  await server.refresh();
  expect(running()).toBe(1);
});

test("a server that does not start is shown by the status item and can be started again", async () => {
  failure = new Error("broken");
  const server = newServer();
  await server.refresh();
  expect(status()).toMatchObject({ severity: LanguageStatusSeverity.Error });
  failure = undefined;
  await server.restart();
  expect(running()).toBe(1);
  expect(status()).toMatchObject({ detail: "NumPy 2.1.0, Python 3.12.1, /real/python" });
});

test("a server that dies is shown by the status item, and so is its return", async () => {
  await newServer().refresh();
  clients[0]?.become(State.Stopped);
  expect(status()).toMatchObject({ severity: LanguageStatusSeverity.Error });
  clients[0]?.become(State.Starting);
  expect(status()).toMatchObject({ busy: true });
  clients[0]?.become(State.Running);
  expect(status()).toMatchObject({ severity: LanguageStatusSeverity.Information, busy: false });
});

test("the server can be asked while it runs", async () => {
  const server = newServer();
  await expect(server.request("m", 1)).rejects.toThrow("does not run");
  expect(server.isRunning).toBe(false);
  await server.refresh();
  expect(server.isRunning).toBe(true);
  expect(await server.request("m", 1)).toEqual({ method: "m", params: 1 });
  await server.stop();
  await expect(server.request("m", 1)).rejects.toThrow("does not run");
});

test("after stop nothing starts again", async () => {
  const server = newServer();
  await server.refresh();
  await server.stop();
  await server.restart();
  expect(clients).toHaveLength(1);
  expect(running()).toBe(0);
});

test("the interpreter is looked for in the folder, but not in one that is not trusted", async () => {
  editor.folders = [{ uri: { fsPath: "/project", scheme: "file" } }];
  const server = newServer();
  await server.refresh();
  editor.trusted = false;
  await server.restart();
  expect(probe.mock.calls.map(([, , directory]) => directory)).toEqual(["/project", "/bundled"]);
});
