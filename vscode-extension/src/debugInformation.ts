import { homedir } from "node:os";
import { env, extensions, version, window, workspace } from "vscode";
import { ENVIRONMENTS_EXTENSION, PYTHON_EXTENSION } from "./environments";
import { log } from "./log";
import type { Server } from "./server";

const OWN = "bytelens.bytelens";
const COPIED = "Debug information of ByteLens copied. It holds no code.";

/** Put into the clipboard what a report of a problem needs: versions, interpreter, settings and the last of the log. */
export async function copyDebugInformation(server: Server): Promise<void> {
  const parts = [
    ...environment(server),
    "",
    "Settings:",
    ...settings(),
    "",
    "Log:",
    ...log.last.map(essence),
  ];
  await env.clipboard.writeText(`${withoutPaths(parts.join("\n"), folders())}\n`);
  await window.showInformationMessage(COPIED);
}

function environment(server: Server): string[] {
  const others = [PYTHON_EXTENSION, ENVIRONMENTS_EXTENSION, "ms-toolsai.jupyter"].filter(versionOf);
  return [
    `ByteLens ${versionOf(OWN)}`,
    `${env.appName} ${version}, remote: ${env.remoteName ?? "none"}`,
    `${process.platform} ${process.arch}, Node ${process.versions.node}`,
    `Other extensions: ${others.map((id) => `${id} ${versionOf(id)}`).join(", ") || "none of Python's"}`,
    `Folders: ${folders().length}, ${workspace.isTrusted ? "trusted" : "not trusted"}`,
    `Interpreter: ${server.interpreter?.command ?? "none"} (from ${server.interpreter?.source ?? "nobody"})`,
    `Server: ${server.isRunning ? "running" : "not running"}, ${server.detail}`,
  ];
}

function versionOf(id: string): string | undefined {
  return extensions.getExtension(id)?.packageJSON.version;
}

/** The settings that somebody has set, each at the level that decides. */
function settings(): string[] {
  const section = workspace.getConfiguration("bytelens");
  const keys = Object.keys(
    extensions.getExtension(OWN)?.packageJSON.contributes.configuration.properties ?? {},
  );
  return keys.flatMap((key) => {
    const set = section.inspect(key.replace("bytelens.", ""));
    const value = set?.workspaceFolderValue ?? set?.workspaceValue ?? set?.globalValue;
    return value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`];
  });
}

function folders(): string[] {
  return workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [];
}

/** Of a message its first line; of a traceback also where it was, and the type of the error: the rest may hold code. */
export function essence(message: string): string {
  const [first = "", ...rest] = message.split("\n");
  const places = rest.filter((line) => /^\s+File ".*", line \d+/.test(line));
  const type = places.length > 0 ? /^[\w.]+(?=:|$)/.exec(rest.at(-1) ?? "")?.[0] : undefined;
  return [first.slice(0, 300), ...places, ...(type === undefined ? [] : [type])].join("\n");
}

/** Text in which the user's folders have other names. */
export function withoutPaths(text: string, folders: readonly string[], home = homedir()): string {
  const named = folders.map((folder, index) => [folder, `<folder ${index + 1}>`] as const);
  // The longest first: one folder may be in another.
  const all = [...named, [home, "~"] as const].sort(([a], [b]) => b.length - a.length);
  return all.reduce(
    (written, [path, name]) => written.replaceAll(path, name).replaceAll(encodeURI(path), name),
    text,
  );
}
