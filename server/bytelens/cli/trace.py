"""`bytelens trace`: a program runs once, and what every line really cost is told."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace

from ..tracing.limits import parse_seconds, parse_size, unavailable
from .arguments import parsed_by
from .messages import complain

_USAGE = """%(prog)s [OPTIONS] FILE [ARGS...]
       %(prog)s [OPTIONS] -m MODULE [ARGS...]
       %(prog)s [OPTIONS] --test NODEID [-- ARGS...]
       %(prog)s [OPTIONS] NOTEBOOK.ipynb"""


class TraceCommand:
    """Runs a program under the agent, passes through what it reads and writes, and reports."""

    name = "trace"
    summary = "run a program and show what every line really cost"
    needs_numpy = False

    def declare(self, parser: ArgumentParser) -> None:
        """What to run, and how far. Whatever follows FILE or MODULE belongs to the program."""
        parser.usage = _USAGE
        add = parser.add_argument
        add("program", nargs=argparse.REMAINDER, metavar="FILE", help="a Python file or a notebook, and its arguments")
        add("-m", dest="module", nargs=argparse.REMAINDER, metavar="MODULE", help="run a module, as python -m does")
        add("--test", metavar="NODEID", help="run a test with pytest")
        add("--python", metavar="PYTHON", help="the interpreter; default: the one that runs this")
        add("--time-limit", metavar="SECONDS", type=parsed_by(parse_seconds), help="end the program after that time")
        add(
            "--memory-limit", metavar="SIZE", type=parsed_by(parse_size), help="give the process that much: 500MB, 2GiB"
        )
        add("--steps", metavar="N", type=parsed_by(_count), default=1000, help="how many steps to keep; default: 1000")
        add("--format", choices=("text", "json", "html"), default="text", help="default: text")
        add("--output", metavar="FILE", help="where the report goes; default: standard output")

    def run(self, arguments: Namespace) -> int:
        """Returns the program's exit code, 124 where a limit ended it."""
        from .trace_output import check_output, tell_in_short, tell_problems, write_report
        from .trace_running import run_program
        from .trace_targets import UsageError, request_of

        try:
            request = request_of(arguments)
            check_output(arguments.format, arguments.output)
        except UsageError as error:
            complain(str(error))
            return 2
        word = unavailable(arguments.memory_limit)
        if word is not None:
            complain(word)
        in_report = arguments.format != "text" and arguments.output is None
        trace = run_program(request, report_owns_stdout=in_report)
        write_report(trace, arguments.format, arguments.output, after_output=not in_report)
        if arguments.format != "text" or arguments.output is not None:
            tell_in_short(trace)
        tell_problems(trace, arguments.python is not None)
        return 1 if trace.exit is None else trace.exit.code


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"{text} is not a number of steps")
    return int(text)
