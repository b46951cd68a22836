/** Bundles the client into `dist/extension.js`, and the licenses of what it contains into `dist/licenses.txt`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licensesOf } from "./licenses.mjs";

const extension = fileURLToPath(new URL("..", import.meta.url));

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
writeFileSync(join(extension, "dist", "licenses.txt"), licensesOf(Object.keys(metafile.inputs)));
