import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const extension = fileURLToPath(new URL("..", import.meta.url));

/** What `npm run package` makes. */
export const VSIX = join(extension, "bytelens.vsix");

/** Where code-server is installed, and what the tests make for themselves; not under version control. */
export const CACHE = join(extension, ".vscode-test");

/** The Python that environments are made of, and whose pip fills them. */
export const PYTHON = process.env.PYTHON ?? "python3";

/** The Pythons under which the packaged server is started: `$PYTHONS`, a list such as `PATH`. */
export const PYTHONS = process.env.PYTHONS?.split(delimiter) ?? [PYTHON];

/** A new virtual environment of a Python, with these packages and nothing else; returns its interpreter. */
export function makeEnvironment(name: string, packages: readonly string[], python = PYTHON): string {
  const directory = join(CACHE, "environments", name);
  const made = join(directory, "bin", "python");
  mkdirSync(dirname(directory), { recursive: true });
  execFileSync(python, ["-m", "venv", "--clear", "--without-pip", directory], { stdio: "pipe" });
  if (packages.length > 0) {
    const pip = ["-m", "pip", "--python", made, "--disable-pip-version-check", "install", "--quiet"];
    execFileSync(PYTHON, [...pip, ...packages], { stdio: "pipe" });
  }
  return made;
}
