import { beforeEach, expect, test, vi } from "vitest";
import { TraceCommands } from "../../src/traceCommands";
import { CLEAR_TRACE, STOP_TRACE, TRACE, TRACE_TEST } from "../../src/traceProtocol";
import { commands, editor, Memory, reset, Uri, window } from "./vscode";

const URI = "file:///project/prog.py";
const traces = { isRunning: vi.fn((_uri: string) => false), lastUri: undefined as string | undefined };
const table = { show: vi.fn(async (_uri: string) => {}) };
let ready: boolean;
let subject: TraceCommands;

beforeEach(() => {
  reset();
  ready = true;
  traces.lastUri = undefined;
  subject = new TraceCommands(traces as never, table as never, new Memory(), () => ready);
  view();
});

function inView(languageId = "python") {
  return { uri: Uri.parse(URI), languageId, isDirty: false, isUntitled: false, save: async () => true };
}

function view(languageId = "python"): void {
  editor.active = { document: inView(languageId), selection: { active: { line: 7 } } };
}

/** What was asked of the server. */
const asked = () => commands.executeCommand.mock.calls;

test("Trace This File asks for the file in view", async () => {
  await subject.traceFile();
  expect(asked()).toEqual([[TRACE, { uri: URI }]]);
});

test("what is asked in a cell is asked of its notebook, and so it is without a cursor", async () => {
  const uri = Uri.parse("file:///project/a.ipynb");
  const cell = { ...inView(), uri: Uri.parse("vscode-notebook-cell:///project/a.ipynb") };
  const notebook = { uri, notebookType: "jupyter-notebook", getCells: () => [{ document: cell }] };
  editor.notebooks = [{ ...notebook, getCells: () => [] }, notebook];
  editor.active = { document: cell, selection: { active: { line: 0 } } };
  await subject.traceFile();
  await subject.showTable();
  editor.activeNotebook = notebook;
  editor.active = undefined;
  await subject.traceNotebook();
  await subject.clear();
  traces.isRunning.mockReturnValueOnce(true);
  await subject.stop();
  const wanted = { uri: uri.toString() };
  expect(asked()).toEqual([
    [TRACE, wanted],
    [TRACE, wanted],
    [CLEAR_TRACE, wanted],
    [STOP_TRACE, wanted],
  ]);
  expect(table.show.mock.calls).toEqual([[wanted.uri]]);
});

test("without a notebook of Jupyter's in view there is none to trace", async () => {
  await subject.traceNotebook();
  editor.activeNotebook = { uri: Uri.parse(URI), notebookType: "other", getCells: () => [] };
  await subject.traceNotebook();
  expect(asked()).toEqual([]);
  expect(window.showInformationMessage).toHaveBeenCalledTimes(2);
});

test("Trace Test at Cursor asks for the test at its line", async () => {
  await subject.traceTestAtCursor();
  expect(asked()).toEqual([[TRACE_TEST, { uri: URI, line: 7 }]]);
});

test("Trace with Arguments remembers them for the file", async () => {
  window.showInputBox.mockResolvedValue("-n 5 'a b'");
  await subject.traceWithArguments();
  expect(asked()).toEqual([[TRACE, { uri: URI, arguments: ["-n", "5", "a b"] }]]);
  await subject.traceWithArguments();
  const [first, second] = window.showInputBox.mock.calls;
  expect(first?.[0]).toMatchObject({ value: "" });
  expect(second?.[0]).toMatchObject({ value: "-n 5 'a b'" });
});

test("whoever leaves the input of arguments starts nothing", async () => {
  window.showInputBox.mockResolvedValue(undefined);
  await subject.traceWithArguments();
  expect(asked()).toEqual([]);
});

test("without Python in view there is nothing to trace", async () => {
  view("markdown");
  await subject.traceFile();
  await subject.traceTestAtCursor();
  await subject.traceWithArguments();
  expect(asked()).toEqual([]);
  expect(window.showInformationMessage).toHaveBeenCalledTimes(3);
});

test("Stop Trace ends the trace in view, or else every one", async () => {
  traces.isRunning.mockReturnValue(true);
  await subject.stop();
  traces.isRunning.mockReturnValue(false);
  await subject.stop();
  expect(asked()).toEqual([[STOP_TRACE, { uri: URI }], [STOP_TRACE]]);
});

test("Clear Trace clears the document in view, or else everything", async () => {
  await subject.clear();
  view("markdown");
  await subject.clear();
  expect(asked()).toEqual([[CLEAR_TRACE, { uri: URI }], [CLEAR_TRACE]]);
});

test("Show Execution Table shows the trace in view, or else the last", async () => {
  traces.lastUri = "file:///last.py";
  await subject.showTable();
  view("markdown");
  await subject.showTable();
  expect(table.show.mock.calls).toEqual([[URI], ["file:///last.py"]]);
});

test("without a server it says so", async () => {
  ready = false;
  await subject.traceFile();
  expect(asked()).toEqual([]);
  expect(window.showWarningMessage).toHaveBeenCalledOnce();
});
