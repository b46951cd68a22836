/** The part of VS Code's API that the extension uses, as far as its units need it: state that tests set and read. */
import { readFileSync } from "node:fs";
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

export enum ProgressLocation {
  Notification = 15,
}

export enum ViewColumn {
  Beside = -2,
  One = 1,
}

export enum StatusBarAlignment {
  Right = 2,
}

export enum DecorationRangeBehavior {
  ClosedClosed = 1,
}

export enum OverviewRulerLane {
  Right = 4,
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class MarkdownString {
  constructor(public value = "") {}
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
  appendText = this.appendMarkdown;
}

export class Range {
  constructor(
    readonly startLine: number,
    readonly startCharacter: number,
    readonly endLine: number,
    readonly endCharacter: number,
  ) {}
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly fsPath: string,
  ) {}
  static parse(text: string): Uri {
    const { protocol, pathname } = new URL(text);
    return new Uri(protocol.slice(0, -1), decodeURIComponent(pathname));
  }
  static joinPath(uri: Uri, name: string): Uri {
    return new Uri(uri.scheme, `${uri.fsPath}/${name}`);
  }
  static file(path: string): Uri {
    return new Uri("file", path);
  }
  toString(): string {
    return `${this.scheme}://${this.fsPath.split("/").map(encodeURIComponent).join("/")}`;
  }
}

/** A document that is open. */
export interface Document {
  readonly uri: Uri;
  readonly languageId: string;
  isDirty: boolean;
  isUntitled: boolean;
  save(): Promise<boolean>;
}

/** A notebook that is open. */
export interface Notebook {
  readonly uri: Uri;
  readonly notebookType: string;
  getCells(): { readonly document: Document }[];
}

/** A panel as the extension made it; `post` is what its page does, and `posted` what the page gets. */
export class Panel {
  title = "";
  readonly posted: unknown[] = [];
  readonly received = new EventEmitter<unknown>();
  private readonly disposed = new EventEmitter<void>();
  readonly onDidDispose = this.disposed.event;
  readonly webview = {
    html: "",
    onDidReceiveMessage: this.received.event,
    postMessage: async (message: unknown) => this.posted.push(message),
  };
  reveals = 0;
  reveal(): void {
    this.reveals += 1;
  }
  dispose(): void {
    this.disposed.fire();
  }
}

/** What VS Code keeps for an extension. */
export class Memory {
  private readonly kept = new Map<string, unknown>();
  keys(): readonly string[] {
    return [...this.kept.keys()];
  }
  get<T>(key: string, otherwise?: T): T {
    return (this.kept.has(key) ? this.kept.get(key) : otherwise) as T;
  }
  async update(key: string, value: unknown): Promise<void> {
    this.kept.set(key, value);
  }
}

/** What a test arranges, and what it can fire. {@link reset} brings the fresh state back. */
export const editor = {
  /** Values of `bytelens.*` by the level at which they are set. */
  configuration: new Map<string, Partial<Record<"global" | "workspace" | "workspaceFolder", unknown>>>(),
  extensions: new Map<string, { packageJSON?: unknown; activate(): Promise<unknown> }>(),
  trusted: true,
  folders: [] as { uri: { fsPath: string; scheme: string } }[],
  statusItems: [] as Record<string, unknown>[],
  /** The items in the status bar; `visible` as they were shown or hidden last. */
  barItems: [] as { [key: string]: unknown; text: string; visible: boolean }[],
  clipboard: "",
  opened: [] as { language: string; content: string }[],
  documents: [] as Document[],
  active: undefined as { document: Document; selection: { active: { line: number } } } | undefined,
  visible: [] as { document: Document; viewColumn: number }[],
  notebooks: [] as Notebook[],
  activeNotebook: undefined as Notebook | undefined,
  visibleNotebooks: [] as { notebook: Notebook; viewColumn: number }[],
  activeChanged: new EventEmitter<void>(),
  visibleChanged: new EventEmitter<void>(),
  documentClosed: new EventEmitter<{ uri: Uri }>(),
  panels: [] as Panel[],
  /** What the output channels hold. */
  output: "",
  progress: [] as { title: string; messages: string[]; done: boolean; cancel(): void }[],
  selectionChanged: new EventEmitter<{ textEditor: unknown }>(),
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
  editor.barItems = [];
  editor.clipboard = "";
  editor.opened = [];
  editor.documents = [];
  editor.active = undefined;
  editor.visible = [];
  editor.notebooks = [];
  editor.activeNotebook = undefined;
  editor.visibleNotebooks = [];
  editor.panels = [];
  editor.output = "";
  editor.progress = [];
}

export const workspace = {
  get isTrusted() {
    return editor.trusted;
  },
  get workspaceFolders() {
    return editor.folders.length > 0 ? editor.folders : undefined;
  },
  get textDocuments() {
    return editor.documents;
  },
  get notebookDocuments() {
    return editor.notebooks;
  },
  openNotebookDocument: vi.fn(async (_uri: Uri): Promise<unknown> => undefined),
  onDidChangeConfiguration: editor.configurationChanged.event,
  onDidGrantWorkspaceTrust: editor.trustGranted.event,
  onDidChangeWorkspaceFolders: editor.foldersChanged.event,
  onDidCloseTextDocument: editor.documentClosed.event,
  fs: { readFile: async ({ fsPath }: Uri) => readFileSync(fsPath) },
  openTextDocument: async (document: { language: string; content: string }) => {
    editor.opened.push(document);
    return document;
  },
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
  get activeTextEditor() {
    return editor.active;
  },
  get visibleTextEditors() {
    return editor.visible;
  },
  get activeNotebookEditor() {
    return editor.activeNotebook && { notebook: editor.activeNotebook };
  },
  get visibleNotebookEditors() {
    return editor.visibleNotebooks;
  },
  onDidChangeTextEditorSelection: editor.selectionChanged.event,
  onDidChangeActiveTextEditor: editor.activeChanged.event,
  onDidChangeVisibleTextEditors: editor.visibleChanged.event,
  createTextEditorDecorationType: (options: unknown) => ({ options, dispose() {} }),
  createStatusBarItem: () => {
    const item = {
      text: "",
      visible: false,
      show: () => {
        item.visible = true;
      },
      hide: () => {
        item.visible = false;
      },
      dispose() {},
    };
    editor.barItems.push(item);
    return item;
  },
  createOutputChannel: () => ({
    debug() {},
    info() {},
    warn() {},
    error() {},
    show() {},
    dispose() {},
    append(text: string) {
      editor.output += text;
    },
    clear() {
      editor.output = "";
    },
  }),
  createWebviewPanel: () => {
    const panel = new Panel();
    editor.panels.push(panel);
    return panel;
  },
  withProgress: async (
    { title }: { title: string },
    task: (progress: unknown, token: unknown) => Promise<unknown>,
  ) => {
    const cancelled = new EventEmitter<void>();
    const shown = { title, messages: [] as string[], done: false, cancel: () => cancelled.fire() };
    editor.progress.push(shown);
    const report = ({ message }: { message: string }) => shown.messages.push(message);
    await task({ report }, { onCancellationRequested: cancelled.event });
    shown.done = true;
  },
  showTextDocument: vi.fn(async (_uri: Uri, _options: unknown): Promise<unknown> => undefined),
  showInformationMessage: vi.fn(
    async (_message: string, ..._buttons: string[]): Promise<string | undefined> => undefined,
  ),
  showErrorMessage: vi.fn(
    async (_message: string, ..._buttons: string[]): Promise<string | undefined> => undefined,
  ),
  showWarningMessage: vi.fn(
    async (_message: string, ..._buttons: string[]): Promise<string | undefined> => undefined,
  ),
  showQuickPick: vi.fn(async (_items: readonly { label: string }[]): Promise<unknown> => undefined),
  showInputBox: vi.fn(async (_options?: unknown): Promise<string | undefined> => undefined),
  showOpenDialog: vi.fn(async (): Promise<{ fsPath: string }[] | undefined> => undefined),
};

export const commands = {
  executeCommand: vi.fn(async (_id: string, ..._args: unknown[]): Promise<unknown> => undefined),
  registerCommand: vi.fn(() => ({ dispose() {} })),
};

export const languages = {
  createLanguageStatusItem: (id: string) => {
    const item: Record<string, unknown> = { id, dispose: () => remove(item) };
    editor.statusItems.push(item);
    return item;
  },
};

export const version = "1.100.0";

export const env = {
  appName: "Editor",
  remoteName: "wsl" as string | undefined,
  clipboard: {
    writeText: async (text: string) => {
      editor.clipboard = text;
    },
  },
};

function remove(item: Record<string, unknown>): void {
  editor.statusItems = editor.statusItems.filter((other) => other !== item);
}
