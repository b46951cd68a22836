import { statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { Film } from "./film";
import { PICTURES, sitting } from "./sitting";

const HEAD = "import numpy as np\n\n";
const LINES = [
  ["points = np.ones((200_000, 3))", "4.8 MB float64[200000,3]"],
  ["first = points[:1000]", "24 kB view of points"],
  ["scaled = 2.5 * points", "4.8 MB float64[200000,3]"],
] as const;
const GIF = join(PICTURES, "film.gif");

const here = sitting("film", {
  files: { "lesson.py": HEAD },
  settings: {
    "editor.codeLens": false,
    "editor.cursorBlinking": "solid",
    "editor.fontSize": 20,
    "editor.parameterHints.enabled": false,
    "editor.suggestOnTriggerCharacters": false,
  },
});
let film: Film;

beforeAll(async () => {
  await here.workbench.page.setViewportSize({ width: 860, height: 380 });
  film = new Film(here.workbench.page);
});

/** Type as one does, and keep what is seen. */
async function type(text: string): Promise<void> {
  for (const letters of text.match(/.{1,3}/g) ?? []) {
    await here.workbench.page.keyboard.type(letters);
    await film.shoot(150);
  }
}

test("hints come while one types", async () => {
  await expect.poll(() => here.servers()).toHaveLength(1);
  await here.workbench.page
    .locator(".part.statusbar", { hasText: "Activating" })
    .waitFor({ state: "detached" });
  await here.workbench.page.keyboard.press("Control+End");
  await film.shoot(600);
  for (const [line, hint] of LINES) {
    await type(line);
    await here.workbench.waitForLine(`${line} ${hint}`);
    await film.shoot(900);
    await here.workbench.page.keyboard.type("\n");
  }
});

test("hints follow an edit above them", async () => {
  await here.workbench.selectWord("200_000");
  await type("500_000");
  await here.workbench.waitForLine("scaled = 2.5 * points 12 MB float64[500000,3]");
  await film.shoot(1_500);
});

test("a trace marks what it measured", async () => {
  await here.workbench.runCommand("ByteLens: Trace This File", false);
  await here.workbench.notification("lesson.py: end of the program.").waitFor();
  await here.workbench.waitForLine("scaled = 2.5 * points ● 12 MB float64[500000,3]");
  await here.workbench.notification("Tracing lesson.py").waitFor({ state: "detached" });
  await film.shoot(3_000);
});

test("the film of it is small enough for a README", () => {
  film.write(GIF);
  expect(statSync(GIF).size).toBeLessThan(130_000);
});
