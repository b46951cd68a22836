import { type Disposable, type Event, extensions, type Uri } from "vscode";

/** What an extension that manages Python environments tells us. */
export interface Environments {
  /** Path of the interpreter selected for a file or folder. */
  interpreter(resource: Uri | undefined): Promise<string | undefined>;
  onDidChange(listener: () => void): Disposable;
}

/** An extension that may or may not be there. */
export interface EnvironmentSource {
  readonly id: string;
  /** Activates the extension. Undefined where it is not installed or gives no API; rejects where it fails. */
  load(): Promise<Environments | undefined>;
}

export const PYTHON_EXTENSION = "ms-python.python";
export const ENVIRONMENTS_EXTENSION = "ms-python.vscode-python-envs";

/** The part that we use of the API of the Python Environments extension. */
interface EnvironmentsApi {
  getEnvironment(
    scope: Uri | undefined,
  ): Promise<{ readonly execInfo?: { readonly run: { readonly executable: string } } } | undefined>;
  readonly onDidChangeEnvironment: Event<unknown>;
}

/** The part that we use of the API of the Python extension. */
interface PythonApi {
  readonly ready?: Promise<void>;
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(environment: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

/** The sources, in the order in which they are asked. */
export const environmentSources: readonly EnvironmentSource[] = [
  { id: ENVIRONMENTS_EXTENSION, load: () => load(ENVIRONMENTS_EXTENSION, fromEnvironmentsApi) },
  { id: PYTHON_EXTENSION, load: () => load(PYTHON_EXTENSION, fromPythonApi) },
];

async function load<Api>(id: string, adapt: (api: Api) => Environments): Promise<Environments | undefined> {
  const extension = extensions.getExtension<Api | null | undefined>(id);
  if (extension === undefined) return undefined;
  // Without an API where the user has switched that extension off in its own settings.
  const api = await extension.activate();
  return api == null ? undefined : adapt(api);
}

function fromEnvironmentsApi(api: EnvironmentsApi): Environments {
  return {
    interpreter: async (resource) => (await api.getEnvironment(resource))?.execInfo?.run.executable,
    onDidChange: (listener) => api.onDidChangeEnvironment(listener),
  };
}

function fromPythonApi(api: PythonApi): Environments {
  const { environments } = api;
  return {
    interpreter: async (resource) => {
      await api.ready;
      const path = environments.getActiveEnvironmentPath(resource);
      return (await environments.resolveEnvironment(path))?.executable.uri?.fsPath;
    },
    onDidChange: (listener) => environments.onDidChangeActiveEnvironmentPath(listener),
  };
}
