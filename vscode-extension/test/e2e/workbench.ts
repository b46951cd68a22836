import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
  type Browser,
  type BrowserServer,
  chromium,
  type FrameLocator,
  type Locator,
  type Page,
} from "playwright-core";
import { expect } from "vitest";

const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

const PATIENCE_MS = 60_000;

/** VS Code draws a space as a no-break space, and the one before a hint as a hair space. */
const DRAWN_SPACE = /[\u00a0\u200a]/g;

/** A headless browser. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}

/** A headless browser, to which several processes can connect. */
export async function startBrowser(): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath: findChromium(), args: FLAGS });
}

/** A window of 1280 by 640, with two pixels a point so that pictures of it are crisp. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 640 }, deviceScaleFactor: 2 });
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

function findChromium(): string {
  if (process.env.CHROMIUM !== undefined) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      const path = execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
      if (existsSync(path)) return path;
    } catch {
      // Not this one.
    }
  }
  throw new Error("There is no Chromium on PATH; install it, or name it in CHROMIUM.");
}

/** Whether something appears within a second. */
async function appears(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 1_000 }).then(
    () => true,
    () => false,
  );
}

/** A line as one reads it. */
export function asRead(line: string): string {
  return line.replace(DRAWN_SPACE, " ");
}

/** VS Code's window, as a user meets it: keys and pictures. */
export class Workbench {
  constructor(readonly page: Page) {}

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator(".monaco-workbench .part.editor").waitFor();
    // The explorer would take a third of the window.
    await this.runCommand("View: Close Primary Side Bar");
  }

  async openFile(name: string): Promise<void> {
    await this.quickInput("Control+P", name);
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
    await this.page.locator(".view-lines .view-line").first().waitFor();
  }

  /** `closes`: whether nothing more is asked for. */
  async runCommand(title: string, closes = true): Promise<void> {
    await this.quickInput("F1", title, closes);
  }

  /** Wait until some line reads exactly `text`: its code, a space, and its hint where it has one. */
  async waitForLine(text: string): Promise<void> {
    await expect.poll(() => this.lines()).toContain(text);
  }

  /** The lines on the screen as they read. */
  async lines(): Promise<string[]> {
    const lines = await this.page.locator(".view-lines .view-line").allTextContents();
    return lines.map(asRead);
  }

  /** Select the first place where `word` stands as a token of its own, as a double click does. */
  async selectWord(word: string): Promise<void> {
    await this.page.locator(".view-lines").getByText(word, { exact: true }).first().dblclick();
  }

  /** Put the cursor at the beginning of a line. */
  async goToLine(number: number): Promise<void> {
    await this.page.keyboard.press("Control+Home");
    for (let line = 1; line < number; line++) await this.page.keyboard.press("ArrowDown");
  }

  /** Show the hover of what the cursor is at. */
  async hover(): Promise<Locator> {
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    const hover = this.page.locator(".monaco-hover:visible").first();
    await hover.waitFor();
    return hover;
  }

  /** Take the first quick fix at the cursor, which is to have this title. */
  async quickFix(title: string): Promise<void> {
    const fix = this.page.locator(".action-widget .monaco-list-row.focused", { hasText: title });
    // For a moment after the cursor has moved, VS Code drops what it is asked for, and says that there is nothing.
    await expect
      .poll(async () => {
        await this.page.keyboard.press("Control+.");
        return appears(fix);
      })
      .toBe(true);
    await this.page.keyboard.press("Enter");
    await fix.waitFor({ state: "hidden" });
  }

  /** The page of the panel beside the editor: a frame within a frame. Notebooks have frames of their own. */
  webview(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview[src*="extensionId=bytelens"]')
      .frameLocator("iframe#active-frame");
  }

  /** The code lenses on the screen that read `title`. */
  lens(title: string): Locator {
    return this.page.locator(".codelens-decoration a", { hasText: title });
  }

  /** Close every message. */
  async closeNotifications(): Promise<void> {
    await this.runCommand("Notifications: Clear All Notifications");
    await this.page.locator(".notification-toast").waitFor({ state: "detached" });
  }

  notification(text: string): Locator {
    return this.page.locator(".notification-toast", { hasText: text });
  }

  quickPick(text: string): Locator {
    return this.page.locator(".quick-input-widget .quick-input-list-row", { hasText: text });
  }

  private async quickInput(key: string, text: string, closes = true): Promise<void> {
    const input = this.page.locator(".quick-input-widget .quick-input-box input");
    await this.page.keyboard.press(key);
    await input.waitFor();
    await this.page.keyboard.type(text);
    // The list filters as one types: Enter takes what is in focus.
    await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text }).waitFor();
    await this.page.keyboard.press("Enter");
    if (closes) await input.waitFor({ state: "hidden" });
  }
}
