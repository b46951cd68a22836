/** What `bytelens trace --format json` holds (docs/schema.md), and what a page gets besides: sources and names. */
export interface Trace {
  readonly path: string;
  readonly arguments: readonly string[];
  readonly python: string;
  readonly numpy: string | null;
  readonly seconds: number;
  readonly approximate: boolean;
  readonly problems: readonly string[];
  readonly steps: readonly Step[];
  readonly steps_dropped: number;
  readonly lines: readonly LineCost[];
  readonly peak: Peak;
  readonly moments: readonly Moment[];
  readonly exit: Exit | null;
  readonly cells: readonly Cell[];
  /** The lines of every file, by its path. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** What each of these files is called, by its path. */
  readonly names: Readonly<Record<string, string>>;
}

export interface Place {
  readonly path: string;
  readonly line: number;
}

export interface Statement extends Place {
  readonly end_line: number;
  readonly function: string | null;
}

export interface Step extends Statement {
  readonly step: number;
  readonly hit: number;
  readonly source: string;
  readonly variables: readonly Variable[];
  readonly deleted: readonly string[];
  readonly net: number;
  readonly peak: number;
  readonly live: number;
  readonly released: number;
  readonly output: string;
  readonly output_cut: boolean;
  readonly imports: boolean;
  readonly seconds: number;
  readonly reason: string;
}

export interface LineCost extends Statement {
  readonly hits: number;
  readonly hits_exact: boolean;
  readonly net: number;
  readonly peak: number;
  readonly live: number;
  readonly imports: boolean;
  readonly variables: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  readonly kind: "array" | "scalar";
  readonly type: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly nbytes: number;
  readonly ownership: "owner" | "view" | "alias" | "unknown";
  readonly view_of: string | null;
  readonly root_nbytes: number | null;
}

export interface Holder {
  readonly name: string;
  readonly function: string | null;
  readonly nbytes: number;
}

export interface Peak {
  readonly nbytes: number;
  readonly path: string | null;
  readonly line: number | null;
  readonly function: string | null;
  readonly alive: readonly Holder[];
  readonly unattributed: number;
}

export interface Moment extends Place {
  readonly seconds: number;
  readonly live: number;
  readonly peak: number;
  readonly step: number | null;
}

export interface Exit {
  readonly code: number;
  readonly limit: "time" | "memory" | "cancelled" | null;
  readonly exception: Failure | null;
}

export interface Failure {
  readonly type: string;
  readonly message: string;
  readonly path: string | null;
  readonly line: number | null;
  readonly traceback: string;
}

export interface Cell {
  readonly index: number;
  readonly line: number;
}

/** The place that something names, where it names one. */
export function placeOf(where: { path: string | null; line: number | null }): Place | undefined {
  return where.path === null || where.line === null ? undefined : { path: where.path, line: where.line };
}

/** The most bytes that were alive at any moment of a step. */
export function atMost(step: Step): number {
  return step.live - step.net + step.peak;
}

/** Live bytes when the program was last seen. */
export function finalLive(trace: Trace): number {
  const step = trace.steps.at(-1);
  const moment = trace.moments.at(-1);
  if (moment !== undefined && (step === undefined || moment.seconds >= step.seconds)) return moment.live;
  return step?.live ?? 0;
}
