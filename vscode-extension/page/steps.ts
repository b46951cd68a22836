/** The execution table. */

import type { Cell, Column, GridRow } from "./cells";
import type { Trace } from "./data";
import { element } from "./dom";
import { Grid } from "./grid";
import { type StepRow, stepRows } from "./rows";
import type { Selected } from "./selection";
import { arrayText, count, longest, type Places } from "./words";

const ROW_HEIGHT = 22;
/** In characters. */
const WIDEST = { function: 16, action: 34, array: 32, output: 30 };
const NARROWEST = { function: 8, action: 14, array: 12, output: 7 };

export class StepsView {
  readonly element: HTMLElement;
  private readonly grid: Grid;
  private readonly rows: readonly StepRow[];
  private readonly rowOfStep = new Map<number, number>();
  private readonly hasFunctions: boolean;
  private highlighted: ReadonlySet<number> = new Set();

  constructor(
    trace: Trace,
    private readonly places: Places,
    private readonly selected: Selected,
    entered: (step: number, by: "key" | "pointer") => void,
  ) {
    this.rows = stepRows(trace);
    this.hasFunctions = trace.steps.some((step) => step.function !== null);
    for (const [index, { step, first }] of this.rows.entries()) {
      if (step !== undefined && first) this.rowOfStep.set(step.step, index);
    }
    this.grid = new Grid({
      id: "steps",
      label: "Execution table",
      columns: this.columns(),
      rows: this.rows.length,
      rowHeight: ROW_HEIGHT,
      row: (index) => this.row(index),
      moved: (index) => {
        const step = this.rows[index]?.step;
        if (step !== undefined) selected.selectStep(step.step);
      },
      entered: (index, _, by) => {
        const step = this.rows[index]?.step;
        if (step !== undefined) entered(step.step, by);
      },
    });
    this.element = element(
      "section",
      { class: "pane", "aria-labelledby": "steps-title" },
      element("div", { class: "bar" }, element("h2", { id: "steps-title" }, "Execution")),
      this.grid.element,
    );
    selected.onChange(() => this.follow());
  }

  /** The pixels that it needs to show every column. */
  naturalWidth(): number {
    return this.grid.naturalWidth();
  }

  focus(): void {
    this.grid.focus();
  }

  private follow(): void {
    const { step, place } = this.selected.current;
    this.highlighted = new Set(this.selected.stepsOf(place));
    const row = step === undefined ? undefined : this.rowOfStep.get(step);
    // One may be at a further array of the step, and stays there.
    const isThere = step !== undefined && this.rows[this.grid.row]?.step?.step === step;
    if (row === undefined) this.grid.refresh();
    else this.grid.goTo(isThere ? this.grid.row : row);
  }

  private columns(): Column[] {
    const of = <T extends string | number>(value: (row: StepRow) => T, least: number) =>
      longest(this.rows.map(value), least);
    const text = (kind: "text" | "code", name: keyof typeof WIDEST, value: (row: StepRow) => string) => ({
      ...{ title: name, kind, shrinksTo: NARROWEST[name] },
      width: Math.min(of(value, NARROWEST[name]), WIDEST[name]),
    });
    return [
      { title: "step", kind: "number", width: of(({ step }) => step?.step ?? 0, 4) },
      { title: "line", kind: "number", width: of((row) => this.line(row), 4) },
      ...this.functionColumn<Column>(text("text", "function", ({ step }) => step?.function ?? "")),
      text("code", "action", ({ action }) => action),
      text("text", "array", arrayOf),
      { title: "nbytes", kind: "number", width: of(({ array }) => array?.nbytes ?? 0, 6) },
      { title: "live", kind: "number", width: of(({ live }) => live, 6) },
      { title: "at most", kind: "number", width: of(({ atMost }) => atMost, 7) },
      { ...text("text", "output", ({ output }) => output), grows: true },
    ];
  }

  private functionColumn<T>(column: T): T[] {
    return this.hasFunctions ? [column] : [];
  }

  private line({ step, first }: StepRow): string {
    return step !== undefined && first ? this.places.line(step) : "";
  }

  private row(index: number): GridRow {
    const row = this.rows[index];
    if (row === undefined) return { cells: [] };
    const { step, array } = row;
    const isSelected = step !== undefined && step.step === this.selected.current.step;
    const classes = [
      step === undefined ? "end" : "",
      step !== undefined && this.highlighted.has(step.step) ? "highlighted" : "",
      isSelected ? "selected" : "",
    ];
    const [before, after] = row.first ? this.ofStep(row) : this.blank();
    const held: Cell[] = [
      { content: arrayOf(row), classes: "array", title: arrayOf(row) },
      { content: array ? count(array.nbytes) : "" },
    ];
    return {
      cells: [...before, ...held, ...after],
      classes: classes.filter(Boolean).join(" "),
      selected: isSelected,
    };
  }

  /** What a row says of its step, before and after what it says of an array. */
  private ofStep(row: StepRow): [Cell[], Cell[]] {
    const { step, action, live, atMost, output } = row;
    return [
      [
        { content: step ? count(step.step) : "", classes: "quiet" },
        { content: this.line(row), classes: "quiet" },
        ...this.functionColumn<Cell>({ content: step?.function ?? "", classes: "quiet" }),
        { content: action, title: action },
      ],
      [
        { content: count(live), classes: live === 0 ? "zero" : "" },
        { content: atMost === live ? "" : count(atMost), classes: "most" },
        { content: output, classes: "output", title: output },
      ],
    ];
  }

  /** A further array of a step, whose first row says the rest. */
  private blank(): [Cell[], Cell[]] {
    const cells = (number: number) => Array.from({ length: number }, () => ({ content: "" }));
    return [cells(this.hasFunctions ? 4 : 3), cells(3)];
  }
}

function arrayOf({ array }: StepRow): string {
  return array === undefined ? "" : arrayText(array);
}
