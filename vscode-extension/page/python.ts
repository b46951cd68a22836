/** Python source in pieces that a page colours: comments, strings, keywords and numbers. */
export type Kind = "comment" | "string" | "keyword" | "number" | "plain";

export interface Piece {
  readonly text: string;
  readonly kind: Kind;
}

const KEYWORDS = new Set(
  (
    "False None True and as assert async await break case class continue def del elif else except finally for from " +
    "global if import in is lambda match nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

const OPENING = /([rbuft]{0,2})("""|'''|"|')/iy;
const TOKEN = /#.*|[A-Za-z_]\w*|\d[\w.]*|\s+|./uy;

/** The pieces of every line; a string between triple quotes goes on over lines. */
export function highlight(lines: readonly string[]): Piece[][] {
  let open = "";
  return lines.map((line) => {
    const found = piecesOf(line, open);
    open = found.open;
    return found.pieces;
  });
}

function piecesOf(line: string, openBefore: string): { pieces: Piece[]; open: string } {
  const pieces: Piece[] = [];
  let open = openBefore;
  let position = 0;
  while (position < line.length) {
    const start = position;
    const opening = open === "" ? match(OPENING, line, position) : undefined;
    if (open !== "" || opening !== undefined) {
      const quote = open || (opening?.[2] ?? "");
      const end = closing(line, position + (opening?.[0].length ?? 0), quote);
      open = end === undefined && quote.length === 3 ? quote : "";
      position = end ?? line.length;
      pieces.push({ text: line.slice(start, position), kind: "string" });
      continue;
    }
    const token = match(TOKEN, line, position)?.[0] ?? line.slice(position);
    position += token.length;
    append(pieces, token);
  }
  return { pieces, open };
}

/** Where a string ends that is open at `from`; undefined where it does not end on this line. */
function closing(line: string, from: number, quote: string): number | undefined {
  for (let position = from; position < line.length; position++) {
    if (line[position] === "\\") position += 1;
    else if (line.startsWith(quote, position)) return position + quote.length;
  }
  return undefined;
}

function append(pieces: Piece[], token: string): void {
  const kind = kindOf(token);
  const last = pieces.at(-1);
  if (kind === "plain" && last?.kind === "plain")
    pieces[pieces.length - 1] = { text: last.text + token, kind };
  else pieces.push({ text: token, kind });
}

function kindOf(token: string): Kind {
  if (token.startsWith("#")) return "comment";
  if (/^\d/.test(token)) return "number";
  return KEYWORDS.has(token) ? "keyword" : "plain";
}

function match(pattern: RegExp, line: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(line) ?? undefined;
}
