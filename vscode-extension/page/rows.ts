/** The rows of the execution table and of the annotated source. */
import { atMost, finalLive, type LineCost, type Step, type Trace, type Variable } from "./data";
import { count, endText, failureText, oneLine } from "./words";

/** A step and one of the arrays that it stored, or what stands below the last step. `first`: the row names the step. */
export interface StepRow {
  readonly step: Step | undefined;
  readonly first: boolean;
  readonly action: string;
  readonly array: Variable | undefined;
  readonly live: number;
  readonly atMost: number;
  readonly output: string;
}

/** A row for each step and for each further array that it stored; then the end of the program. */
export function stepRows(trace: Trace): StepRow[] {
  const rows = trace.steps.flatMap(rowsOf);
  const live = finalLive(trace);
  const last = (action: string): StepRow => ({
    ...{ step: undefined, first: true, action, array: undefined, live, atMost: live, output: "" },
  });
  if (trace.steps_dropped > 0) rows.push(last(`… ${count(trace.steps_dropped)}+ more steps were not kept`));
  const failure = trace.exit?.exception;
  const end = endText(trace.exit);
  rows.push(last(failure ? `${failureText(failure)} (${end})` : end));
  return rows;
}

function rowsOf(step: Step): StepRow[] {
  const arrays = step.variables.length > 0 ? step.variables : [undefined];
  return arrays.map((array, position) => ({
    step,
    first: position === 0,
    action: oneLine(step.source),
    array,
    live: step.live,
    atMost: atMost(step),
    output: oneLine(step.output) + (step.output_cut ? " …" : ""),
  }));
}

/** A line of source and a statement that starts on it; further statements of the same line have rows of their own. */
export interface SourceRow {
  readonly line: number;
  readonly first: boolean;
  readonly cost: LineCost | undefined;
}

export function sourceRows(trace: Trace, path: string): SourceRow[] {
  const costs = new Map<number, LineCost[]>();
  for (const cost of trace.lines) {
    if (cost.path !== path) continue;
    const known = costs.get(cost.line);
    if (known) known.push(cost);
    else costs.set(cost.line, [cost]);
  }
  const source = trace.sources[path] ?? [];
  // A line end that ends the file begins no other line.
  const lines = source.at(-1) === "" ? source.slice(0, -1) : source;
  return lines.flatMap((_, index) => {
    const line = index + 1;
    const found: (LineCost | undefined)[] = costs.get(line) ?? [undefined];
    return found.map((cost, position) => ({ line, first: position === 0, cost }));
  });
}

/** The files that ran, in the order in which they were first seen. */
export function filesOf(trace: Trace): string[] {
  const paths = new Set(trace.lines.map(({ path }) => path));
  return [...paths].filter((path) => path in trace.sources);
}
