import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { probe } from "../../src/probe";

const BUNDLED = fileURLToPath(new URL("../../bundled", import.meta.url));

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "bytelens-probe-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** An executable that behaves as this shell script does. */
function interpreter(script: string): string {
  const path = join(directory, "python");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test("an interpreter that is not there is not found", async () => {
  const path = join(directory, "none");
  expect(await probe(path, BUNDLED, directory)).toEqual({
    message: `ByteLens cannot find the Python interpreter ${path}.`,
  });
});

test("a file that cannot be run is reported, not thrown", async () => {
  const path = join(directory, "text");
  writeFileSync(path, "no program");
  expect(await probe(path, BUNDLED, directory)).toEqual({
    message: expect.stringContaining(`ByteLens cannot run the Python interpreter ${path}: `),
  });
});

test("an interpreter that fails is reported with the last line that it wrote", async () => {
  const path = interpreter("echo first >&2; echo 'no encodings' >&2; exit 1");
  expect(await probe(path, BUNDLED, directory)).toEqual({
    message: `ByteLens cannot run the Python interpreter ${path}: no encodings`,
  });
});

test.each(["echo hello", "echo '{}'", "echo null", "true"])(
  "a program that is no Python is told so: %s",
  async (script) => {
    const path = interpreter(script);
    expect(await probe(path, BUNDLED, directory)).toEqual({
      message: `ByteLens cannot run the Python interpreter ${path}: it is no Python.`,
    });
  },
);

test("what an interpreter prints before it answers does no harm", async () => {
  const path = interpreter(
    `echo Welcome; echo '{"executable": "/x", "python": "3.11.0", "numpy": "2.1.0", "error": null}'`,
  );
  expect(await probe(path, BUNDLED, directory)).toEqual({
    executable: "/x",
    python: "3.11.0",
    numpy: "2.1.0",
  });
});

test("a file of the workspace called numpy.py is not run", async () => {
  mkdirSync(join(directory, "work"));
  writeFileSync(join(directory, "work", "numpy.py"), "raise SystemExit('the workspace was run')");
  // `-S` keeps site-packages away, so that no NumPy can be found.
  const path = interpreter(`PYTHONPATH=. exec ${process.env.PYTHON ?? "python3"} -S "$@"`);
  expect(await probe(path, BUNDLED, join(directory, "work"))).toEqual({
    message: `ByteLens needs NumPy 2.0 or newer, and ${path} has no NumPy.`,
  });
});
