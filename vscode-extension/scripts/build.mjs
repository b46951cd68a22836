/** Bundles the client into `dist/extension.js`, and the licenses of what it contains into `dist/licenses.txt`. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const extension = fileURLToPath(new URL("..", import.meta.url));

/** The packages of which the bundle contains a file, as paths below the extension. */
function packagesIn(/** @type {string[]} */ inputs) {
  const packages = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(packages)].filter((path) => path !== undefined).sort();
}

function licenseOf(/** @type {string} */ path) {
  const directory = join(extension, path);
  const { name, version } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no license file.`);
  return `${name} ${version}\n\n${readFileSync(join(directory, file), "utf8").trim()}\n`;
}

const { metafile } = await build({
  absWorkingDir: extension,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  minify: true,
  keepNames: true,
  metafile: true,
  logLevel: "warning",
});
const licenses = packagesIn(Object.keys(metafile.inputs)).map(licenseOf);
writeFileSync(join(extension, "dist", "licenses.txt"), licenses.join(`\n${"-".repeat(80)}\n\n`));
