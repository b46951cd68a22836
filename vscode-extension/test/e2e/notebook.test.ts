import { test } from "vitest";
import { sitting } from "./sitting";

const HEAD = "import numpy as np\nn = 1000";
const FIRST = "a = np.zeros(n)";
const SECOND = "b = a * 2";

const here = sitting("notebook", {
  files: {
    "analysis.ipynb": notebook(HEAD, "# Twice", `%matplotlib inline\n${FIRST}`, `${SECOND}\nc = b[::2]`),
  },
  settings: { "editor.fontSize": 16 },
});

/** A notebook as a file; what begins with `#` is Markdown. */
function notebook(...cells: string[]): string {
  const made = cells.map((source) =>
    source.startsWith("#")
      ? { cell_type: "markdown", metadata: {}, source }
      : { cell_type: "code", execution_count: null, metadata: {}, outputs: [], source },
  );
  const metadata = { language_info: { name: "python" } };
  return JSON.stringify({ cells: made, metadata, nbformat: 4, nbformat_minor: 2 });
}

test("cells have hints of what the cells above them bind", async () => {
  await here.workbench.waitForLine(`${FIRST} 8 kB float64[1000]`);
  await here.workbench.waitForLine(`${SECOND} 8 kB float64[1000]`);
  await here.picture("hints");
});

test("an edit of a cell changes the hints of the others", async () => {
  await here.workbench.selectWord("1000");
  await here.workbench.page.keyboard.type("2000");
  await here.workbench.waitForLine(`${FIRST} 16 kB float64[2000]`);
  await here.workbench.waitForLine(`${SECOND} 16 kB float64[2000]`);
});

test("Trace Notebook runs the cells as they are, and puts what was measured into them", async () => {
  await here.workbench.page.locator(".notebook-toolbar-container").getByLabel("Trace Notebook").click();
  await here.workbench.waitForLine(`${FIRST} ● 16 kB float64[2000]`);
  await here.workbench.waitForLine(`${SECOND} ● 16 kB float64[2000]`);
  const notice = here.workbench.notification("analysis.ipynb: end of the program.");
  await notice.getByRole("button", { name: "Show Execution Table" }).click();
  await here.workbench.webview().getByText(SECOND).first().waitFor();
  await here.picture("traced");
});

test("a line of the table leads to its cell", async () => {
  await here.workbench.webview().getByRole("button", { name: "cell 4:1" }).first().click();
  await here.workbench.page.locator(".part.statusbar", { hasText: "Cell 4 of 4" }).waitFor();
  await here.picture("cell");
});
