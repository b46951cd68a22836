import { beforeEach, expect, test } from "vitest";
import { Emphasis } from "../../src/emphasis";
import { Statuses } from "../../src/statuses";
import { type DocumentStatus, STATUS } from "../../src/statusProtocol";
import { editor, reset, Uri } from "./vscode";

const URI = "file:///project/prog.py";

let statuses: Statuses;
let tell: (status: DocumentStatus) => void;
/** The marked lines by the colour of their marks, as they were set last. */
let marked: Record<string, number[]>;

const document = { uri: Uri.parse(URI), version: 1, lineAt: (line: number) => ({ range: line }) };

beforeEach(() => {
  reset();
  marked = {};
  document.version = 1;
  editor.visible = [
    {
      document,
      setDecorations: (type: { options: { after: { color: { id: string } } } }, ranges: number[]) => {
        marked[type.options.after.color.id] = ranges;
      },
    } as never,
  ];
  statuses = new Statuses();
  statuses.connect({
    onNotification: (method: string, handler: (status: DocumentStatus) => void) => {
      if (method === STATUS) tell = handler;
    },
  } as never);
  new Emphasis(statuses);
});

function status(version: number, ...large: DocumentStatus["large"]): void {
  tell({ uri: URI, version, need: null, large });
}

test("lines are marked in the colour of their tier", () => {
  status(1, { line: 2, tier: "large" }, { line: 5, tier: "veryLarge" }, { line: 7, tier: "large" });
  expect(marked).toEqual({ "bytelens.largeForeground": [2, 7], "bytelens.veryLargeForeground": [5] });
  status(1);
  expect(marked).toEqual({ "bytelens.largeForeground": [], "bytelens.veryLargeForeground": [] });
});

test("what is told of an earlier version changes nothing", () => {
  status(1, { line: 2, tier: "large" });
  document.version = 2;
  status(1, { line: 3, tier: "large" });
  expect(marked["bytelens.largeForeground"]).toEqual([2]);
  status(2, { line: 4, tier: "large" });
  expect(marked["bytelens.largeForeground"]).toEqual([4]);
});

test("an editor that comes into view is marked", () => {
  status(1, { line: 2, tier: "large" });
  marked = {};
  editor.visibleChanged.fire();
  expect(marked["bytelens.largeForeground"]).toEqual([2]);
});

test("where the editor shows no hints, nothing is marked", () => {
  editor.configuration.set("inlayHints.enabled", { global: "off" });
  status(1, { line: 2, tier: "large" });
  expect(marked["bytelens.largeForeground"]).toEqual([]);
});

test("without a server, or once a document is closed, nothing is known of it", () => {
  status(1, { line: 2, tier: "large" });
  editor.documentClosed.fire({ uri: Uri.parse(URI) });
  expect(statuses.of(document as never)).toBeUndefined();
  status(1, { line: 2, tier: "large" });
  statuses.forget();
  expect(marked["bytelens.largeForeground"]).toEqual([]);
});
