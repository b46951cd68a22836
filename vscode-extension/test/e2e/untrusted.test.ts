import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sitting } from "./sitting";

const HINTED = "arr = np.arange(1000) 8 kB int64[1000]";

const here = sitting("untrusted", {
  files: { "monitoring.py": undefined },
  // An interpreter of the workspace's own, which tells that it was run.
  settings: { "bytelens.interpreter": "${workspaceFolder}/python" },
  user: {
    "security.workspace.trust.enabled": true,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
  },
  before: (folder) => {
    const script = join(folder, "python");
    writeFileSync(script, `#!/bin/sh\ntouch "${join(folder, "was-run")}"\n`);
    chmodSync(script, 0o755);
  },
});

test("a workspace that is not trusted has hints, and no say in what runs", async () => {
  await here.workbench.waitForLine(HINTED);
  await here.workbench.page.locator(".part.statusbar", { hasText: "Restricted Mode" }).waitFor();
  expect(here.servers()[0]).toContain(here.withNumPy);
  await here.picture("restricted");
});

test("nothing is traced there: the palette does not offer it", async () => {
  await here.workbench.page.keyboard.press("F1");
  await here.workbench.page.keyboard.type("ByteLens: ");
  await here.workbench.quickPick("ByteLens: Restart Server").waitFor();
  expect(await here.workbench.quickPick("ByteLens: Trace").count()).toBe(0);
  await here.picture("palette");
  await here.workbench.page.keyboard.press("Escape");
});

test("once it is trusted, its own interpreter counts", async () => {
  expect(existsSync(join(here.folder, "was-run"))).toBe(false);
  await here.workbench.runCommand("Workspaces: Manage Workspace Trust");
  await here.workbench.page
    .locator(".workspace-trust-editor")
    .getByRole("button", { name: "Trust", exact: true })
    .click();
  await here.workbench.notification("ByteLens cannot run the Python interpreter").waitFor();
  expect(existsSync(join(here.folder, "was-run"))).toBe(true);
  await here.picture("trusted");
});
