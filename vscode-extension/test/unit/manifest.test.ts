import { existsSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { registerCommands } from "../../src/commands";
import { documentSelector } from "../../src/documents";
import { CLEAR_TRACE, STOP_TRACE, TRACE, TRACE_TEST } from "../../src/traceProtocol";
import { CLEAR_WHAT_IF, WHAT_IF } from "../../src/whatIfProtocol";
import { commands } from "./vscode";

vi.mock("../../src/server", () => ({}));

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

test("the commands of package.json are those that the extension registers", () => {
  registerCommands({} as never, {} as never, {} as never, {} as never, {} as never, {} as never);
  const registered = (commands.registerCommand.mock.calls as unknown as [string][]).map(([id]) => id);
  const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  expect(registered.sort()).toEqual(contributed.sort());
});

test("no command of the palette has the id of one of the server's, which the client registers as well", () => {
  const ids = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  expect(ids).toEqual(
    expect.not.arrayContaining([TRACE, TRACE_TEST, STOP_TRACE, CLEAR_TRACE, WHAT_IF, CLEAR_WHAT_IF]),
  );
});

test("what starts a program is off in an untrusted workspace", () => {
  const starts = ["File", "Notebook", "Test", "WithArguments"].map((what) => `bytelens.trace${what}`);
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

test("menus, submenus and the walkthrough name commands and files that there are", () => {
  const { commands, menus, submenus, walkthroughs } = manifest.contributes;
  const ids = commands.map(({ command }: { command: string }) => command);
  type Item = { command?: string; submenu?: string };
  for (const { command, submenu } of (Object.values(menus) as Item[][]).flat()) {
    if (command !== undefined) expect(ids).toContain(command);
    else expect(submenus).toContainEqual(expect.objectContaining({ id: submenu }));
  }
  for (const { description, media, completionEvents } of walkthroughs[0].steps) {
    const linked = [...description.matchAll(/\(command:(bytelens[.\w]+)/g)].map(([, id]) => id);
    const awaited = completionEvents.filter((event: string) => event.startsWith("onCommand:bytelens"));
    for (const id of [...linked, ...awaited.map((event: string) => event.replace("onCommand:", ""))]) {
      expect(ids).toContain(id);
    }
    expect(existsSync(new URL(`../../${media.svg ?? media.markdown}`, import.meta.url))).toBe(true);
  }
});

test("commands about a Python file are in the palette only while one is in view", () => {
  const { commandPalette } = manifest.contributes.menus;
  const about = [
    "bytelens.traceFile",
    "bytelens.traceTest",
    "bytelens.traceWithArguments",
    "bytelens.whatIf",
  ];
  for (const command of about)
    expect(commandPalette).toContainEqual({ command, when: "editorLangId == python" });
});

test("the extension runs where the files are", () => {
  expect(manifest.extensionKind).toEqual(["workspace"]);
  expect(manifest.capabilities.virtualWorkspaces.supported).toBe(false);
});
