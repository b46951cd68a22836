/**
 * A table of which only the part on the screen exists, so that tens of thousands of rows, or of columns, stay quick.
 *
 * To the keyboard and to screen readers it is one grid: it has the focus itself, and names its active row.
 */
import {
  drawCell,
  type GridOptions,
  printedColumns,
  printedRows,
  range,
  spacerRow,
  stuck,
  whatIsPrinted,
} from "./cells";
import { element } from "./dom";
import { Heads } from "./heads";
import { type Span, scrollTo, visible } from "./visible";

const NO_ROW = -1;

export class Grid {
  readonly element: HTMLDivElement;
  private readonly table: HTMLTableElement;
  private readonly heads: Heads;
  private readonly body = element("tbody");
  private readonly printed = element("p", { class: "printed" });
  private printing = false;
  private active = NO_ROW;
  private activeColumn = 0;
  private drawn = "";
  private drawnHead = "";

  constructor(private options: GridOptions) {
    this.element = element("div", { class: "grid" });
    this.heads = new Heads(this.element);
    this.table = element(
      "table",
      { role: "grid", tabindex: 0, "aria-label": options.label, id: options.id },
      this.heads.columns,
      element("thead", {}, this.heads.row),
      this.body,
    );
    this.element.append(this.table, this.printed);
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

  /** The active row, as far as there is one. */
  get row(): number {
    return this.active;
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
      const room = scroller.clientWidth - this.heads.widthOfFirst(this.options.columns.length);
      scroller.scrollLeft = scrollTo(column, scroller.scrollLeft, room, more.width);
    }
    this.refresh();
  }

  /** The pixels that it needs to show everything but `more`. */
  naturalWidth(): number {
    return this.heads.naturalWidth(this.options.columns);
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
    return this.element.clientHeight - this.heads.height;
  }

  private draw(): void {
    const { rows, rowHeight } = this.options;
    const span = this.printing
      ? printedRows(rows)
      : visible(this.element.scrollTop, this.room(), rowHeight, rows);
    const across = this.columnsInView();
    const head = [across.from, across.to, this.element.clientWidth].join();
    const drawn = [span.from, span.to, head].join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    if (head !== this.drawnHead) this.heads.draw(this.table, this.options, across, this.printing);
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

  private columnsInView(): Span {
    const { more } = this.options;
    if (more === undefined) return { from: 0, to: 0 };
    if (this.printing) return printedColumns(more.count);
    return visible(this.element.scrollLeft, this.element.clientWidth, more.width, more.count, 4);
  }

  private drawRow(index: number, across: Span): HTMLTableRowElement {
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
      ...cells.map((cell, column) =>
        drawCell(cell, `${columns[column]?.kind}${stuck(this.options, column)}`),
      ),
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

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}
