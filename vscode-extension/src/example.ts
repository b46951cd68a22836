import { Uri, window, workspace } from "vscode";

/** Open the program that the walkthrough is about, in `folder`, as a new file that has no name yet. */
export async function openExample(folder: Uri): Promise<void> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(folder, "example.py"));
  const content = new TextDecoder().decode(bytes);
  await window.showTextDocument(await workspace.openTextDocument({ language: "python", content }));
}
