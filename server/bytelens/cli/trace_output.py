"""Where the report of a trace goes, and in which form."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..tracing.trace import Trace
from .commands import CommandError
from .messages import complain


def check_output(form: str, output: str | None) -> None:
    """Raises CommandError where the report could not be written: better before the program runs than after it."""
    if output is not None and not Path(output).absolute().parent.is_dir():
        raise CommandError(f"{output}: no such folder")
    if output is not None and Path(output).is_dir():
        raise CommandError(f"{output}: is a directory, not a file")
    if form == "html":
        if output is None and sys.stdout.isatty():
            raise CommandError("a page is not for a terminal; --output names the file to write")
        _page(Trace(""))


def write_report(trace: Trace, form: str, output: str | None, after_output: bool) -> None:
    """Write the report to the file, to standard output without one.

    after_output: the program wrote to standard output as well. Raises CommandError where the file cannot be written.
    """
    if form == "text" and output is None:
        from .trace_printing import print_trace

        if after_output:
            print()
        print_trace(trace)
        return
    text = _text(trace, form)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        Path(output).write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise CommandError(f"{output}: {(error.strerror or str(error)).lower()}") from None


def tell_problems(trace: Trace, chosen: bool) -> None:
    """What went wrong with the trace itself, in a line each on standard error.

    chosen: the user has named the interpreter.
    """
    for problem in trace.problems:
        complain(problem)
    failure = None if trace.exit is None else trace.exit.failure
    if failure is not None and failure.type == "ModuleNotFoundError" and not chosen:
        complain(f"the program ran under {sys.executable}; --python chooses another interpreter")


def tell_in_short(trace: Trace) -> None:
    """What whoever does not look at the report has to know, in a line each on standard error."""
    end = trace.exit
    if end is not None and end.limit in ("time", "memory"):
        complain(f"the {end.limit} limit ended the program")
    if trace.numpy is None and (end is None or end.failure is None):
        complain("the program did not import NumPy: there are no array bytes to tell of")


def _text(trace: Trace, form: str) -> str:
    if form == "json":
        from ..report.tracing.machine import document

        return json.dumps(document(trace), indent=2) + "\n"
    if form == "html":
        return _page(trace)
    from ..report.tracing.text import text

    return text(trace)


def _page(trace: Trace) -> str:
    from ..report.tracing.html_page import PageNotBuiltError, page

    try:
        return page(trace)
    except PageNotBuiltError as error:
        raise CommandError(str(error)) from None
