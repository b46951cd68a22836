/**
 * The words of a command line, as a POSIX shell splits it: blanks part them, quotes and backslashes keep blanks in.
 * Nothing is expanded. A quote that is not closed reaches to the end.
 */
export function words(line: string): string[] {
  const found: string[] = [];
  let word: string | undefined;
  for (const [token] of line.matchAll(/\s+|'[^']*'?|"(?:\\[\s\S]|[^"\\])*"?|\\[\s\S]?|[^\s'"\\]+/g)) {
    if (/^\s/.test(token)) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + meaning(token);
    }
  }
  return word === undefined ? found : [...found, word];
}

function meaning(token: string): string {
  if (token.startsWith("'")) return token.slice(1).replace(/'$/, "");
  if (token.startsWith('"')) return inQuotes(token.slice(1));
  return token.startsWith("\\") ? token.slice(1) : token;
}

// Within double quotes a backslash stays one, but before a quote or another backslash.
function inQuotes(text: string): string {
  return text.replace(/\\(["\\])|"$/g, "$1");
}
