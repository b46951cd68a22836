/** The part of VS Code's API that the extension uses, as far as its units need it: state that tests set and read. */
import { vi } from "vitest";

export class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

export enum ConfigurationTarget {
  Global = 1,
  Workspace = 2,
  WorkspaceFolder = 3,
}

export enum LanguageStatusSeverity {
  Information = 0,
  Warning = 1,
  Error = 2,
}

/** What a test arranges, and what it can fire. {@link reset} brings the fresh state back. */
export const editor = {
  /** Values of `bytelens.*` by the level at which they are set. */
  configuration: new Map<string, Partial<Record<"global" | "workspace" | "workspaceFolder", unknown>>>(),
  extensions: new Map<string, { activate(): Promise<unknown> }>(),
  trusted: true,
  folders: [] as { uri: { fsPath: string; scheme: string } }[],
  statusItems: [] as Record<string, unknown>[],
  configurationChanged: new EventEmitter<{ affectsConfiguration(section: string): boolean }>(),
  extensionsChanged: new EventEmitter<void>(),
  trustGranted: new EventEmitter<void>(),
  foldersChanged: new EventEmitter<void>(),
};

export function reset(): void {
  editor.configuration.clear();
  editor.extensions.clear();
  editor.trusted = true;
  editor.folders = [];
  editor.statusItems = [];
}

export const workspace = {
  get isTrusted() {
    return editor.trusted;
  },
  get workspaceFolders() {
    return editor.folders.length > 0 ? editor.folders : undefined;
  },
  onDidChangeConfiguration: editor.configurationChanged.event,
  onDidGrantWorkspaceTrust: editor.trustGranted.event,
  onDidChangeWorkspaceFolders: editor.foldersChanged.event,
  getConfiguration: () => ({
    get: (key: string, otherwise: unknown) => {
      const set = editor.configuration.get(key);
      return set?.workspaceFolder ?? set?.workspace ?? set?.global ?? otherwise;
    },
    inspect: (key: string) => {
      const set = editor.configuration.get(key);
      return {
        key,
        globalValue: set?.global,
        workspaceValue: set?.workspace,
        workspaceFolderValue: set?.workspaceFolder,
      };
    },
    update: async (key: string, value: unknown, target: ConfigurationTarget) => {
      const level = (["global", "workspace", "workspaceFolder"] as const)[target - 1] ?? "global";
      editor.configuration.set(key, { ...editor.configuration.get(key), [level]: value });
    },
  }),
};

export const extensions = {
  getExtension: (id: string) => editor.extensions.get(id),
  onDidChange: editor.extensionsChanged.event,
};

export const window = {
  activeTextEditor: undefined,
  createOutputChannel: () => ({ debug() {}, info() {}, warn() {}, error() {}, show() {}, dispose() {} }),
  showWarningMessage: vi.fn(
    async (_message: string, ..._buttons: string[]): Promise<string | undefined> => undefined,
  ),
  showQuickPick: vi.fn(async (_items: readonly { label: string }[]): Promise<unknown> => undefined),
  showInputBox: vi.fn(async (): Promise<string | undefined> => undefined),
  showOpenDialog: vi.fn(async (): Promise<{ fsPath: string }[] | undefined> => undefined),
};

export const commands = {
  executeCommand: vi.fn(async (_id: string): Promise<unknown> => undefined),
  registerCommand: vi.fn(() => ({ dispose() {} })),
};

export const languages = {
  createLanguageStatusItem: (id: string) => {
    const item: Record<string, unknown> = { id, dispose() {} };
    editor.statusItems.push(item);
    return item;
  },
};
