import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, vi } from "vitest";
import { CACHE } from "../environments";
import { userSettings } from "./vscode";
import { openPage, Workbench } from "./workbench";

const examples = fileURLToPath(new URL("../../../examples", import.meta.url));

/** Where the pictures go that show what the tests saw; not under version control. */
export const PICTURES = join(CACHE, "pictures");

export interface Plan {
  /** The files of the folder by their names: their text, or undefined for the example of that name. */
  readonly files: Readonly<Record<string, string | undefined>>;
  /** The folder's own settings to begin with. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The user's own settings, besides those that all sittings have. */
  readonly user?: Readonly<Record<string, unknown>>;
  /** Puts more into the folder. */
  readonly before?: (folder: string) => void;
}

/**
 * One window on a folder of its own, which the tests of a file use in order, as a user in one sitting. The first of
 * the files is open.
 */
export class Sitting {
  readonly withNumPy = inject("withNumPy");
  /** The folder that is open. */
  readonly folder = mkdtempSync(join(inject("home"), "project-"));
  private browser: Browser | undefined;
  private bench: Workbench | undefined;

  constructor(
    private readonly name: string,
    private readonly plan: Plan,
  ) {}

  get workbench(): Workbench {
    if (this.bench === undefined) throw new Error("The window is not open.");
    return this.bench;
  }

  async begin(): Promise<void> {
    mkdirSync(join(this.folder, ".vscode"));
    const files = Object.entries(this.plan.files);
    for (const [name, text] of files) {
      if (text === undefined) copyFileSync(join(examples, name), join(this.folder, name));
      else writeFileSync(join(this.folder, name), text);
    }
    this.settings(this.plan.settings ?? {});
    this.plan.before?.(this.folder);
    userSettings(inject("home"), this.plan.user);
    this.browser = await chromium.connect(inject("browser"));
    this.bench = new Workbench(await openPage(this.browser));
    await this.bench.open(`${inject("address")}/?folder=${encodeURIComponent(this.folder)}`);
    await this.bench.openFile(files[0]?.[0] ?? "");
  }

  /** Close the window, with which our server has to end. */
  async end(): Promise<void> {
    await this.bench?.page.goto("about:blank");
    await this.browser?.close();
    await vi.waitFor(() => expect(this.servers()).toEqual([]), { timeout: 30_000 });
  }

  /** The folder's own settings; VS Code watches the file. */
  settings(values: Readonly<Record<string, unknown>>): void {
    writeFileSync(join(this.folder, ".vscode", "settings.json"), JSON.stringify(values));
  }

  /** The processes that run our server. */
  servers(): string[] {
    return processes("launch.py lsp");
  }

  /** The processes that run a program under the agent. */
  programs(): string[] {
    return processes(join("tracing", "agent"));
  }

  /** Take a picture of the window, for whoever wants to see what the tests saw. */
  async picture(title: string): Promise<void> {
    const path = join(PICTURES, `${this.name}-${title.replace(/\W+/g, "-")}.png`);
    await this.workbench.page.screenshot({ path, animations: "disabled" });
  }
}

/** The sitting of a file of tests. `name`: what its pictures begin with. */
export function sitting(name: string, plan: Plan): Sitting {
  const here = new Sitting(name, plan);
  beforeAll(() => here.begin());
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await here.picture(`FAILED-${task.name}`);
  });
  afterAll(() => here.end());
  return here;
}

/** What runs from the installed extension, by some words of the command. */
function processes(words: string): string[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(join(inject("home"), "extensions")) && line.includes(words));
}
