/**
 * Fills `bundled/` with what the package carries besides the client: the server, and the libraries that it needs
 * besides the user's NumPy. Needs a Python 3.10 or newer with pip: `$PYTHON`, or `python3` on PATH.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { joined } from "./licenses.mjs";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(extension);
const libs = join(extension, "bundled", "libs");
const server = join(extension, "bundled", "server");

/** One package serves every platform, and NumPy is the user's own. */
const COMPILED = new Set([".so", ".pyd", ".dylib", ".dll", ".a", ".o"]);
const UNWANTED = ["numpy", "rich"];

/** What no server reads: types for other tools, and notes of pip's. The licenses are listed in one file. */
const SURPLUS = /\.pyi$|\.dist-info\/(RECORD|WHEEL|INSTALLER|REQUESTED|licenses)$/;

function bundleServer() {
  const source = join(repository, "server", "bytelens");
  if (!existsSync(source)) throw new Error(`There is no server in ${source}.`);
  rmSync(server, { recursive: true, force: true });
  cpSync(source, join(server, "bytelens"), {
    recursive: true,
    filter: (path) => basename(path) !== "__pycache__",
  });
}

/** The page of a trace comes with the server, but is built here: `npm run page`. */
function checkPage() {
  for (const name of ["page.js", "page.css"]) {
    const path = join(server, "bytelens", "report", "tracing", "page", name);
    if (!existsSync(path)) throw new Error(`The page of a trace is not built: there is no ${name}.`);
  }
}

function bundleLibraries() {
  const python = process.env.PYTHON ?? (process.platform === "win32" ? "python" : "python3");
  const options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile", "--quiet"];
  const requirements = join(extension, "requirements-bundled.txt");
  rmSync(libs, { recursive: true, force: true });
  execFileSync(
    python,
    ["-m", "pip", "--disable-pip-version-check", "install", "--target", libs, ...options, "-r", requirements],
    { stdio: "inherit" },
  );
  rmSync(join(libs, "bin"), { recursive: true, force: true });
}

function checkLibraries() {
  const compiled = readdirSync(libs, { recursive: true, encoding: "utf8" }).filter((path) =>
    COMPILED.has(extname(path)),
  );
  if (compiled.length > 0)
    throw new Error(`Compiled files do not fit every platform: ${compiled.join(", ")}`);
  const unwanted = UNWANTED.filter((name) => existsSync(join(libs, name)));
  if (unwanted.length > 0) throw new Error(`These must not be bundled: ${unwanted.join(", ")}`);
}

/** Writes the licenses of the libraries as one text. */
function listLicenses() {
  const suffix = ".dist-info";
  const texts = readdirSync(libs)
    .filter((name) => name.endsWith(suffix))
    .map((name) => {
      const directory = join(libs, name, "licenses");
      const files = existsSync(directory) ? readdirSync(directory) : [];
      if (files.length === 0) throw new Error(`${name} has no license file.`);
      const text = files.map((file) => readFileSync(join(directory, file), "utf8").trim()).join("\n\n");
      return `${name.slice(0, -suffix.length).replace("-", " ")}\n\n${text}\n`;
    });
  writeFileSync(join(extension, "bundled", "licenses.txt"), joined(texts));
}

function dropSurplus() {
  for (const path of readdirSync(libs, { recursive: true, encoding: "utf8" })) {
    if (SURPLUS.test(path.replaceAll("\\", "/"))) rmSync(join(libs, path), { recursive: true });
  }
}

/** The client and its server are released together. */
function checkVersions() {
  const { version } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  const source = readFileSync(join(server, "bytelens", "__init__.py"), "utf8");
  const serverVersion = /__version__ = "(.*)"/.exec(source)?.[1];
  if (version !== serverVersion) throw new Error(`The extension is ${version}, the server ${serverVersion}.`);
}

bundleServer();
checkPage();
checkVersions();
bundleLibraries();
checkLibraries();
listLicenses();
dropSurplus();
for (const name of ["LICENSE", "CHANGELOG.md"]) copyFileSync(join(repository, name), join(extension, name));
