/** Numbers and arrays as text, as the rest of ByteLens writes them (server/bytelens/report/). */
import type { Exit, Failure, LineCost, Place, Trace, Variable } from "./data";

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
const LONGEST_DTYPE = 24;

export const NONE = "—";

const NUMBERS = new Intl.NumberFormat("en-US");

/** An integer with its thousands apart: `16,000`. */
export function count(number: number): string {
  return NUMBERS.format(number);
}

export function signed(number: number): string {
  return number > 0 ? `+${count(number)}` : number < 0 ? `−${count(-number)}` : "0";
}

/** A size in bytes to three significant digits: `8 kB`. */
export function size(nbytes: number): string {
  let power = 0;
  let scaled = Math.abs(nbytes);
  while (power + 1 < UNITS.length && rounded(scaled) >= 1000) {
    scaled /= 1000;
    power += 1;
  }
  return `${nbytes < 0 ? "−" : ""}${rounded(scaled)} ${UNITS[power]}`;
}

/** Three significant digits, or an integer where that has more. */
function rounded(number: number): number {
  const decimals = number < 10 ? 2 : number < 100 ? 1 : 0;
  return Number(number.toFixed(decimals));
}

export function exact(nbytes: number): string {
  return `${count(nbytes)} B`;
}

/** The characters that the longest of some texts, or the largest of some numbers, takes. */
export function longest(items: Iterable<string | number>, least: number): number {
  let largest = 0;
  let most = least;
  for (const item of items) {
    if (typeof item === "number") largest = Math.max(largest, Math.abs(item));
    else most = Math.max(most, item.length);
  }
  return Math.max(most, count(largest).length);
}

export function plural(number: number, word: string): string {
  return `${count(number)} ${word}${number === 1 ? "" : "s"}`;
}

/** Dtype and shape, as `int64[1000]`; the class before them where it is no plain array. */
export function typeText(variable: Variable): string {
  const { dtype } = variable;
  const shown = dtype.length > LONGEST_DTYPE ? `${dtype.slice(0, LONGEST_DTYPE - 1)}…` : dtype;
  if (variable.kind !== "array") return shown;
  const text = `${shown}[${variable.shape.join(",")}]`;
  return variable.type === "ndarray" ? text : `${variable.type} ${text}`;
}

/** `view of f`, `alias of a`; empty for an owner. */
export function sharingText(variable: Variable): string {
  if (variable.ownership !== "view" && variable.ownership !== "alias") return "";
  return variable.view_of === null ? variable.ownership : `${variable.ownership} of ${variable.view_of}`;
}

export function arrayText(variable: Variable): string {
  return [variable.name, typeText(variable), sharingText(variable)].filter(Boolean).join(" ");
}

/** The product of the shape: 1 for a scalar. */
export function elements(variable: Variable): number {
  return variable.shape.reduce((product, axis) => product * axis, 1);
}

/** A text on one line, its line ends as `↵`. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]+$/, "").replace(/\r?\n/g, "↵");
}

export function hits(cost: LineCost): string {
  return cost.hits_exact ? count(cost.hits) : `${count(cost.hits)}+`;
}

const LIMITS = {
  time: "the time limit ended the program",
  memory: "the memory limit ended the program",
  cancelled: "the program was stopped",
};

/** How the program ended, its exception aside. */
export function endText(exit: Exit | null): string {
  if (exit === null) return "still running";
  if (exit.limit !== null) return LIMITS[exit.limit];
  return exit.code === 0 ? "end of the program" : `end of the program, exit code ${exit.code}`;
}

export function failureText(failure: Failure): string {
  const message = oneLine(failure.message);
  return message ? `${failure.type}: ${message}` : failure.type;
}

/** Names lines as shortly as one trace allows: `12`, `util.py:12` among several files, `cell 3:2` in a notebook. */
export class Places {
  private readonly several: boolean;
  private readonly cells: Trace["cells"];

  constructor(private readonly trace: Trace) {
    this.several = new Set(trace.lines.map((cost) => cost.path)).size > 1;
    this.cells = [...trace.cells].sort((a, b) => b.line - a.line);
  }

  line(place: Place): string {
    return this.inCell(place) ?? (this.several ? `${this.file(place.path)}:${place.line}` : `${place.line}`);
  }

  /** The line within its own file. */
  within(place: Place): string {
    return this.inCell(place)?.replace("cell ", "") ?? `${place.line}`;
  }

  /** The same within a sentence: `line 12`. */
  sentence(place: Place): string {
    const name = this.line(place);
    return /^\d+$/.test(name) ? `line ${name}` : name;
  }

  file(path: string): string {
    return this.trace.names[path] ?? path.replace(/^.*[\\/]/, "");
  }

  private inCell(place: Place): string | undefined {
    if (!place.path.endsWith(".ipynb")) return undefined;
    const cell = this.cells.find(({ line }) => line <= place.line);
    return cell && `cell ${cell.index + 1}:${place.line - cell.line + 1}`;
  }
}
