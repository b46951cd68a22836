import { homedir } from "node:os";
import { beforeEach, expect, test, vi } from "vitest";
import { ENVIRONMENTS_EXTENSION, PYTHON_EXTENSION } from "../../src/environments";
import { Interpreters } from "../../src/interpreter";
import { EventEmitter, editor, reset } from "./vscode";

const environmentChanged = new EventEmitter<void>();

function install(id: string, api: unknown): void {
  editor.extensions.set(id, { activate: async () => api });
}

function environments(executable: string | undefined): unknown {
  return {
    getEnvironment: async () =>
      executable === undefined ? undefined : { execInfo: { run: { executable } } },
    onDidChangeEnvironment: environmentChanged.event,
  };
}

function python(fsPath: string | undefined): unknown {
  return {
    ready: Promise.resolve(),
    environments: {
      getActiveEnvironmentPath: () => ({ path: fsPath ?? "" }),
      resolveEnvironment: async () => ({
        executable: { uri: fsPath === undefined ? undefined : { fsPath } },
      }),
      onDidChangeActiveEnvironmentPath: environmentChanged.event,
    },
  };
}

const current = () => new Interpreters().current();

beforeEach(() => {
  reset();
  vi.stubGlobal("process", { ...process, platform: "linux" });
});

test("without a setting and without extensions it is python3 on PATH", async () => {
  expect(await current()).toEqual({ command: "python3", source: "PATH" });
});

test("on Windows it is python on PATH", async () => {
  vi.stubGlobal("process", { ...process, platform: "win32" });
  expect(await current()).toEqual({ command: "python", source: "PATH" });
});

test("the setting comes before the extensions", async () => {
  editor.configuration.set("interpreter", { global: "/set/python" });
  install(ENVIRONMENTS_EXTENSION, environments("/envs/python"));
  expect(await current()).toEqual({ command: "/set/python", source: "setting" });
});

test("the Python Environments extension comes before the Python extension", async () => {
  install(PYTHON_EXTENSION, python("/ext/python"));
  install(ENVIRONMENTS_EXTENSION, environments("/envs/python"));
  expect(await current()).toEqual({ command: "/envs/python", source: ENVIRONMENTS_EXTENSION });
});

test.each([
  ["has no API", null],
  ["knows no environment", environments(undefined)],
])("where the Python Environments extension %s, the Python extension is asked", async (_, api) => {
  install(ENVIRONMENTS_EXTENSION, api);
  install(PYTHON_EXTENSION, python("/ext/python"));
  expect(await current()).toEqual({ command: "/ext/python", source: PYTHON_EXTENSION });
});

test("an extension that fails is passed over", async () => {
  editor.extensions.set(ENVIRONMENTS_EXTENSION, { activate: () => Promise.reject(new Error("broken")) });
  install(PYTHON_EXTENSION, python("/ext/python"));
  expect(await current()).toEqual({ command: "/ext/python", source: PYTHON_EXTENSION });
});

test("an environment without an interpreter of its own is passed over", async () => {
  install(PYTHON_EXTENSION, python(undefined));
  expect(await current()).toEqual({ command: "python3", source: "PATH" });
});

test("in an untrusted workspace the extensions are not asked", async () => {
  editor.trusted = false;
  install(ENVIRONMENTS_EXTENSION, environments("/workspace/.venv/bin/python"));
  expect(await current()).toEqual({ command: "python3", source: "PATH" });
});

test.each([
  ["~/env/bin/python", `${homedir()}/env/bin/python`],
  ["${workspaceFolder}/.venv/bin/python", "/project/.venv/bin/python"],
  [".venv/bin/python", "/project/.venv/bin/python"],
  ["python3.12", "python3.12"],
  ["  /usr/bin/python3 ", "/usr/bin/python3"],
])("the setting %s means %s", async (written, command) => {
  editor.folders = [{ uri: { fsPath: "/project", scheme: "file" } }];
  editor.configuration.set("interpreter", { workspace: written });
  expect(await current()).toEqual({ command, source: "setting" });
});

test("a change of the setting, of the extensions, of trust and of the folders is told", () => {
  const changed = vi.fn();
  new Interpreters().onDidChange(changed);
  editor.configurationChanged.fire({ affectsConfiguration: (section) => section === "bytelens.interpreter" });
  editor.extensionsChanged.fire();
  editor.trustGranted.fire();
  editor.foldersChanged.fire();
  expect(changed).toHaveBeenCalledTimes(4);
});

test("a change of another setting is not told", () => {
  const changed = vi.fn();
  new Interpreters().onDidChange(changed);
  editor.configurationChanged.fire({ affectsConfiguration: (section) => section === "bytelens.units" });
  expect(changed).not.toHaveBeenCalled();
});

test("an extension's change of environment is told once, however often the interpreter was asked for", async () => {
  install(ENVIRONMENTS_EXTENSION, environments("/envs/python"));
  const interpreters = new Interpreters();
  const changed = vi.fn();
  interpreters.onDidChange(changed);
  await interpreters.current();
  await interpreters.current();
  environmentChanged.fire();
  expect(changed).toHaveBeenCalledTimes(1);
});

test("nothing is told after disposal", async () => {
  install(ENVIRONMENTS_EXTENSION, environments("/envs/python"));
  const interpreters = new Interpreters();
  const changed = vi.fn();
  interpreters.onDidChange(changed);
  await interpreters.current();
  interpreters.dispose();
  environmentChanged.fire();
  editor.extensionsChanged.fire();
  expect(changed).not.toHaveBeenCalled();
});
