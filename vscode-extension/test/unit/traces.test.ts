import { beforeEach, expect, test, vi } from "vitest";
import {
  PROGRAM_OUTPUT,
  STOP_TRACE,
  TRACE,
  TRACE_CHANGED,
  TRACE_TEST,
  type TraceChanged,
} from "../../src/traceProtocol";
import { SHOW_OUTPUT, SHOW_TABLE, Traces } from "../../src/traces";
import { commands, type Document, editor, reset, Uri, window } from "./vscode";

const URI = "file:///project/prog.py";
const CHANGED: TraceChanged = { trace: 1, uri: URI, title: "prog.py", message: "running", outcome: null };

/** Stands in for the client of vscode-languageclient. */
class Client {
  readonly requests: unknown[] = [];
  private readonly handlers = new Map<string, (params: unknown) => void>();
  onNotification(method: string, handler: (params: unknown) => void): void {
    this.handlers.set(method, handler);
  }
  notify(method: string, params: unknown): void {
    this.handlers.get(method)?.(params);
  }
  async sendRequest(...request: unknown[]): Promise<void> {
    this.requests.push(request);
  }
}

const showTable = vi.fn(async (_uri: string) => {});
const next = vi.fn(async (_command: string, _args: unknown[]): Promise<unknown> => undefined);
let client: Client;
let traces: Traces;

beforeEach(() => {
  reset();
  for (const show of [window.showInformationMessage, window.showWarningMessage, window.showErrorMessage]) {
    show.mockResolvedValue(undefined);
  }
  client = new Client();
  traces = new Traces(showTable);
  traces.connect(client as never);
});

function change(changes: Partial<TraceChanged> = {}): void {
  client.notify(TRACE_CHANGED, { ...CHANGED, ...changes });
}

function open(changes: Partial<Document> = {}): Document {
  const save = vi.fn(async () => true);
  const document = { uri: Uri.parse(URI), languageId: "python", isDirty: false, isUntitled: false, save };
  editor.documents = [{ ...document, ...changes }];
  return editor.documents[0] as Document;
}

test("a trace has progress, which says how far it is", async () => {
  change();
  change({ message: "5 steps" });
  expect(editor.progress).toMatchObject([
    { title: "Tracing prog.py", messages: ["running", "5 steps"], done: false },
  ]);
  change({ outcome: "done", message: "prog.py: end" });
  await vi.waitFor(() => expect(editor.progress[0]?.done).toBe(true));
});

test("the status item says that a trace runs, and leads to its end", () => {
  change();
  expect(editor.statusItems).toMatchObject([
    { text: "ByteLens: tracing prog.py", busy: true, command: { command: "bytelens.stopTrace" } },
  ]);
  expect(traces.isRunning(URI)).toBe(true);
  change({ outcome: "cancelled" });
  expect(editor.statusItems).toEqual([]);
  expect(traces.isRunning(URI)).toBe(false);
});

test("to cancel the progress ends the program", () => {
  change();
  editor.progress[0]?.cancel();
  expect(client.requests).toEqual([
    ["workspace/executeCommand", { command: STOP_TRACE, arguments: [{ uri: URI }] }],
  ]);
});

test("what the program writes goes to its own channel, which each trace begins anew", () => {
  change();
  client.notify(PROGRAM_OUTPUT, { trace: 1, uri: URI, text: "one\n" });
  client.notify(PROGRAM_OUTPUT, { trace: 1, uri: URI, text: "two\n" });
  expect(editor.output).toBe("one\ntwo\n");
  change({ outcome: "done" });
  expect(editor.output).toBe("one\ntwo\n");
  change({ trace: 2 });
  expect(editor.output).toBe("");
});

test.each([
  ["done", window.showInformationMessage],
  ["cancelled", window.showInformationMessage],
  ["limit", window.showInformationMessage],
  ["failed", window.showWarningMessage],
] as const)("how it went is told: %s", async (outcome, show) => {
  change();
  change({ outcome, message: "prog.py: so" });
  expect(show).toHaveBeenCalledExactlyOnceWith("prog.py: so", SHOW_TABLE, SHOW_OUTPUT);
});

test("the message leads to the execution table", async () => {
  window.showInformationMessage.mockResolvedValue(SHOW_TABLE);
  change();
  change({ outcome: "done" });
  await vi.waitFor(() => expect(showTable).toHaveBeenCalledExactlyOnceWith(URI));
});

test("a program that could not be run is an error without a table", () => {
  change();
  change({ outcome: "error", message: "no interpreter" });
  expect(window.showErrorMessage).toHaveBeenCalledExactlyOnceWith("ByteLens: no interpreter");
});

test("whoever listens learns that a trace is whole", () => {
  const heard: TraceChanged[] = [];
  traces.onDidFinish((finished) => heard.push(finished));
  change();
  expect(heard).toEqual([]);
  change({ outcome: "done" });
  expect(heard).toMatchObject([{ uri: URI, outcome: "done" }]);
});

test("menus and whoever listens know whether a program is traced", () => {
  const heard = vi.fn();
  traces.onDidChange(heard);
  change();
  expect(traces.titles).toEqual(["prog.py"]);
  expect(commands.executeCommand).toHaveBeenLastCalledWith("setContext", "bytelens.isTracing", true);
  change({ message: "further" });
  change({ outcome: "done" });
  expect(traces.titles).toEqual([]);
  expect(commands.executeCommand).toHaveBeenLastCalledWith("setContext", "bytelens.isTracing", false);
  expect(heard).toHaveBeenCalledTimes(2);
});

test("a server that dies takes its traces with it", async () => {
  change();
  change({ trace: 2, uri: "file:///other.py" });
  traces.interrupt();
  expect(editor.statusItems).toEqual([]);
  await vi.waitFor(() => expect(editor.progress.map(({ done }) => done)).toEqual([true, true]));
});

test("a command passes on its way to the server", async () => {
  open();
  next.mockResolvedValue({ trace: 1 });
  expect(await traces.execute(TRACE, [{ uri: URI }], next)).toEqual({ trace: 1 });
  expect(next).toHaveBeenCalledExactlyOnceWith(TRACE, [{ uri: URI }]);
});

test.each([TRACE, TRACE_TEST])("a document is saved before it runs: %s", async (command) => {
  const document = open({ isDirty: true });
  await traces.execute(command, [{ uri: URI }], next);
  expect(document.save).toHaveBeenCalledOnce();
  expect(next).toHaveBeenCalledOnce();
});

test("a document that cannot be saved does not run", async () => {
  open({ isDirty: true, save: async () => false });
  await traces.execute(TRACE, [{ uri: URI }], next);
  expect(next).not.toHaveBeenCalled();
  expect(window.showErrorMessage).toHaveBeenCalledOnce();
});

test("what runs nothing saves nothing", async () => {
  const document = open({ isDirty: true });
  await traces.execute(STOP_TRACE, [{ uri: URI }], next);
  expect(document.save).not.toHaveBeenCalled();
  expect(next).toHaveBeenCalledOnce();
});

test("nothing runs in an untrusted workspace", async () => {
  editor.trusted = false;
  await traces.execute(TRACE, [{ uri: URI }], next);
  expect(next).not.toHaveBeenCalled();
  expect(window.showErrorMessage).toHaveBeenCalledExactlyOnceWith(
    "ByteLens: A trace runs the program: trust this workspace first.",
  );
});

test("why the server refuses is told", async () => {
  next.mockRejectedValue(new Error("A trace of prog.py is running."));
  await traces.execute(TRACE, [{ uri: URI }], next);
  expect(window.showErrorMessage).toHaveBeenCalledExactlyOnceWith("ByteLens: A trace of prog.py is running.");
});
