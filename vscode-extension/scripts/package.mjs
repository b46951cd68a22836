/**
 * Packs the extension into `bytelens.vsix`. The marketplaces show pictures of a README from the web alone: `$IMAGES_URL` is
 * where this folder is to be found there. Without it, the README refers to the pictures in the package.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const extension = fileURLToPath(new URL("..", import.meta.url));
const vsce = fileURLToPath(new URL("../node_modules/@vscode/vsce/vsce", import.meta.url));
const url = process.env.IMAGES_URL;

const pictures = url ? ["--baseImagesUrl", url] : ["--no-rewrite-relative-links"];
const options = ["--no-dependencies", "--allow-missing-repository", ...pictures, "--out", "bytelens.vsix"];
execFileSync(process.execPath, [vsce, "package", ...options], { cwd: extension, stdio: "inherit" });
