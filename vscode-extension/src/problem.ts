/** What ByteLens needs. */
const PYTHON_FLOOR = [3, 10] as const;
const NUMPY_FLOOR = [2, 0] as const;

/** Why the server cannot run under an interpreter, for the user to read. */
export interface Problem {
  readonly message: string;
}

/** What the interpreter said of itself. */
export interface Report {
  /** Path of the interpreter itself, where `python3` may be a launcher. */
  readonly executable: string;
  readonly python: string;
  readonly numpy: string | null;
  /** Why NumPy, though there, did not import. */
  readonly error: string | null;
}

/** An interpreter that the server can run under. */
export interface Environment {
  readonly executable: string;
  readonly python: string;
  readonly numpy: string;
}

/** Judge what an interpreter said of itself; `command` is how the user knows it. */
export function judge(command: string, report: Report): Environment | Problem {
  const { executable, python, numpy, error } = report;
  if (!atLeast(python, PYTHON_FLOOR)) {
    return { message: `ByteLens needs Python 3.10 or newer; ${command} is Python ${python}.` };
  }
  if (error !== null) {
    return { message: `ByteLens needs NumPy, which does not import under ${command}: ${error}` };
  }
  if (numpy === null) {
    return { message: `ByteLens needs NumPy 2.0 or newer, and ${command} has no NumPy.` };
  }
  if (!atLeast(numpy, NUMPY_FLOOR)) {
    return { message: `ByteLens needs NumPy 2.0 or newer; ${command} has NumPy ${numpy}.` };
  }
  return { executable: executable || command, python, numpy };
}

export function notFound(command: string): Problem {
  return { message: `ByteLens cannot find the Python interpreter ${command}.` };
}

export function notRunnable(command: string, reason: string): Problem {
  return { message: `ByteLens cannot run the Python interpreter ${command}: ${reason}` };
}

export function isProblem(outcome: Environment | Problem): outcome is Problem {
  return "message" in outcome;
}

function atLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [found = 0, below = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  return found > major || (found === major && below >= minor);
}
