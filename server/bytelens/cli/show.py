"""`bytelens show`: source files with the bytes of every line beside it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .commands import CommandError
from .messages import complain

if TYPE_CHECKING:
    from ..analysis.estimates import Analysis


class ShowCommand:
    """Prints annotated source, or what is known of it as JSON."""

    name = "show"
    summary = "print source files with the bytes of every line beside it"
    needs_numpy = True

    def declare(self, parser: ArgumentParser) -> None:
        """The files and the format."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="Python source; - is standard input")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")

    def run(self, arguments: Namespace) -> int:
        """Returns 1 if any of the files could not be shown; the others are shown all the same."""
        if arguments.format == "json":
            return _show_json(arguments.files)
        return _show_text(arguments.files)


def _show_text(files: Sequence[str]) -> int:
    from ..report.annotate import annotate
    from .printing import print_annotated

    failed = False
    for path in files:
        known = _analysed(path)
        failed = failed or known is None
        if known is not None:
            print_annotated(annotate(*known), path if len(files) > 1 else None)
    return int(failed)


def _show_json(files: Sequence[str]) -> int:
    from ..report.machine import document, documents

    known = [(path, _analysed(path)) for path in files]
    shown = [document(path, found[1]) for path, found in known if found is not None]
    if len(files) > 1 or shown:
        print(json.dumps(documents(shown) if len(files) > 1 else shown[0], indent=2))
    return int(len(shown) < len(files))


def _analysed(path: str) -> tuple[str, Analysis] | None:
    """The text and what is known of it; None, with a line on stderr, where it cannot be read."""
    from ..analysis.module import analyse
    from .sources import STDIN, read_source

    sys.stdout.flush()
    try:
        text = read_source(path)
    except CommandError as failure:
        complain(str(failure))
        return None
    if not text.strip():
        complain(f"{path}: the file is empty")
    analysis = analyse(text, None if path == STDIN else path, [str(Path.cwd())])
    for broken in analysis.broken[:1]:
        complain(f"{path}:{broken.first}: syntax error; what does not parse is left out")
    return text, analysis
