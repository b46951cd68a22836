import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const extension = fileURLToPath(new URL("..", import.meta.url));

/** What `npm run package` makes. */
export const VSIX = join(extension, "bytelens.vsix");

/** Where code-server is installed, and what the tests make for themselves; not under version control. */
export const CACHE = join(extension, ".vscode-test");

/** The Python that environments are made of. */
export const PYTHON = process.env.PYTHON ?? "python3";

/** A new virtual environment with these packages and no others; returns its interpreter. */
export function makeEnvironment(name: string, packages: readonly string[]): string {
  const directory = join(CACHE, "environments", name);
  const python = join(directory, "bin", "python");
  mkdirSync(dirname(directory), { recursive: true });
  const withPip = packages.length > 0 ? [] : ["--without-pip"];
  execFileSync(PYTHON, ["-m", "venv", "--clear", ...withPip, directory], { stdio: "pipe" });
  if (packages.length > 0) {
    const install = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", ...packages];
    execFileSync(python, install, { stdio: "pipe" });
  }
  return python;
}
