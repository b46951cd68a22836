import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { type ConfigurationScope, ConfigurationTarget, workspace } from "vscode";

/** The settings as the server reads them: the section `bytelens` without what concerns the client alone. */
export interface ServerSettings {
  readonly inlayHints: {
    readonly enabled: boolean;
    readonly minimumBytes: number;
    readonly contents: readonly string[];
  };
  readonly units: string;
  readonly diagnostics: {
    readonly enabled: boolean;
    readonly select: readonly string[];
    readonly ignore: readonly string[];
  };
  readonly memoryBudget: string;
  readonly trace: {
    readonly timeLimit: number;
    readonly memoryLimit: number;
    readonly steps: number;
  };
  readonly logLevel: string;
}

/**
 * What the server starts with: the settings, whether it may run programs and load rules that other packages bring, and
 * that we show traces by ourselves.
 */
export function initializationOptions(): ServerSettings & {
  readonly trusted: boolean;
  readonly showsTraces: true;
} {
  return { ...serverSettings(), trusted: workspace.isTrusted, showsTraces: true };
}

/** The settings of the moment. Later the server asks for them itself, file by file. */
export function serverSettings(): ServerSettings {
  const section = workspace.getConfiguration("bytelens");
  return {
    inlayHints: {
      enabled: section.get("inlayHints.enabled", true),
      minimumBytes: section.get("inlayHints.minimumBytes", 0),
      contents: section.get("inlayHints.contents", ["bytes", "dtype", "shape"]),
    },
    units: section.get("units", "si"),
    diagnostics: {
      enabled: section.get("diagnostics.enabled", true),
      select: section.get("diagnostics.select", []),
      ignore: section.get("diagnostics.ignore", []),
    },
    memoryBudget: section.get("memoryBudget", ""),
    trace: {
      timeLimit: section.get("trace.timeLimit", 0),
      memoryLimit: section.get("trace.memoryLimit", 0),
      steps: section.get("trace.steps", 1000),
    },
    logLevel: section.get("logLevel", "info"),
  };
}

/** `bytelens.interpreter` as a command: `~`, `${workspaceFolder}` and paths relative to the folder are resolved. */
export function interpreterSetting(): string {
  const written = workspace.getConfiguration("bytelens").get("interpreter", "").trim();
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  const path = written.replace(/^~(?=[/\\]|$)/, homedir()).replaceAll("${workspaceFolder}", folder);
  const isName = !/[/\\]/.test(path);
  return isName || isAbsolute(path) ? path : join(folder, path);
}

/** Write `bytelens.<key>` where it is set already, so that the new value takes effect; else at `otherwise`. */
export async function updateSetting(
  key: string,
  value: unknown,
  otherwise: ConfigurationTarget,
  scope?: ConfigurationScope,
): Promise<void> {
  const section = workspace.getConfiguration("bytelens", scope);
  const set = section.inspect(key);
  let target = otherwise;
  if (set?.workspaceFolderValue !== undefined) target = ConfigurationTarget.WorkspaceFolder;
  else if (set?.workspaceValue !== undefined) target = ConfigurationTarget.Workspace;
  else if (set?.globalValue !== undefined) target = ConfigurationTarget.Global;
  await section.update(key, value, target);
}

/** Switch the hints on or off, for the file in view. */
export async function toggleHints(scope?: ConfigurationScope): Promise<void> {
  const enabled = workspace.getConfiguration("bytelens", scope).get("inlayHints.enabled", true);
  await updateSetting("inlayHints.enabled", !enabled, ConfigurationTarget.Global, scope);
}
