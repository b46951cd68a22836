"""What a subcommand is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Protocol


class Command(Protocol):
    """A subcommand: a name, one line of help, its arguments, and what it does.

    needs_numpy: this interpreter has to have NumPy.
    """

    name: str
    summary: str
    needs_numpy: bool

    def declare(self, parser: ArgumentParser) -> None:
        """Add the arguments to the subcommand's own parser."""

    def run(self, arguments: Namespace) -> int:
        """Do it. Returns the exit code; raises CommandError where it cannot be done."""


class CommandError(Exception):
    """Why a command cannot go on; one line, made to be shown to the user."""
