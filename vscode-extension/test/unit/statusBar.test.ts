import { beforeEach, expect, test } from "vitest";
import { Status } from "../../src/status";
import { type Facts, StatusBar, shown } from "../../src/statusBar";
import { Statuses } from "../../src/statuses";
import { STATUS } from "../../src/statusProtocol";
import { Traces } from "../../src/traces";
import { Work } from "../../src/work";
import { editor, reset, Uri } from "./vscode";

const URI = "file:///project/prog.py";
const NEED = { text: "80 kB", detail: "The largest line, 6, needs 80 kB.", line: 6 };
const RUNNING: Facts = { state: "running", detail: "NumPy 2.1.0", need: null, isBusy: false, traced: [] };

beforeEach(reset);

test.each<[Partial<Facts>, string, string[]]>([
  [{}, "$(symbol-array) ByteLens", ["NumPy 2.1.0"]],
  [{ need: NEED }, "$(symbol-array) 80 kB", [NEED.detail, "NumPy 2.1.0"]],
  [{ need: NEED, isBusy: true }, "$(loading~spin) 80 kB", ["Analysing …", NEED.detail, "NumPy 2.1.0"]],
  [{ traced: ["a.py"] }, "$(loading~spin) ByteLens", ["Tracing a.py …", "NumPy 2.1.0"]],
  [{ state: "starting", detail: "" }, "$(loading~spin) ByteLens", ["The server starts …"]],
  [{ state: "problem", detail: "No NumPy.", need: NEED }, "$(error) ByteLens", ["No NumPy."]],
])("the item says what the file needs, and what goes on: %j", (facts, text, hover) => {
  expect(shown({ ...RUNNING, ...facts })).toEqual({ text, hover, isProblem: facts.state === "problem" });
});

test("the item follows the server and the document in view, and leads to the commands", () => {
  const status = new Status();
  const statuses = new Statuses();
  const bar = new StatusBar(status, statuses, new Work(), new Traces(async () => {}));
  const [item] = editor.barItems;
  expect(item?.visible).toBe(false);
  expect(item).toMatchObject({ command: { arguments: [">ByteLens: "] } });

  let tell = (_: unknown) => {};
  statuses.connect({
    onNotification: (method: string, handler: (told: unknown) => void) => {
      if (method === STATUS) tell = handler;
    },
  } as never);
  view("python");
  expect(item).toMatchObject({ visible: true, text: "$(loading~spin) ByteLens" });
  status.running({ executable: "/python", python: "3.12.1", numpy: "2.1.0" });
  tell({ uri: URI, version: 1, need: NEED, large: [] });
  expect(item).toMatchObject({ text: "$(symbol-array) 80 kB", backgroundColor: undefined });
  const hover = "NumPy 2.1.0, Python 3.12.1, /python";
  expect(item).toMatchObject({ tooltip: { value: expect.stringContaining(hover) } });
  status.problem("It stopped.");
  expect(item).toMatchObject({ backgroundColor: { id: "statusBarItem.errorBackground" } });
  view("markdown");
  expect(item?.visible).toBe(false);
  bar.dispose();
});

function view(languageId: string): void {
  const document = {
    uri: Uri.parse(URI),
    languageId,
    isDirty: false,
    isUntitled: false,
    save: async () => true,
  };
  editor.active = { document, selection: { active: { line: 0 } } };
  editor.activeChanged.fire();
}
