import { beforeEach, expect, test, vi } from "vitest";
import { Table } from "../../src/table";
import { LINE_NOW, LINE_TRACED, PAGE, type Place } from "../../src/traceProtocol";
import { commands, editor, Range, reset, Uri, ViewColumn, window, workspace } from "./vscode";

const URI = "file:///project/prog.py";
const CELL = "vscode-notebook-cell:///project/a.ipynb";
const request = vi.fn(async (_method: string, _params: unknown): Promise<unknown> => null);
let table: Table;

beforeEach(() => {
  reset();
  table = new Table(request);
  request.mockImplementation(async (method, params) => {
    const { uri, line } = params as Place;
    // As if a line had been put in above.
    if (method === LINE_NOW && uri.endsWith(".ipynb")) return { uri: CELL, line: line - 10 };
    if (method === LINE_NOW) return { uri, line: line + 1 };
    if (method === LINE_TRACED) return line === 1 ? null : line - 1;
    return { trace: 1, title: "prog.py", html: `<p>${uri}</p>` };
  });
});

function document(path: string, languageId = "python") {
  return { uri: Uri.file(path), languageId, isDirty: false, isUntitled: false, save: async () => true };
}

test("the panel shows the page of the server, which knows the nonce of the moment", async () => {
  await table.show(URI);
  await table.show(URI);
  expect(editor.panels).toHaveLength(1);
  expect(editor.panels[0]).toMatchObject({ title: "Trace: prog.py", webview: { html: `<p>${URI}</p>` } });
  const nonces = request.mock.calls.map(([method, params]) => {
    expect(method).toBe(PAGE);
    return (params as { nonce: string }).nonce;
  });
  expect(nonces[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(nonces[0]).not.toBe(nonces[1]);
});

test("an open panel is updated at the end of a trace, and none is opened", async () => {
  await table.update(URI);
  expect(editor.panels).toEqual([]);
  await table.show(URI);
  await table.update("file:///other.py");
  expect(editor.panels[0]?.webview.html).toBe("<p>file:///other.py</p>");
});

test("a panel that was closed opens anew", async () => {
  await table.show(URI);
  editor.panels[0]?.dispose();
  await table.update(URI);
  await table.show(URI);
  expect(editor.panels).toHaveLength(2);
});

test("what was not traced has no panel, and says so", async () => {
  request.mockResolvedValue(null);
  await table.show(URI);
  expect(editor.panels).toEqual([]);
  expect(window.showInformationMessage).toHaveBeenCalledOnce();
});

test("why there is no page is told", async () => {
  request.mockRejectedValue(new Error("The server does not run."));
  await table.show(URI);
  expect(window.showErrorMessage).toHaveBeenCalledExactlyOnceWith("ByteLens: The server does not run.");
});

test("a line of the page leads to where it is now, in the editor that shows it, or else in the first column", async () => {
  editor.visible = [{ document: document("/project/prog.py"), viewColumn: 2 }];
  await table.show(URI);
  editor.panels[0]?.received.fire({ type: "reveal", path: "/project/prog.py", line: 3 });
  editor.panels[0]?.received.fire({ type: "reveal", path: "/project/other.py", line: 1 });
  editor.panels[0]?.received.fire({ type: "nonsense" });
  await vi.waitFor(() =>
    expect(window.showTextDocument.mock.calls).toEqual([
      [Uri.file("/project/prog.py"), { viewColumn: 2, selection: new Range(3, 0, 3, 0) }],
      [Uri.file("/project/other.py"), { viewColumn: ViewColumn.One, selection: new Range(1, 0, 1, 0) }],
    ]),
  );
});

test("a line of a notebook's page leads to its cell", async () => {
  await table.show(URI);
  const notebook = {
    uri: Uri.file("/project/a.ipynb"),
    notebookType: "jupyter-notebook",
    getCells: () => [],
  };
  editor.visibleNotebooks = [{ notebook, viewColumn: 2 }];
  editor.panels[0]?.received.fire({ type: "reveal", path: "/project/a.ipynb", line: 13 });
  await vi.waitFor(() =>
    expect(commands.executeCommand.mock.calls).toEqual([
      ["vscode.open", Uri.parse(CELL), { viewColumn: 2, selection: new Range(2, 0, 2, 0) }],
    ]),
  );
  expect(workspace.openNotebookDocument).toHaveBeenCalledExactlyOnceWith(notebook.uri);
  expect(window.showTextDocument).not.toHaveBeenCalled();
});

test("a line that has changed is looked for where it was", async () => {
  await table.show(URI);
  request.mockResolvedValue(null);
  editor.panels[0]?.received.fire({ type: "reveal", path: "/project/prog.py", line: 3 });
  await vi.waitFor(() =>
    expect(window.showTextDocument.mock.calls).toEqual([
      [Uri.file("/project/prog.py"), { viewColumn: ViewColumn.One, selection: new Range(2, 0, 2, 0) }],
    ]),
  );
});

test("the page follows the cursor, on lines that are as they were traced", async () => {
  const select = (languageId: string, line: number) =>
    editor.selectionChanged.fire({
      textEditor: { document: document("/project/prog.py", languageId), selection: { active: { line } } },
    });
  select("python", 4);
  await table.show(URI);
  select("markdown", 4);
  select("python", 0);
  select("python", 4);
  await vi.waitFor(() =>
    expect(editor.panels[0]?.posted).toEqual([{ type: "highlight", path: "/project/prog.py", line: 4 }]),
  );
});
