/** What a grid shows, and how a part of it is drawn. */
import { type Child, element } from "./dom";
import type { Shrinkable, Span } from "./visible";
import { count } from "./words";

export interface Column extends Shrinkable {
  readonly title: string;
  readonly kind: "number" | "text" | "code";
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
/** What is printed of so many rows. */
export function printedRows(rows: number): Span {
  return { from: 0, to: Math.min(rows, PRINTED_ROWS) };
}

/** What is printed of so many columns. */
export function printedColumns(columns: number): Span {
  return { from: 0, to: Math.min(columns, PRINTED_COLUMNS) };
}

/** A sentence on what is printed, where that is not all. */
export function whatIsPrinted({ rows, more }: GridOptions): string {
  const left = [];
  if (rows > PRINTED_ROWS) left.push(`the first ${count(PRINTED_ROWS)} of ${count(rows)} rows`);
  if (more !== undefined && more.count > PRINTED_COLUMNS)
    left.push(`the first ${PRINTED_COLUMNS} of ${count(more.count)} columns`);
  return left.length > 0 ? `Printed: ${left.join(", and ")}.` : "";
}

export function drawCell(cell: Cell, kind: string): HTMLTableCellElement {
  const classes = [kind, cell.classes].filter(Boolean).join(" ");
  const content = Array.isArray(cell.content) ? (cell.content as readonly Child[]) : [cell.content as Child];
  return element("td", { class: classes, title: cell.title }, ...content);
}

/** A row in the place of those that are not drawn. */
export function spacerRow(height: number): HTMLTableRowElement[] {
  if (height <= 0) return [];
  const row = element("tr", { class: "spacer", "aria-hidden": true }, element("td"));
  row.style.height = `${height}px`;
  return [row];
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** The class of one of the first columns: they stay where they are when those of `more` scroll. */
export function stuck({ more }: GridOptions, column: number): string {
  return more === undefined ? "" : ` stuck stuck-${column}`;
}
