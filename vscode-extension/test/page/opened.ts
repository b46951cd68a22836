import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { CACHE, PYTHON } from "../environments";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** Where the pages are written, and the pictures that are taken of them. */
export const PAGES = join(CACHE, "pages");

/** Write the pages of `write_pages.py`. */
export function writePages(): void {
  mkdirSync(PAGES, { recursive: true });
  const env = { ...process.env, PYTHONPATH: [join(repository, "server"), repository].join(delimiter) };
  const script = fileURLToPath(new URL("write_pages.py", import.meta.url));
  execFileSync(PYTHON, [script, PAGES], { env, stdio: "pipe" });
}

export interface Options {
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
  /** Runs in the page before its own script. */
  readonly before?: () => void;
}

/** A page in a window of its own. What it complains of, and what it asks the network for, is kept. */
export class Opened {
  readonly complaints: string[] = [];
  readonly requests: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, name: string, options: Options = {}): Promise<Opened> {
    const { colorScheme = "light", width = 1440, before } = options;
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const opened = new Opened(page);
    page.on("pageerror", (error) => opened.complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") opened.complaints.push(message.text());
    });
    page.on("request", (request) => opened.requests.push(request.url()));
    if (before !== undefined) await page.addInitScript(before);
    await page.goto(pathToFileURL(join(PAGES, `${name}.html`)).href);
    return opened;
  }

  /** The texts of the cells of every row that is drawn. */
  async rows(table: string): Promise<string[][]> {
    return this.page
      .locator(`#${table} tbody tr[data-row]`)
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll("td:not(.spacer)")].map((cell) => cell.textContent ?? "")),
      );
  }

  /** The text of the selected line of the source, or of the selected step: its cells, those that are empty aside. */
  async selected(table: "source" | "steps"): Promise<string[]> {
    const row = this.page.locator(`#${table} tr.selected`).first();
    return (await row.locator("td").allTextContents()).filter(Boolean);
  }

  /** What has the focus: the id of a table, or what it is called. */
  async focus(): Promise<string> {
    return this.page.evaluate(() => {
      const active = document.activeElement;
      if (active instanceof HTMLInputElement) return active.labels?.[0]?.textContent ?? "";
      return active?.id || active?.textContent || "";
    });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The middle of a column of the timeline by step, as a point of the window. */
  async pointOf(step: number, steps: number): Promise<{ x: number; y: number }> {
    const box = await this.page.locator("#timeline .u-over").boundingBox();
    if (box === null) throw new Error("There is no timeline.");
    return { x: box.x + ((step - 0.5) / steps) * box.width, y: box.y + box.height / 2 };
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(PAGES, `${name}.png`), fullPage: true, animations: "disabled" });
  }
}
