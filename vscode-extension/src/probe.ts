import { type ExecFileException, execFile } from "node:child_process";
import { join } from "node:path";
import { type Environment, judge, notFound, notRunnable, type Problem, type Report } from "./problem";

/** A cold start of Python and NumPy from a slow disk takes seconds; longer than this is a hang. */
const PATIENCE_MS = 60_000;

/**
 * Ask an interpreter what it is, by running `probe.py` of the directory `bundled` under it.
 *
 * `cwd` matters to launchers such as pyenv's, which choose a version by directory.
 */
export function probe(command: string, bundled: string, cwd: string): Promise<Environment | Problem> {
  return new Promise((resolve) => {
    execFile(
      command,
      [join(bundled, "probe.py")],
      { cwd, timeout: PATIENCE_MS, windowsHide: true },
      (error, stdout, stderr) => resolve(outcome(command, error, stdout, stderr)),
    );
  });
}

function outcome(
  command: string,
  error: ExecFileException | null,
  stdout: string,
  stderr: string,
): Environment | Problem {
  if (error?.code === "ENOENT") return notFound(command);
  if (error?.killed) return notRunnable(command, "it does not answer.");
  const report = error === null ? parse(stdout) : undefined;
  if (report !== undefined) return judge(command, report);
  return notRunnable(
    command,
    lastLine(stderr) || (error === null ? "it is no Python." : lastLine(error.message)),
  );
}

// The last line: an interpreter can be set up to print a greeting first.
function parse(stdout: string): Report | undefined {
  try {
    const report = JSON.parse(lastLine(stdout));
    return typeof report?.python === "string" ? report : undefined;
  } catch {
    return undefined;
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}
