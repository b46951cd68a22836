"""The entry point: reads the arguments, runs the subcommand, and turns failures into exit codes.

0: done. 1: something failed. 2: usage. 130: interrupted (128 + SIGINT). 141: nobody reads the output any more
(128 + SIGPIPE).
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from .. import __version__
from .check import CheckCommand
from .commands import Command, CommandError
from .lsp import LspCommand
from .messages import complain
from .numpy_version import require_numpy
from .show import ShowCommand
from .trace import TraceCommand
from .verify import VerifyCommand

COMMANDS: tuple[Command, ...] = (ShowCommand(), CheckCommand(), TraceCommand(), VerifyCommand(), LspCommand())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `bytelens` with the given arguments, those of the process by default. Returns the exit code."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # What is still buffered must go somewhere: the interpreter flushes stdout when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(arguments: Sequence[str] | None) -> int:
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.needs_numpy:
            require_numpy()
        code: int = chosen.run(chosen)
        sys.stdout.flush()
        return code
    except CommandError as failure:
        complain(str(failure))
        return 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser("bytelens", description="Shows what every line of NumPy code costs in bytes.")
    parser.add_argument("--version", action="version", version=f"bytelens {__version__}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary)
        command.declare(subparser)
        subparser.set_defaults(run=command.run, needs_numpy=command.needs_numpy)
    return parser
