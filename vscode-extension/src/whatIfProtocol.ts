/** What client and server say to one another of what is assumed; the server's side is `server/bytelens/lsp/what_if`. */

/** Ids of the server's commands. The client's own, in the palette, must differ from them. */
export const WHAT_IF = "bytelens.server.whatIf";
export const CLEAR_WHAT_IF = "bytelens.server.clearWhatIf";

/** The client's own command, to which hovers lead. */
export const ASK_WHAT_IF = "bytelens.whatIf";

/** A request: what can be assumed at a position; null of what the server does not have. */
export const WHAT_IF_AT = "bytelens/whatIfAt";

export interface Assumable {
  /** The name or the literal at the position: as an assumption names it, as it is shown, and its value. */
  readonly here: { readonly about: string; readonly shown: string; readonly value: string } | null;
  /** The values of the names that are likely to be numbers; empty where the text does not say it. */
  readonly names: Readonly<Record<string, string>>;
  /** What is assumed already, in words. */
  readonly assumed: string | null;
}

/** What a hover leads to. */
export interface Asked {
  readonly uri: string;
  readonly about: string;
  readonly value: string;
}
