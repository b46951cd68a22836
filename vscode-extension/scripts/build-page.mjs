/**
 * Bundles the page of a trace into `page.js` and `page.css`, where the server looks for them and whence the packages
 * take them. The licenses of what they contain stand at their heads, since the page goes on its own from hand to hand.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licensesOf } from "./licenses.mjs";

const extension = fileURLToPath(new URL("..", import.meta.url));
const target = join(dirname(extension), "server", "bytelens", "report", "tracing", "page");

const { metafile, outputFiles } = await build({
  absWorkingDir: extension,
  entryPoints: { page: "page/main.ts" },
  outdir: target,
  bundle: true,
  platform: "browser",
  target: ["chrome123", "firefox121", "safari17.5"],
  format: "iife",
  charset: "ascii",
  minify: true,
  metafile: true,
  write: false,
  logLevel: "warning",
});
const notice = `/*!\n${licensesOf(Object.keys(metafile.inputs)).replaceAll("*/", "* /")}*/\n`;
mkdirSync(target, { recursive: true });
for (const { path, text } of outputFiles) writeFileSync(path, notice + text);
