import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { registerCommands } from "../../src/commands";
import { documentSelector } from "../../src/documents";
import { CLEAR_TRACE, STOP_TRACE, TRACE, TRACE_TEST } from "../../src/traceProtocol";
import { commands } from "./vscode";

vi.mock("../../src/server", () => ({}));

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

test("the commands of package.json are those that the extension registers", () => {
  registerCommands({} as never, {} as never, {} as never, {} as never);
  const registered = (commands.registerCommand.mock.calls as unknown as [string][]).map(([id]) => id);
  const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  expect(registered.sort()).toEqual(contributed.sort());
});

test("no command of the palette has the id of one of the server's, which the client registers as well", () => {
  const ids = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  expect(ids).toEqual(expect.not.arrayContaining([TRACE, TRACE_TEST, STOP_TRACE, CLEAR_TRACE]));
});

test("what starts a program is off in an untrusted workspace", () => {
  const starts = ["bytelens.traceFile", "bytelens.traceTest", "bytelens.traceWithArguments"];
  for (const { command, enablement } of manifest.contributes.commands) {
    expect(enablement).toBe(starts.includes(command) ? "isWorkspaceTrusted" : undefined);
  }
});

test("the types of VS Code's API are those of the oldest version that is supported", () => {
  expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies["@types/vscode"]}`);
});

test("the interpreter is the one setting that an untrusted workspace has no say in", () => {
  expect(manifest.capabilities.untrustedWorkspaces).toMatchObject({
    supported: "limited",
    restrictedConfigurations: ["bytelens.interpreter"],
  });
});

test("no other extension is required", () => {
  expect(manifest).not.toHaveProperty("extensionDependencies");
});

test("files, new files and notebook cells are looked at", () => {
  expect(documentSelector.map(({ scheme }) => scheme)).toEqual(["file", "untitled", "vscode-notebook-cell"]);
});
