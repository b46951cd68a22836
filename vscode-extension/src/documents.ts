import { type TextDocument, workspace } from "vscode";

/** What the URIs of the cells of notebooks begin with. */
export const CELL_SCHEME = "vscode-notebook-cell";

/** The type of notebooks that the server is told of as a whole. */
export const NOTEBOOK_TYPE = "jupyter-notebook";

/** The documents that ByteLens looks at: files, new files that have no name yet, and cells of notebooks. */
export const documentSelector = [
  { scheme: "file", language: "python" },
  { scheme: "untitled", language: "python" },
  { scheme: CELL_SCHEME, language: "python" },
];

export function isNotebook(path: string): boolean {
  return path.toLowerCase().endsWith(".ipynb");
}

/** The URI of what is traced: of a document, or of the notebook that it is a cell of. */
export function uriOf(document: TextDocument): string {
  const notebook =
    document.uri.scheme === CELL_SCHEME &&
    workspace.notebookDocuments.find((open) => open.getCells().some((cell) => cell.document === document));
  return (notebook || document).uri.toString();
}
