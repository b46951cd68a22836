/** The heads of a grid's columns, and their widths. */
import { type Column, type GridOptions, type MoreColumns, range, stuck } from "./cells";
import { element } from "./dom";
import { fitted, type Span } from "./visible";

/** In pixels: no browser has a wider one. */
const SCROLL_BAR = 17;
const BORDERS = 2;

export class Heads {
  readonly columns = element("colgroup");
  readonly row = element("tr", { "aria-rowindex": 1 });

  /** `scroller` holds the table, and says how much room there is. */
  constructor(private readonly scroller: HTMLElement) {}

  get height(): number {
    return this.row.offsetHeight;
  }

  /** The pixels that all columns need but for those of `more`, with what surrounds them. */
  naturalWidth(columns: readonly Column[]): number {
    const { character, cell } = this.measures();
    return columns.reduce((sum, { width }) => sum + width * character + 2 * cell, SCROLL_BAR + BORDERS);
  }

  /** The pixels that the first of the columns take now. */
  widthOfFirst(columns: number): number {
    const shown = [...this.row.children].slice(0, columns);
    return shown.reduce((width, cell) => width + (cell as HTMLElement).offsetWidth, 0);
  }

  /** Draw the heads of the columns, and of those of `more` that are in view. */
  draw(table: HTMLTableElement, options: GridOptions, across: Span, printing: boolean): void {
    const { columns, more } = options;
    const widths = this.widths(columns).map((width) => `calc(${width}ch + 2 * var(--cell))`);
    const cols = columns.map(({ grows }, index) => col(grows ? undefined : widths[index]));
    const heads = columns.map(({ title, kind }, index) =>
      element("th", { scope: "col", class: `${kind}${stuck(options, index)}` }, title),
    );
    let total = widths.join(" + ");
    if (more !== undefined) {
      const left = across.from * more.width;
      const right = printing ? 0 : (more.count - across.to) * more.width;
      const shown = range(across.from, across.to);
      cols.push(col(`${left}px`), ...shown.map(() => col(`${more.width}px`)), col(`${right}px`));
      heads.push(spacer(), ...shown.map((column) => moreHead(more, column, columns.length)), spacer());
      total += ` + ${left + shown.length * more.width + right}px`;
      stick(table, widths);
    }
    this.columns.replaceChildren(...cols);
    this.row.replaceChildren(...heads);
    table.style.width = columns.some(({ grows }) => grows) ? `max(100%, calc(${total}))` : `calc(${total})`;
  }

  /** In characters, narrowed to what there is. */
  private widths(columns: readonly Column[]): number[] {
    const { character, cell } = this.measures();
    const room = (this.scroller.clientWidth - 2 * cell * columns.length) / character;
    return fitted(columns, character > 0 ? Math.floor(room) : Number.POSITIVE_INFINITY);
  }

  /** The pixels of a character, and those to the left and right of what a cell holds. */
  private measures(): { character: number; cell: number } {
    const probe = element("span", { class: "probe" }, "0".repeat(100));
    this.scroller.append(probe);
    const character = probe.offsetWidth / 100;
    const cell = Number.parseFloat(getComputedStyle(probe).getPropertyValue("--cell"));
    probe.remove();
    return { character, cell };
  }
}

function moreHead(more: MoreColumns, column: number, before: number): HTMLTableCellElement {
  const attributes = {
    scope: "col",
    class: "number",
    "data-column": column,
    "aria-colindex": before + column + 1,
  };
  return element("th", attributes, more.title(column));
}

/** Where each of the first columns stays. */
function stick(table: HTMLTableElement, widths: readonly string[]): void {
  for (const [index] of widths.entries()) {
    const before = widths.slice(0, index).join(" + ");
    table.style.setProperty(`--left-${index}`, before === "" ? "0px" : `calc(${before})`);
  }
}

function spacer(): HTMLTableCellElement {
  return element("th", { class: "spacer", "aria-hidden": true });
}

function col(width: string | undefined): HTMLTableColElement {
  const made = element("col");
  if (width !== undefined) made.style.width = width;
  return made;
}
