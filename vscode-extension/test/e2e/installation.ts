import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { makeEnvironment } from "../environments";
import { startVSCode } from "./vscode";
import { startBrowser } from "./workbench";

declare module "vitest" {
  interface ProvidedContext {
    /** Where VS Code listens. */
    address: string;
    /** Where the browser listens, for playwright. */
    browser: string;
    /** The folder that holds VS Code's data and what the sittings work on. */
    home: string;
    /** An interpreter with NumPy and pytest: what the extension uses where a sitting says nothing else. */
    withNumPy: string;
  }
}

/** Started once for all sittings: VS Code with the packaged extension and no other, and a browser. */
export default async function installation({ provide }: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "bytelens-e2e-"));
  const withNumPy = makeEnvironment("e2e", ["numpy>=2", "pytest"]);
  const vscode = await startVSCode(home, withNumPy);
  const browser = await startBrowser();
  provide("address", vscode.address);
  provide("browser", browser.wsEndpoint());
  provide("home", home);
  provide("withNumPy", withNumPy);
  return async () => {
    await browser.close();
    await vscode.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
