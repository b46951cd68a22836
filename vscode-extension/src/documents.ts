/** The documents that ByteLens looks at: files, new files that have no name yet, and cells of notebooks. */
export const documentSelector = [
  { scheme: "file", language: "python" },
  { scheme: "untitled", language: "python" },
  { scheme: "vscode-notebook-cell", language: "python" },
];
