/** The variable tracker. */

import type { Cell, GridRow } from "./cells";
import type { Trace, Variable } from "./data";
import { type Child, element } from "./dom";
import { Grid } from "./grid";
import type { Selected } from "./selection";
import { changeAt, type Tracker, variableTracker } from "./tracker";
import { arrayText, count, elements, longest, NONE } from "./words";

const ROW_HEIGHT = 42;
const CHARACTER = 7.5;
const PADDING = 22;
const WIDEST_NAME = 24;

export class VariablesView {
  readonly element: HTMLElement;
  private readonly grid: Grid;
  private readonly tracker: Tracker;

  constructor(
    trace: Trace,
    private readonly selected: Selected,
    entered: (step: number, by: "key" | "pointer") => void,
  ) {
    this.tracker = variableTracker(trace);
    const { variables, steps } = this.tracker;
    const widest = (texts: string[]) => Math.min(WIDEST_NAME, longest(texts, 8));
    const hasFunctions = variables.some((variable) => variable.function !== null);
    const go = (act: (step: number) => void) => (_: number, column: number) => {
      const step = steps[column];
      if (step !== undefined) act(step);
    };
    this.grid = new Grid({
      id: "variables",
      label: "Variables after each step that changed them",
      columns: [
        {
          title: "variable",
          kind: "text",
          width: widest(variables.map(({ name }) => name)),
        },
        ...(hasFunctions
          ? [
              {
                title: "function",
                kind: "text" as const,
                width: widest(variables.map((v) => v.function ?? "")),
              },
            ]
          : []),
        { title: "", kind: "text", width: 8 },
      ],
      more: {
        count: steps.length,
        width: this.cellWidth(),
        title: (column) => `step ${count(steps[column] ?? 0)}`,
        cell: (row, column) => this.cell(row, column),
      },
      rows: variables.length,
      rowHeight: ROW_HEIGHT,
      row: (index) => this.row(index, hasFunctions),
      moved: go((step) => selected.selectStep(step)),
      entered: (row, column, by) => go((step) => entered(step, by))(row, column),
    });
    this.element = element(
      "section",
      { class: "pane wide", "aria-labelledby": "variables-title" },
      element(
        "div",
        { class: "bar" },
        element("h2", { id: "variables-title" }, "Variables"),
        element("span", { class: "quiet" }, "after each step that changed one"),
      ),
      variables.length > 0 ? this.grid.element : element("p", { class: "empty" }, "No step stored an array."),
    );
    selected.onChange(() => this.grid.refresh());
  }

  focus(): void {
    this.grid.focus();
  }

  private cellWidth(): number {
    const sizes = this.tracker.variables.flatMap(({ changes }) =>
      changes.map(({ held }) => held?.nbytes ?? 0),
    );
    const title = `step ${count(this.tracker.steps.at(-1) ?? 0)}`;
    return Math.round(longest(sizes, title.length) * CHARACTER) + PADDING;
  }

  private row(index: number, hasFunctions: boolean): GridRow {
    const variable = this.tracker.variables[index];
    if (variable === undefined) return { cells: [] };
    return {
      cells: [
        { content: variable.name, classes: "array", title: variable.name },
        ...(hasFunctions ? [{ content: variable.function ?? "", classes: "quiet" }] : []),
        { content: two("elements", "nbytes"), classes: "quiet" },
      ],
    };
  }

  private cell(row: number, column: number): Cell {
    const variable = this.tracker.variables[row];
    const step = this.tracker.steps[column];
    if (variable === undefined || step === undefined) return { content: "" };
    const change = changeAt(variable, step);
    const classes = [
      change?.step === step ? "changed" : "unchanged",
      step === this.selected.current.step ? "selected" : "",
    ];
    return {
      content: two(...sizes(change?.held)),
      classes: classes.join(" ").trim(),
      title: change?.held === undefined ? "" : arrayText(change.held),
    };
  }
}

function sizes(held: Variable | undefined): [string, string] {
  return held === undefined ? [NONE, NONE] : [count(elements(held)), count(held.nbytes)];
}

/** Two lines in one cell. */
function two(above: string, below: string): Child[] {
  return [element("div", {}, above), element("div", {}, below)];
}
