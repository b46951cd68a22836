import { beforeEach, expect, test, vi } from "vitest";
import { ALL_FLOAT32, CLEAR, SOMETHING_ELSE, WhatIf } from "../../src/whatIf";
import { type Assumable, CLEAR_WHAT_IF, WHAT_IF, WHAT_IF_AT } from "../../src/whatIfProtocol";
import { commands, editor, reset, Uri, window } from "./vscode";

const URI = "file:///project/prog.py";
const LITERAL = { about: "3:18", shown: "200", value: "200" };
let known: Assumable | null;
let ready: boolean;
let subject: WhatIf;
const request = vi.fn();

beforeEach(() => {
  reset();
  ready = true;
  known = { here: null, names: { n: "1000", k: "" }, assumed: null };
  request.mockImplementation(async () => known);
  subject = new WhatIf(request, () => ready);
  view();
});

function view(languageId = "python"): void {
  const document = {
    uri: Uri.parse(URI),
    languageId,
    isDirty: false,
    isUntitled: false,
    save: async () => true,
  };
  editor.active = { document, selection: { active: { line: 2, character: 17 } as never } };
}

/** Choose what has a label, and enter a text where one is asked for. */
function answer(label: string | undefined, entered?: string): void {
  window.showQuickPick.mockImplementation(async (items) => items.find((item) => item.label === label));
  window.showInputBox.mockResolvedValue(entered);
}

/** The labels and descriptions of what was offered. */
function offered(): string[][] {
  const items = window.showQuickPick.mock.calls[0]?.[0] as
    | { label: string; description?: string }[]
    | undefined;
  return (items ?? []).map(({ label, description }) => [label, description ?? ""]);
}
const asked = () => commands.executeCommand.mock.calls;

test("what a hover leads to is asked for, with its value to be typed over", async () => {
  answer(undefined, "n = 100_000");
  await subject.ask({ uri: URI, about: "n", value: "1000" });
  expect(window.showInputBox.mock.calls[0]?.[0]).toMatchObject({ value: "n = 1000", valueSelection: [4, 8] });
  expect(asked()).toEqual([[WHAT_IF, { uri: URI, assume: "n = 100_000" }]]);
  expect(window.showQuickPick).not.toHaveBeenCalled();
});

test("the palette offers what is at the cursor first, then the names of the file and float32", async () => {
  known = { here: LITERAL, names: { n: "1000", k: "" }, assumed: null };
  answer("200", "3:18 = 300");
  await subject.ask();
  expect(request).toHaveBeenCalledWith(WHAT_IF_AT, { uri: URI, position: { line: 2, character: 17 } });
  expect(offered()).toEqual([
    ["200", ""],
    ["n", "= 1000"],
    ["k", ""],
    [ALL_FLOAT32, ""],
    [SOMETHING_ELSE, ""],
  ]);
  expect(window.showInputBox.mock.calls[0]?.[0]).toMatchObject({
    value: "3:18 = 200",
    valueSelection: [7, 10],
  });
  expect(asked()).toEqual([[WHAT_IF, { uri: URI, assume: "3:18 = 300" }]]);
});

test("a name at the cursor is offered once", async () => {
  known = { here: { about: "k", shown: "k", value: "" }, names: { n: "1000", k: "" }, assumed: null };
  answer(undefined);
  await subject.ask();
  expect(offered().map(([label]) => label)).toEqual(["k", "n", ALL_FLOAT32, SOMETHING_ELSE]);
  expect(asked()).toEqual([]);
});

test.each([
  [ALL_FLOAT32, undefined, [WHAT_IF, { uri: URI, dtype: "float32" }]],
  [SOMETHING_ELSE, "f.n = 5", [WHAT_IF, { uri: URI, assume: "f.n = 5" }]],
  [CLEAR, undefined, [CLEAR_WHAT_IF, { uri: URI }]],
])("%s", async (label, entered, sent) => {
  known = { here: null, names: {}, assumed: "What if n = 5" };
  answer(label, entered);
  await subject.ask();
  expect(asked()).toEqual([sent]);
});

test.each([undefined, ""])("whoever enters nothing assumes nothing: %s", async (entered) => {
  answer("n", entered);
  await subject.ask();
  expect(asked()).toEqual([]);
});

test("a document that the server does not have has no names", async () => {
  known = null;
  answer(undefined);
  await subject.ask();
  expect(offered().map(([label]) => label)).toEqual([ALL_FLOAT32, SOMETHING_ELSE]);
});

test("Clear What If clears the file in view, or else everything", async () => {
  await subject.clear();
  view("markdown");
  await subject.clear();
  expect(asked()).toEqual([[CLEAR_WHAT_IF, { uri: URI }], [CLEAR_WHAT_IF]]);
});

test("without Python in view, or a server, nothing is asked", async () => {
  view("markdown");
  await subject.ask();
  expect(window.showInformationMessage).toHaveBeenCalledOnce();
  ready = false;
  await subject.ask();
  await subject.clear();
  expect(window.showWarningMessage).toHaveBeenCalledOnce();
  expect(request).not.toHaveBeenCalled();
  expect(asked()).toEqual([]);
});
