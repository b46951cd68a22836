import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { beforeEach, expect, test } from "vitest";
import { copyDebugInformation, essence, withoutPaths } from "../../src/debugInformation";
import { log } from "../../src/log";
import { editor, reset } from "./vscode";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const TRACEBACK = `\
The analysis of file:///project/prog.py failed
Traceback (most recent call last):
  File "/server/bytelens/lsp/documents.py", line 133, in _analyse
    parsed = parse(self.source)
  File "/server/bytelens/syntax/parse.py", line 9, in parse
    secret = user_code
ValueError: secret = 1`;

beforeEach(reset);

test("the report says what a problem may depend on, and nothing of the user's folders", async () => {
  const extension = { packageJSON: manifest, activate: async () => undefined };
  editor.extensions.set("bytelens.bytelens", extension);
  editor.extensions.set("ms-python.python", { ...extension, packageJSON: { version: "2026.1" } });
  editor.folders = [{ uri: { fsPath: "/work/secret project", scheme: "file" } }];
  editor.configuration.set("units", { workspace: "iec" });
  editor.configuration.set("interpreter", { global: `${homedir()}/env/bin/python` });
  log.info("Interpreter: /work/secret project/.venv/bin/python (from setting)");
  log.error(TRACEBACK);
  const server = {
    isRunning: true,
    detail: "NumPy 2.1.0, Python 3.12.1",
    interpreter: { command: "/work/secret project/.venv/bin/python", source: "setting" },
  };
  await copyDebugInformation(server as never);
  expect(editor.clipboard).toBe(`\
ByteLens ${manifest.version}
Editor 1.100.0, remote: wsl
${process.platform} ${process.arch}, Node ${process.versions.node}
Other extensions: ms-python.python 2026.1
Folders: 1, trusted
Interpreter: <folder 1>/.venv/bin/python (from setting)
Server: running, NumPy 2.1.0, Python 3.12.1

Settings:
bytelens.units: "iec"
bytelens.interpreter: "~/env/bin/python"

Log:
info: Interpreter: <folder 1>/.venv/bin/python (from setting)
error: The analysis of file:///project/prog.py failed
  File "/server/bytelens/lsp/documents.py", line 133, in _analyse
  File "/server/bytelens/syntax/parse.py", line 9, in parse
ValueError
`);
});

test("of a message that may hold code its first line is told, of a traceback its places and its type", () => {
  expect(essence("one\ntwo")).toBe("one");
  expect(essence("x".repeat(1000))).toHaveLength(300);
  expect(essence(TRACEBACK)).not.toContain("secret");
});

test("the last messages of the log are kept", () => {
  for (let number = 0; number < 60; number++) log.warn(`${number}`);
  expect(log.last).toHaveLength(50);
  expect([log.last[0], log.last.at(-1)]).toEqual(["warning: 10", "warning: 59"]);
});

test("paths are told by their folders, in URIs as well, and the innermost folder decides", () => {
  const text = "/home/me/a b/c/x.py /home/me/a b/x.py file:///home/me/a%20b/x.py /home/me/x.py";
  expect(withoutPaths(text, ["/home/me/a b", "/home/me/a b/c"], "/home/me")).toBe(
    "<folder 2>/x.py <folder 1>/x.py file://<folder 1>/x.py ~/x.py",
  );
});
