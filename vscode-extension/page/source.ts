/** The annotated source: what every line cost, and what it held. */

import type { Cell, Column, GridOptions, GridRow } from "./cells";
import type { LineCost, Place, Trace, Variable } from "./data";
import { type Child, element } from "./dom";
import { Grid } from "./grid";
import { highlight, type Piece } from "./python";
import { filesOf, type SourceRow, sourceRows } from "./rows";
import type { Selected } from "./selection";
import { count, hits, longest, type Places, sharingText, signed, size, typeText } from "./words";

const ROW_HEIGHT = 22;
const LONGEST_LINE = 160;
const LABEL_ROOM = 34;
/** More types of one variable than this are counted, not listed. */
const TYPES = 3;

export class SourceView {
  readonly element: HTMLElement;
  private readonly grid: Grid;
  private readonly files: readonly string[];
  private file = "";
  private rows: readonly SourceRow[] = [];
  private pieces: readonly Piece[][] = [];
  private readonly picker: HTMLSelectElement;

  constructor(
    private readonly trace: Trace,
    private readonly places: Places,
    private readonly selected: Selected,
    /** Enter or a click on a line. */
    private readonly entered: (place: Place, by: "key" | "pointer") => void,
  ) {
    this.files = filesOf(trace);
    this.picker = element(
      "select",
      { "aria-label": "File" },
      ...this.files.map((path) => element("option", { value: path }, places.file(path))),
    );
    this.picker.addEventListener("change", () => this.open(this.picker.value));
    this.read(this.files[0] ?? "");
    this.grid = new Grid(this.options());
    this.element = element(
      "section",
      { class: "pane", "aria-labelledby": "source-title" },
      element(
        "div",
        { class: "bar" },
        element("h2", { id: "source-title" }, "Source"),
        this.files.length > 1 ? this.picker : element("span", { class: "quiet" }, places.file(this.file)),
      ),
      this.grid.element,
    );
    selected.onChange(() => this.follow());
  }

  focus(): void {
    this.grid.focus();
  }

  private open(path: string): void {
    if (path === this.file || !this.files.includes(path)) return;
    this.read(path);
    this.picker.value = path;
    this.grid.show(this.options());
  }

  private read(path: string): void {
    this.file = path;
    this.rows = sourceRows(this.trace, path);
    this.pieces = highlight(this.lines());
  }

  private lines(): readonly string[] {
    return this.trace.sources[this.file] ?? [];
  }

  private follow(): void {
    const { place } = this.selected.current;
    if (place !== undefined) this.open(place.path);
    const row = place?.path === this.file ? this.rows.findIndex(({ line }) => line === place.line) : -1;
    // One may be at a further statement of the line, and stays there.
    const isThere = this.rows[this.grid.row]?.line === place?.line;
    if (row < 0) this.grid.refresh();
    else this.grid.goTo(isThere ? this.grid.row : row);
  }

  private options(): GridOptions {
    const costs = this.rows.flatMap(({ cost }) => cost ?? []);
    const of = (title: string, value: (cost: LineCost) => string | number, room = 0): Column => ({
      ...{ title, kind: "number", width: longest(costs.map(value), 4) + room },
    });
    return {
      id: "source",
      label: "Source, with the bytes of every line",
      columns: [
        {
          title: "line",
          kind: "number",
          width: longest(
            this.rows.map(({ line }) => this.name(line)),
            4,
          ),
        },
        of("hits", hits),
        of("net", ({ net }) => net, 1),
        of("peak", ({ peak }) => peak),
        of("live", ({ live }) => live),
        {
          ...{ title: "source", kind: "code", grows: true },
          width: Math.min(longest(this.lines(), 0), LONGEST_LINE) + LABEL_ROOM,
        },
      ],
      rows: this.rows.length,
      rowHeight: ROW_HEIGHT,
      row: (index) => this.row(index),
      moved: (index) => this.select(index),
      entered: (index, _, by) => {
        const row = this.rows[index];
        if (row !== undefined) this.entered({ path: this.file, line: row.line }, by);
      },
    };
  }

  private select(index: number): void {
    const row = this.rows[index];
    if (row !== undefined) this.selected.selectPlace({ path: this.file, line: row.line });
  }

  private row(index: number): GridRow {
    const row = this.rows[index];
    if (row === undefined) return { cells: [] };
    const { place } = this.selected.current;
    const isSelected = place?.path === this.file && place.line === row.line;
    const { cost } = row;
    const classes = [cost === undefined ? "idle" : "", isSelected ? "selected" : ""].join(" ").trim();
    return {
      cells: [
        { content: row.first ? this.name(row.line) : "", classes: "quiet" },
        { content: cost ? hits(cost) : "", classes: "quiet" },
        ...(cost ? this.bytes(cost) : [{ content: "" }, { content: "" }, { content: "" }]),
        { content: [...(row.first ? this.code(row.line) : []), label(cost)] },
      ],
      classes,
      selected: isSelected,
    };
  }

  private name(line: number): string {
    return this.places.within({ path: this.file, line });
  }

  /** A bar behind the peak shows how much of the program's peak that is. */
  private bytes(cost: LineCost): Cell[] {
    const share = this.trace.peak.nbytes > 0 ? Math.min(1, cost.peak / this.trace.peak.nbytes) : 0;
    const bar = element("span", { class: "bar-of-peak" }, count(cost.peak));
    bar.style.setProperty("--share", `${(100 * share).toFixed(1)}%`);
    return [
      { content: signed(cost.net), classes: cost.net === 0 ? "zero" : "" },
      { content: bar, classes: cost.peak === 0 ? "zero" : "" },
      { content: count(cost.live), classes: cost.live === 0 ? "zero" : "" },
    ];
  }

  private code(line: number): Child[] {
    const pieces = this.pieces[line - 1] ?? [];
    return pieces.map(({ text, kind }) => (kind === "plain" ? text : element("span", { class: kind }, text)));
  }
}

/** What a line held, as the editor shows it at the line's end. */
function label(cost: LineCost | undefined): Child {
  if (cost === undefined || cost.variables.length === 0) return undefined;
  const names = new Map<string, Variable[]>();
  for (const variable of cost.variables) {
    const known = names.get(variable.name);
    if (known) known.push(variable);
    else names.set(variable.name, [variable]);
  }
  const several = names.size > 1;
  const text = [...names].map(([name, held]) => (several ? `${name} ` : "") + types(held)).join(", ");
  return element("span", { class: "label", title: text }, `● ${text}`);
}

function types(held: readonly Variable[]): string {
  const texts = held.map((one) =>
    [size(one.nbytes), typeText(one), sharingText(one)].filter(Boolean).join(" "),
  );
  const distinct = [...new Set(texts)];
  const rest = distinct.length - TYPES;
  return distinct.slice(0, TYPES).join(" or ") + (rest > 0 ? ` or ${count(rest)} more` : "");
}
