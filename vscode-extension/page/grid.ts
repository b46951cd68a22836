/**
 * A table of which only the part on the screen exists, so that tens of thousands of rows, or of columns, stay quick.
 *
 * To the keyboard and to screen readers it is one grid: it has the focus itself, and names its active row.
 */
import { type Child, element } from "./dom";
import { fitted, scrollTo, visible } from "./visible";
import { count } from "./words";

export interface Column {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly kind: "number" | "text" | "code";
  /** How narrow it may become where there is little room; without, it keeps its width. */
  readonly shrinksTo?: number;
  /** It takes the room that is left. */
  readonly grows?: boolean;
}

/** Columns of one width that come after the others, which stay in view when these scroll. */
export interface MoreColumns {
  readonly count: number;
  /** In pixels. */
  readonly width: number;
  title(column: number): string;
  cell(row: number, column: number): Cell;
}

export interface Cell {
  readonly content: Child | readonly Child[];
  readonly classes?: string;
  /** What a pointer that rests on it is told: the whole of what may be cut. */
  readonly title?: string;
}

export interface GridRow {
  readonly cells: readonly Cell[];
  readonly classes?: string;
  readonly selected?: boolean;
}

export interface GridOptions {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly Column[];
  readonly more?: MoreColumns;
  readonly rows: number;
  /** In pixels. */
  readonly rowHeight: number;
  row(index: number): GridRow;
  /** The user went to a row, and a column of `more` where there are such. */
  moved(row: number, column: number): void;
  /** Enter, or a click. */
  entered(row: number, column: number, by: "key" | "pointer"): void;
}

/** Paper does not scroll: more columns of `more` than this do not fit, and more rows than this are of no use on it. */
const PRINTED_COLUMNS = 8;
const PRINTED_ROWS = 1000;
/** In pixels: no browser has a wider one. */
const SCROLL_BAR = 17;
const NO_ROW = -1;

export class Grid {
  readonly element: HTMLDivElement;
  private readonly table: HTMLTableElement;
  private readonly columns = element("colgroup");
  private readonly head = element("tr", { "aria-rowindex": 1 });
  private readonly body = element("tbody");
  private readonly printed = element("p", { class: "printed" });
  private printing = false;
  private active = NO_ROW;
  private activeColumn = 0;
  private drawn = "";
  private drawnHead = "";

  constructor(private options: GridOptions) {
    this.table = element(
      "table",
      { role: "grid", tabindex: 0, "aria-label": options.label, id: options.id },
      this.columns,
      element("thead", {}, this.head),
      this.body,
    );
    this.element = element("div", { class: "grid" }, this.table, this.printed);
    this.element.addEventListener("scroll", () => this.draw(), { passive: true });
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("click", (event) => this.click(event));
    // A click finds its row by itself, which must not be drawn anew between pressing and releasing the button.
    this.table.addEventListener("focus", () => {
      if (this.table.matches(":focus-visible")) this.activate(Math.max(this.active, 0));
    });
    new ResizeObserver(() => this.draw()).observe(this.element);
    this.followPrinting();
    this.show(options);
  }

  /** Browsers tell of printing by an event, and of what looks like it by a media query. */
  private followPrinting(): void {
    const set = (printing: boolean) => {
      this.printing = printing;
      this.refresh();
    };
    const paper = matchMedia("print");
    paper.addEventListener("change", () => set(paper.matches));
    addEventListener("beforeprint", () => set(true));
    addEventListener("afterprint", () => set(false));
  }

  /** Show other rows. */
  show(options: GridOptions): void {
    this.options = options;
    this.active = NO_ROW;
    this.drawnHead = "";
    this.printed.textContent = whatIsPrinted(options);
    this.table.setAttribute("aria-rowcount", String(options.rows + 1));
    this.table.setAttribute("aria-colcount", String(options.columns.length + (options.more?.count ?? 0)));
    this.refresh();
  }

  /** Draw again what is on the screen: what rows say of themselves has changed. */
  refresh(): void {
    this.drawn = "";
    this.draw();
  }

  /** Make a row the active one, and bring it into view. */
  goTo(row: number, column = this.activeColumn): void {
    this.active = row;
    this.activeColumn = column;
    const { rowHeight, more } = this.options;
    const scroller = this.element;
    scroller.scrollTop = scrollTo(row, scroller.scrollTop, this.room(), rowHeight);
    if (more !== undefined) {
      const room = scroller.clientWidth - this.fixedWidth();
      scroller.scrollLeft = scrollTo(column, scroller.scrollLeft, room, more.width);
    }
    this.refresh();
  }

  /** The pixels that the first columns need, with what surrounds them. */
  naturalWidth(): number {
    const { character, cell } = this.measures();
    const border = 2;
    return this.options.columns.reduce(
      (sum, { width }) => sum + width * character + 2 * cell,
      SCROLL_BAR + border,
    );
  }

  focus(): void {
    this.table.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }

  private activate(row: number): void {
    if (this.options.rows > 0) this.goTo(Math.min(row, this.options.rows - 1));
  }

  /** The height within which rows are seen: the heads stay above them. */
  private room(): number {
    return this.element.clientHeight - this.head.offsetHeight;
  }

  /** The pixels of a character, and those to the left and right of what a cell holds. */
  private measures(): { character: number; cell: number } {
    const probe = element("span", { class: "probe" }, "0".repeat(100));
    this.element.append(probe);
    const character = probe.offsetWidth / 100;
    const cell = Number.parseFloat(getComputedStyle(probe).getPropertyValue("--cell"));
    probe.remove();
    return { character, cell };
  }

  /** The first columns' widths in characters, narrowed to what there is. */
  private widths(): number[] {
    const { columns } = this.options;
    const { character, cell } = this.measures();
    const room = this.element.clientWidth / character - (2 * cell * columns.length) / character;
    return fitted(columns, character > 0 ? Math.floor(room) : Number.POSITIVE_INFINITY);
  }

  private fixedWidth(): number {
    return [...this.head.children]
      .slice(0, this.options.columns.length)
      .reduce((width, cell) => width + (cell as HTMLElement).offsetWidth, 0);
  }

  private draw(): void {
    const { rows, rowHeight } = this.options;
    const span = this.printing
      ? { from: 0, to: Math.min(rows, PRINTED_ROWS) }
      : visible(this.element.scrollTop, this.room(), rowHeight, rows);
    const across = this.columnsInView();
    const head = [across.from, across.to, this.element.clientWidth].join();
    const drawn = [span.from, span.to, head].join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    if (head !== this.drawnHead) this.drawHead(across);
    this.drawnHead = head;
    const shown = Array.from({ length: span.to - span.from }, (_, index) =>
      this.drawRow(span.from + index, across),
    );
    this.body.replaceChildren(
      ...spacerRow(span.from * rowHeight),
      ...shown,
      ...(this.printing ? [] : spacerRow((rows - span.to) * rowHeight)),
    );
    const isActive = this.active >= span.from && this.active < span.to;
    if (isActive) this.table.setAttribute("aria-activedescendant", this.rowId(this.active));
    else this.table.removeAttribute("aria-activedescendant");
  }

  private columnsInView(): { from: number; to: number } {
    const { more } = this.options;
    if (more === undefined) return { from: 0, to: 0 };
    if (this.printing) return { from: 0, to: Math.min(more.count, PRINTED_COLUMNS) };
    return visible(this.element.scrollLeft, this.element.clientWidth, more.width, more.count, 4);
  }

  private drawHead(across: { from: number; to: number }): void {
    const { columns, more } = this.options;
    const widths = this.widths().map((width) => `calc(${width}ch + 2 * var(--cell))`);
    const cols = columns.map(({ grows }, index) => sized("col", grows ? undefined : widths[index]));
    const heads = columns.map(({ title, kind }, index) =>
      element("th", { scope: "col", class: `${kind}${this.stuck(index)}` }, title),
    );
    let total = `calc(${widths.join(" + ")})`;
    if (more !== undefined) {
      const left = across.from * more.width;
      const right = this.printing ? 0 : (more.count - across.to) * more.width;
      const shown = range(across.from, across.to);
      cols.push(sized("col", `${left}px`), ...shown.map(() => sized("col", `${more.width}px`)));
      cols.push(sized("col", `${right}px`));
      heads.push(element("th", { class: "spacer", "aria-hidden": true }));
      heads.push(...shown.map((column) => this.moreHead(more, column)));
      heads.push(element("th", { class: "spacer", "aria-hidden": true }));
      const printed = (across.to - across.from) * more.width;
      total = `calc(${widths.join(" + ")} + ${left + printed + right}px)`;
    }
    this.columns.replaceChildren(...cols);
    this.head.replaceChildren(...heads);
    this.table.style.width = columns.some(({ grows }) => grows) ? `max(100%, ${total})` : total;
    this.stick(widths);
  }

  private moreHead(more: MoreColumns, column: number): HTMLTableCellElement {
    return element(
      "th",
      {
        scope: "col",
        class: "number",
        "data-column": column,
        "aria-colindex": this.options.columns.length + column + 1,
      },
      more.title(column),
    );
  }

  /** The first columns stay where they are when those of `more` scroll: the class that says so, of one of them. */
  private stuck(column: number): string {
    return this.options.more === undefined ? "" : ` stuck stuck-${column}`;
  }

  private stick(widths: readonly string[]): void {
    if (this.options.more === undefined) return;
    for (const [index] of widths.entries()) {
      const before = widths.slice(0, index);
      this.table.style.setProperty(
        `--left-${index}`,
        before.length > 0 ? `calc(${before.join(" + ")})` : "0px",
      );
    }
  }

  private drawRow(index: number, across: { from: number; to: number }): HTMLTableRowElement {
    const { columns, more, rowHeight } = this.options;
    const { cells, classes, selected } = this.options.row(index);
    const isActive = index === this.active;
    const row = element("tr", {
      ...{ id: this.rowId(index), "data-row": index, "aria-rowindex": index + 2 },
      "aria-selected": selected === true ? "true" : undefined,
      class: [classes, isActive ? "active" : ""].filter(Boolean).join(" ") || undefined,
    });
    row.style.height = `${rowHeight}px`;
    row.append(
      ...cells.map((cell, column) => drawCell(cell, `${columns[column]?.kind}${this.stuck(column)}`)),
    );
    if (more !== undefined) {
      row.append(element("td", { class: "spacer", "aria-hidden": true }));
      for (const column of range(across.from, across.to)) {
        const cell = drawCell(more.cell(index, column), "number");
        cell.dataset.column = String(column);
        if (isActive && column === this.activeColumn) cell.classList.add("here");
        row.append(cell);
      }
      row.append(element("td", { class: "spacer", "aria-hidden": true }));
    }
    return row;
  }

  private rowId(index: number): string {
    return `${this.options.id}-${index}`;
  }

  private click(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest<HTMLElement>("[data-row]")?.dataset.row;
    if (row === undefined) return;
    const column = event.target.closest<HTMLElement>("[data-column]")?.dataset.column;
    this.active = Number(row);
    if (column !== undefined) this.activeColumn = Number(column);
    this.options.moved(this.active, this.activeColumn);
    this.refresh();
    this.options.entered(this.active, this.activeColumn, "pointer");
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (this.active !== NO_ROW) this.options.entered(this.active, this.activeColumn, "key");
      return;
    }
    const { row, column } = this.after(event.key);
    if (row === this.active && column === this.activeColumn) return;
    event.preventDefault();
    this.goTo(row, column);
    this.options.moved(row, column);
  }

  /** Where a key leads. */
  private after(key: string): { row: number; column: number } {
    const { rows, rowHeight, more } = this.options;
    const page = Math.max(1, Math.floor(this.room() / rowHeight) - 1);
    const down: Record<string, number> = {
      ...{ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows, End: rows },
    };
    const right: Record<string, number> = more === undefined ? {} : { ArrowRight: 1, ArrowLeft: -1 };
    return {
      row: clamp(this.active + (down[key] ?? 0), rows),
      column: clamp(this.activeColumn + (right[key] ?? 0), more?.count ?? 1),
    };
  }
}

function drawCell(cell: Cell, kind: string): HTMLTableCellElement {
  const classes = [kind, cell.classes].filter(Boolean).join(" ");
  const content = Array.isArray(cell.content) ? (cell.content as readonly Child[]) : [cell.content as Child];
  return element("td", { class: classes, title: cell.title }, ...content);
}

/** Where that is not all. */
function whatIsPrinted({ rows, more }: GridOptions): string {
  const left = [];
  if (rows > PRINTED_ROWS) left.push(`the first ${count(PRINTED_ROWS)} of ${count(rows)} rows`);
  if (more !== undefined && more.count > PRINTED_COLUMNS)
    left.push(`the first ${PRINTED_COLUMNS} of ${count(more.count)} columns`);
  return left.length > 0 ? `Printed: ${left.join(", and ")}.` : "";
}

function spacerRow(height: number): HTMLTableRowElement[] {
  if (height <= 0) return [];
  const row = element("tr", { class: "spacer", "aria-hidden": true }, element("td"));
  row.style.height = `${height}px`;
  return [row];
}

function sized(name: "col", width: string | undefined): HTMLTableColElement {
  const made = element(name);
  if (width !== undefined) made.style.width = width;
  return made;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}
