/** The licenses of what a bundle contains. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const extension = fileURLToPath(new URL("..", import.meta.url));

/** The licenses of the packages of which a bundle contains a file, as one text. */
export function licensesOf(/** @type {string[]} */ inputs) {
  return joined(packagesIn(inputs).map(licenseOf));
}

/** Several licenses as one text. */
export function joined(/** @type {string[]} */ licenses) {
  return licenses.join(`\n${"-".repeat(80)}\n\n`);
}

/** The packages, as paths below the extension. */
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
