import { window } from "vscode";

/** The extension's and the server's messages, in the Output view under "ByteLens". */
export const log = window.createOutputChannel("ByteLens", { log: true });
