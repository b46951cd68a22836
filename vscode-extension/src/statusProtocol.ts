/** What the server tells of a document as a whole; its side is `server/bytelens/lsp/status.py`. */

/** A notification: a document has another status, a moment after the last edit. */
export const STATUS = "bytelens/status";

export type Tier = "large" | "veryLarge";

export interface DocumentStatus {
  readonly uri: string;
  /** Of the text that this is about. */
  readonly version: number;
  /** What the file needs: a size, what it is the size of, and the line (from 1) that it is about. */
  readonly need: { readonly text: string; readonly detail: string; readonly line: number | null } | null;
  /** The lines (from 0) that need a large share of the memory. */
  readonly large: readonly { readonly line: number; readonly tier: Tier }[];
}
