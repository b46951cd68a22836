import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { openExample } from "../../src/example";
import { editor, reset, Uri, window } from "./vscode";

beforeEach(reset);

test("the example of the walkthrough opens as a new file", async () => {
  const folder = new URL("../../walkthrough", import.meta.url).pathname;
  await openExample(Uri.file(folder) as never);
  const content = readFileSync(`${folder}/example.py`, "utf8");
  expect(editor.opened).toEqual([{ language: "python", content }]);
  expect(window.showTextDocument).toHaveBeenCalledOnce();
});
