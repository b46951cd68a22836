/** What the page is shown in: a browser, or a webview of VS Code, which is told where the user goes. */
import type { Place } from "./data";

interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** There in a webview alone; it may be called once. */
  var acquireVsCodeApi: (() => WebviewApi) | undefined;
}

export interface Host {
  /** Show a line in the editor. */
  reveal(place: Place): void;
  /** What `keep` was given last, by a page of the same webview. */
  kept(): unknown;
  keep(state: unknown): void;
  /** Call back when the editor asks to highlight a line. */
  onHighlight(act: (place: Place) => void): void;
}

const BROWSER: Host = {
  reveal() {},
  kept: () => undefined,
  keep() {},
  onHighlight() {},
};

export function findHost(): Host {
  const api = globalThis.acquireVsCodeApi?.();
  if (api === undefined) return BROWSER;
  return {
    reveal: ({ path, line }) => api.postMessage({ type: "reveal", path, line }),
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
    onHighlight(act) {
      window.addEventListener("message", ({ data }) => {
        const place = highlighted(data);
        if (place !== undefined) act(place);
      });
    },
  };
}

function highlighted(message: unknown): Place | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { type, path, line } = message as Record<string, unknown>;
  if (type !== "highlight" || typeof path !== "string" || typeof line !== "number") return undefined;
  return { path, line };
}
