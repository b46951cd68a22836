/** What client and server say to one another of traces; the server's side is `server/bytelens/lsp/tracing`. */

/** Ids of the server's commands. The client's own, in the palette, must differ from them. */
export const TRACE = "bytelens.server.trace";
export const TRACE_TEST = "bytelens.server.traceTest";
export const STOP_TRACE = "bytelens.server.stopTrace";
export const CLEAR_TRACE = "bytelens.server.clearTrace";

/** The argument of the commands. */
export interface Wanted {
  readonly uri: string;
  readonly arguments?: readonly string[];
  /** What follows the path in a pytest node id. */
  readonly test?: string;
  /** On which a test is looked for, from 0. */
  readonly line?: number;
}

/** A notification: a trace starts, comes further, or ends. */
export const TRACE_CHANGED = "bytelens/traceChanged";

export interface TraceChanged {
  readonly trace: number;
  /** Of the document that was traced. */
  readonly uri: string;
  readonly title: string;
  readonly message: string;
  /** Null while it runs. */
  readonly outcome: "done" | "failed" | "limit" | "cancelled" | "error" | null;
}

/** A notification: what the program wrote. */
export const PROGRAM_OUTPUT = "bytelens/programOutput";

export interface ProgramOutput {
  readonly trace: number;
  readonly uri: string;
  readonly text: string;
}

/** A request: the last trace of a document as an HTML page; null where there is none. */
export const PAGE = "bytelens/page";

export interface Page {
  readonly trace: number;
  readonly title: string;
  readonly html: string;
}

/**
 * Requests: where a line of the page is by now, as a {@link Place}, which is in a cell where the page is of a notebook;
 * and the line of the page that a place is. Null where it has changed.
 */
export const LINE_NOW = "bytelens/lineNow";
export const LINE_TRACED = "bytelens/lineTraced";

export interface Place {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
}
