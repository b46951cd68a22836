/** The variable tracker: what every variable held after each step that stored or deleted it. */
import type { Step, Trace, Variable } from "./data";

/** `held` is undefined once the variable is deleted. */
export interface Change {
  readonly step: number;
  readonly held: Variable | undefined;
}

export interface Tracked {
  readonly name: string;
  readonly function: string | null;
  readonly changes: readonly Change[];
}

export interface Tracker {
  readonly variables: readonly Tracked[];
  /** The steps that changed any of them: the columns. */
  readonly steps: readonly number[];
}

export function variableTracker(trace: Trace): Tracker {
  const found = new Map<string, { name: string; function: string | null; changes: Change[] }>();
  for (const step of trace.steps) {
    for (const [name, held] of changesOf(step)) {
      const key = JSON.stringify([name, step.function]);
      const known = found.get(key) ?? { name, function: step.function, changes: [] };
      found.set(key, known);
      record(known.changes, { step: step.step, held });
    }
  }
  const variables = [...found.values()].filter(({ changes }) => changes.length > 0);
  const steps = new Set(variables.flatMap(({ changes }) => changes.map(({ step }) => step)));
  return { variables, steps: [...steps].sort((a, b) => a - b) };
}

function* changesOf(step: Step): Iterable<[string, Variable | undefined]> {
  for (const variable of step.variables) yield [variable.name, variable];
  for (const name of step.deleted) yield [name, undefined];
}

/** The last word of a step counts; to delete what holds no array changes nothing. */
function record(changes: Change[], change: Change): void {
  if (changes.at(-1)?.step === change.step) changes.pop();
  if (change.held !== undefined || changes.at(-1)?.held !== undefined) changes.push(change);
}

/** The change that says what a variable holds after a step; undefined before it exists. */
export function changeAt(variable: Tracked, step: number): Change | undefined {
  let low = 0;
  let high = variable.changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((variable.changes[middle]?.step ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return variable.changes[low - 1];
}
