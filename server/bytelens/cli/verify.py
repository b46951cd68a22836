"""`bytelens verify`: every estimate of a file held against a run of it."""

from __future__ import annotations

import json
import sys
from argparse import REMAINDER, ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ..tracing.limits import parse_seconds
from .arguments import parsed_by
from .commands import CommandError
from .messages import complain

if TYPE_CHECKING:
    from ..facts.agreement import Agreement
    from ..tracing.trace import Trace


class VerifyCommand:
    """Runs a program under the interpreter that the estimates come from, and lists agreements and disagreements."""

    name = "verify"
    summary = "run a program and hold every estimate against what it shows"
    needs_numpy = True

    def declare(self, parser: ArgumentParser) -> None:
        """The file, its arguments, and the format."""
        parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
        parser.add_argument(
            "--time-limit", type=parsed_by(parse_seconds), metavar="SECONDS", help="end the program then"
        )
        parser.add_argument("file", metavar="FILE", help="a Python program; it runs as it would without ByteLens")
        parser.add_argument("arguments", nargs=REMAINDER, metavar="ARGS", help="arguments of the program")

    def run(self, arguments: Namespace) -> int:
        """Returns 1 where the run contradicts an exact estimate, whatever the program's own exit code."""
        from ..analysis.module import analyse
        from ..facts.agreement import agreements
        from .sources import read_source

        text, path = read_source(arguments.file), str(Path(arguments.file).absolute())
        trace = _traced(path, arguments)
        found = agreements(analyse(text, path, [str(Path.cwd())]), trace, path)
        _print(arguments, trace, found)
        _tell_end(trace)
        return int(any(agreement.is_fault for agreement in found))


def _traced(path: str, arguments: Namespace) -> Trace:
    from ..tracing.request import Kind, Request
    from ..tracing.runner import Sinks, Tracer

    directory = str(Path.cwd())
    request = Request(
        Kind.FILE,
        path,
        sys.executable,
        directory,
        (directory, str(Path(path).parent)),
        tuple(arguments.arguments),
        steps=0,
        time_limit=arguments.time_limit,
        interactive=True,
    )
    sys.stdout.flush()
    tracer = Tracer(request, Sinks(stdout=sys.stderr.fileno(), stderr=sys.stderr.fileno()))
    try:
        return tracer.run()
    except OSError as error:
        raise CommandError(f"{arguments.file}: cannot be run: {error.strerror or error}") from None


def _print(arguments: Namespace, trace: Trace, found: tuple[Agreement, ...]) -> None:
    from ..report.verification import verification_document, verification_text

    if arguments.format == "json":
        print(json.dumps(verification_document(arguments.file, trace.numpy, found), indent=2))
    else:
        print(verification_text(arguments.file, found), end="")


def _tell_end(trace: Trace) -> None:
    """What came after the end of the program was not seen."""
    end = trace.exit
    if end is not None and end.limit is not None:
        complain(f"the program was ended ({end.limit}); lines that it did not reach are not verified")
    elif end is not None and end.failure is not None:
        where = f" on line {end.failure.place.line}" if end.failure.place else ""
        complain(f"the program ended with {end.failure.type}{where}; lines that it did not reach are not verified")
