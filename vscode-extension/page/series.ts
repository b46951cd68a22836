/** The points of the timeline. */
import { atMost, type Place, type Trace } from "./data";

/** One column of the chart: what was alive then, the most that ever was during it, and what ran. */
export interface Point extends Place {
  readonly x: number;
  readonly live: number;
  readonly most: number;
  readonly step: number | undefined;
}

export type Axis = "step" | "time";

/** Every step, one after another; or every moment, in seconds. */
export function points(trace: Trace, axis: Axis): Point[] {
  if (axis === "step") {
    return trace.steps.map((step) => ({
      ...{
        x: step.step,
        live: step.live,
        most: atMost(step),
        step: step.step,
        path: step.path,
        line: step.line,
      },
    }));
  }
  return trace.moments.map(({ seconds, live, peak, step, path, line }) => ({
    ...{ x: seconds, live, most: Math.max(live, peak), step: step ?? undefined, path, line },
  }));
}

/** By step where every step was kept; else by time, which covers the whole run. */
export function bestAxis(trace: Trace): Axis {
  return trace.steps.length > 0 && (trace.steps_dropped === 0 || trace.moments.length === 0)
    ? "step"
    : "time";
}

/** The point that shows a step: its own, or the last before it. Undefined where there is none. */
export function pointOfStep(all: readonly Point[], step: number): number | undefined {
  let found: number | undefined;
  for (const [index, point] of all.entries()) {
    if (point.step === undefined) continue;
    if (point.step > step) break;
    found = index;
  }
  return found;
}

export type Range = readonly [from: number, to: number];

/** From the first point to the last; by step, with half a step to either side. */
export function wholeRange(all: readonly Point[], axis: Axis): Range {
  const [first, last] = [all[0]?.x ?? 0, all.at(-1)?.x ?? 0];
  if (axis === "step") return [first - 0.5, last + 0.5];
  return last > first ? [first, last] : [first, first + 1];
}

/** A range `factor` times as long around `x`, within the whole; undefined where that is all of it. */
export function zoomed(
  range: Range,
  whole: Range,
  x: number,
  factor: number,
  shortest: number,
): Range | undefined {
  const length = Math.max(shortest, (range[1] - range[0]) * factor);
  if (length >= whole[1] - whole[0]) return undefined;
  const from = Math.min(Math.max(x - length / 2, whole[0]), whole[1] - length);
  return [from, from + length];
}

/** Some points as one: the least and the most that was alive, and the most that ever was. */
export interface Column {
  readonly x: number;
  readonly low: number;
  readonly high: number;
  readonly most: number;
}

/**
 * The points from `from` to `to` and one to either side, in no more than `columns` columns: more could not be told
 * apart.
 */
export function columnsOf(all: readonly Point[], [from, to]: Range, columns: number): Column[] {
  const first = all.findIndex(({ x }) => x >= from);
  const last = all.findLastIndex(({ x }) => x <= to);
  const within = first < 0 ? [] : all.slice(Math.max(0, first - 1), last + 2);
  const each = Math.max(1, Math.ceil(within.length / Math.max(1, columns)));
  const found: Column[] = [];
  for (let start = 0; start < within.length; start += each) {
    found.push(merged(within.slice(start, start + each)));
  }
  return found;
}

function merged(together: readonly Point[]): Column {
  const live = together.map((point) => point.live);
  return {
    x: together[0]?.x ?? 0,
    low: Math.min(...live),
    high: Math.max(...live),
    most: Math.max(...together.map((point) => point.most)),
  };
}
