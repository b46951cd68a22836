import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { type ConfigurationScope, ConfigurationTarget, type Memento, workspace } from "vscode";

/** The settings as the server reads them: the section `bytelens` without what concerns the client alone. */
export interface ServerSettings {
  readonly inlayHints: {
    readonly mode: string;
    readonly largeFrom: string;
    readonly contents: readonly string[];
  };
  readonly emphasis: {
    readonly large: number;
    readonly veryLarge: number;
  };
  readonly peaks: { readonly enabled: boolean };
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
 * that we show traces, and what files need, by ourselves.
 */
export function initializationOptions(): ServerSettings & {
  readonly trusted: boolean;
  readonly showsTraces: true;
  readonly showsStatus: true;
  readonly asksWhatIf: true;
} {
  return {
    ...serverSettings(),
    trusted: workspace.isTrusted,
    showsTraces: true,
    showsStatus: true,
    asksWhatIf: true,
  };
}

/** The settings of the moment. Later the server asks for them itself, file by file. */
export function serverSettings(): ServerSettings {
  const section = workspace.getConfiguration("bytelens");
  return {
    inlayHints: {
      mode: section.get("inlayHints.mode", "all"),
      largeFrom: section.get("inlayHints.largeFrom", "1MB"),
      contents: section.get("inlayHints.contents", ["bytes", "dtype", "shape"]),
    },
    emphasis: {
      large: section.get("emphasis.large", 1),
      veryLarge: section.get("emphasis.veryLarge", 10),
    },
    peaks: { enabled: section.get("peaks.enabled", true) },
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

const HIDDEN = "hover";

/** Hide the hints of the file in view, or show those again that were hidden; `memory` keeps which. */
export async function toggleHints(memory: Memento, scope?: ConfigurationScope): Promise<void> {
  const mode = workspace.getConfiguration("bytelens", scope).get<string>("inlayHints.mode", "all");
  if (mode !== HIDDEN) await memory.update("shownHints", mode);
  const next = mode === HIDDEN ? memory.get("shownHints", "all") : HIDDEN;
  await updateSetting("inlayHints.mode", next, ConfigurationTarget.Global, scope);
}
