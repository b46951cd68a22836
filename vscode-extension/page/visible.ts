/** Which of many rows, or columns, of one size are on the screen. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The items from `from` up to, without, `to` that lie within `extent` pixels from `scroll` on, and a few around them so
 * that scrolling does not show blanks.
 */
export function visible(scroll: number, extent: number, size: number, count: number, around = 10): Span {
  const from = Math.floor(scroll / size) - around;
  const to = Math.ceil((scroll + extent) / size) + around;
  const first = Math.min(Math.max(from, 0), count);
  return { from: first, to: Math.max(first, Math.min(to, count)) };
}

/** Where to scroll so that an item is in full view; as little as that takes, and to the middle from far away. */
export function scrollTo(index: number, scroll: number, extent: number, size: number): number {
  const start = index * size;
  const end = start + size;
  if (start >= scroll && end <= scroll + extent) return scroll;
  const middle = Math.max(0, start - (extent - size) / 2);
  if (start < scroll) return scroll - start > extent ? middle : start;
  return end - scroll > 2 * extent ? middle : end - extent;
}

/** What has a width, and what it may be narrowed to. */
export interface Shrinkable {
  readonly width: number;
  readonly shrinksTo?: number;
}

/** The widths of columns in no more than `room`, as far as they shrink; the widest give first. */
export function fitted(columns: readonly Shrinkable[], room: number): number[] {
  const widths = columns.map(({ width }) => width);
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    let widest: number | undefined;
    for (const [index, { shrinksTo }] of columns.entries()) {
      const width = widths[index] ?? 0;
      if (shrinksTo !== undefined && width > shrinksTo && width > (widths[widest ?? -1] ?? 0)) widest = index;
    }
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}
