import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { makeEnvironment, PYTHON, PYTHONS, VSIX } from "../environments";
import { ServerProcess } from "./server-process";

let home: string;
let bundled: string;
let files: string[];
let withNumPy: string;
let withoutNumPy: string;
let server: ServerProcess | undefined;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "bytelens-package-"));
  execFileSync(PYTHON, ["-m", "zipfile", "-e", VSIX, home]);
  bundled = join(home, "extension", "bundled");
  files = readdirSync(join(home, "extension"), { recursive: true, encoding: "utf8" });
  withNumPy = makeEnvironment("numpy", ["numpy>=2"]);
  withoutNumPy = makeEnvironment("empty", []);
});

afterEach(() => {
  server?.kill();
  server = undefined;
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** Start the packaged server as the extension does, with these variables besides those of this process. */
function start(python: string, variables: NodeJS.ProcessEnv = {}): ServerProcess {
  const env = { ...process.env, ...variables };
  server = new ServerProcess(python, [join(bundled, "launch.py"), "lsp"], { cwd: bundled, env });
  return server;
}

async function initialize(server: ServerProcess): Promise<unknown> {
  const answer = await server.request("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  server.notify("initialized", {});
  return answer;
}

/** The directory from which an interpreter imports NumPy. */
function siteOf(python: string): string {
  const script = "import numpy, pathlib; print(pathlib.Path(numpy.__file__).parents[1])";
  return execFileSync(python, ["-c", script], { encoding: "utf8" }).trim();
}

test("the package holds what it needs", () => {
  const needed = [
    "LICENSE.txt",
    "icon.png",
    "readme.md",
    "changelog.md",
    "dist/extension.js",
    "dist/licenses.txt",
  ];
  expect(files).toEqual(expect.arrayContaining([...needed, "bundled/launch.py", "bundled/probe.py"]));
  expect(files).toContain("walkthrough/example.py");
  const page = "bundled/server/bytelens/report/tracing/page";
  expect(files).toEqual(expect.arrayContaining([`${page}/page.js`, `${page}/page.css`]));
});

test("every library is asked for by its hash, and listed with its license", () => {
  const wanted = readFileSync(new URL("../../requirements-bundled.txt", import.meta.url), "utf8");
  const pinned = wanted.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const libraries = files.flatMap((file) => /^bundled\/libs\/([^/]+)\.dist-info$/.exec(file)?.[1] ?? []);
  expect(
    pinned.map((line) => /^(\S+)==(\S+) --hash=sha256:[0-9a-f]{64}$/.exec(line)?.slice(1).join("-")),
  ).toEqual(expect.arrayContaining(libraries));
  const listed = readFileSync(join(bundled, "licenses.txt"), "utf8");
  for (const library of libraries) expect(listed).toContain(`${library.replace("-", " ")}\n`);
  expect(listed.split("-".repeat(80))).toHaveLength(libraries.length);
  for (const one of listed.split("-".repeat(80))) expect(one).toMatch(/license|permission/i);
});

test("what the README shows is there", () => {
  const text = readFileSync(join(home, "extension", "readme.md"), "utf8");
  const images = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].flatMap(([, image]) => image ?? []);
  expect(images.length).toBeGreaterThan(0);
  expect(files).toEqual(expect.arrayContaining(images));
});

test("the package is small", () => {
  expect(statSync(VSIX).size).toBeLessThan(1_500_000);
});

test("the page of a trace carries the license of its chart library", () => {
  const page = join(bundled, "server", "bytelens", "report", "tracing", "page");
  for (const name of ["page.js", "page.css"]) {
    const text = readFileSync(join(page, name), "utf8");
    expect(text).toContain("uplot");
    expect(text).toContain("Permission is hereby granted, free of charge");
  }
});

test("the package holds nothing that binds it to a platform, and no NumPy and no rich", () => {
  expect(files.filter((file) => /\.(so|pyd|dylib|dll|pyc|node)$/.test(file))).toEqual([]);
  expect(files.filter((file) => /bundled\/libs\/(numpy|rich)\b/.test(file))).toEqual([]);
});

test("the package holds no sources, no tests and no modules of Node", () => {
  expect(
    files.filter((file) => /(^|\/)(src|node_modules|\.vscode-test)\/|\.test\.ts$|\.vsix$/.test(file)),
  ).toEqual([]);
});

test.each(PYTHONS)(
  "the server starts where there is only NumPy, answers, and ends in order: %s",
  async (python) => {
    const server = start(makeEnvironment(`numpy-${PYTHONS.indexOf(python)}`, ["numpy>=2"], python));
    expect(await initialize(server)).toMatchObject({
      capabilities: { hoverProvider: expect.anything(), inlayHintProvider: expect.anything() },
    });
    const uri = "file:///project/monitoring.py";
    const text = "import numpy as np\narr = np.arange(1000)\n";
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "python", version: 1, text } });
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const hints = await server.request("textDocument/inlayHint", { textDocument: { uri }, range });
    expect(hints).toMatchObject([{ label: "8 kB int64[1000]", position: { line: 1, character: 21 } }]);
    expect(await server.stop()).toBe(0);
  },
);

test("a program that is traced sees the user's environment and nothing of the package", async () => {
  const folder = join(home, "project");
  const [program, seen] = [join(folder, "prog.py"), join(folder, "seen.json")];
  mkdirSync(folder);
  const script = `import json, os, sys
variables = {name: value for name, value in os.environ.items() if "bundled" in value}
json.dump([sys.executable, sys.path, variables], open(${JSON.stringify(`${seen}.part`)}, "w"))
os.rename(${JSON.stringify(`${seen}.part`)}, ${JSON.stringify(seen)})
`;
  writeFileSync(program, script);
  const server = start(withNumPy);
  await initialize(server);
  const command = { command: "bytelens.server.trace", arguments: [pathToFileURL(program).href] };
  expect(await server.request("workspace/executeCommand", command)).toMatchObject({ title: "prog.py" });
  await expect.poll(() => existsSync(seen), { timeout: 60_000 }).toBe(true);
  const [executable, path, variables] = JSON.parse(readFileSync(seen, "utf8"));
  expect(executable).toBe(withNumPy);
  expect(path[0]).toBe(folder);
  expect(path.filter((entry: string) => entry.includes("bundled"))).toEqual([]);
  expect(variables).toEqual({});
  expect(await server.stop()).toBe(0);
});

test("a NumPy to which only PYTHONPATH leads will do", async () => {
  const server = start(withoutNumPy, { PYTHONPATH: siteOf(withNumPy) });
  expect(await initialize(server)).toHaveProperty("capabilities");
});

test("another pygls in the user's environment does not get in the way", async () => {
  const other = join(home, "other");
  mkdirSync(join(other, "pygls"), { recursive: true });
  writeFileSync(join(other, "pygls", "__init__.py"), "raise ImportError('not this one')\n");
  const server = start(withNumPy, { PYTHONPATH: other });
  expect(await initialize(server)).toHaveProperty("capabilities");
});

test("the probe says what the interpreter offers", () => {
  const ask = (python: string) =>
    JSON.parse(execFileSync(python, [join(bundled, "probe.py")], { encoding: "utf8", cwd: home }));
  expect(ask(withNumPy)).toMatchObject({
    executable: withNumPy,
    numpy: expect.stringMatching(/^\d+\.\d+/),
    error: null,
  });
  expect(ask(withoutNumPy)).toMatchObject({ executable: withoutNumPy, numpy: null, error: null });
});
