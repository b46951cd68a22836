"""`bytelens show`: source files with the bytes of every line beside it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .commands import CommandError
from .messages import complain

if TYPE_CHECKING:
    from ..analysis.estimates import Analysis
    from ..assuming.assumptions import Assumptions
    from ..lint.findings import Finding
    from ..syntax.parse import Parsed


class ShowCommand:
    """Prints annotated source, or what is known of it as JSON."""

    name = "show"
    summary = "print source files with the bytes of every line beside it"
    needs_numpy = True

    def declare(self, parser: ArgumentParser) -> None:
        """The files, the format, and what is assumed."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="Python source; - is standard input")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
        parser.add_argument(
            "--assume",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="what if a variable, a parameter or a length were this, as n=100000; f.n=5: in the function f alone; "
            "LINE:COLUMN=VALUE: the literal there",
        )
        parser.add_argument(
            "--assume-dtype",
            metavar="DTYPE",
            help="what if every new array of floating-point numbers were float16, float32, float64 or longdouble",
        )

    def run(self, arguments: Namespace) -> int:
        """Returns 1 if any of the files could not be shown; the others are shown all the same.

        2 where something is to be assumed of what no file has.
        """
        from .show_assuming import UnmetError, read_options

        several = len(arguments.files) > 1
        try:
            assuming = read_options(arguments)
            texts: Iterator[tuple[str, str | None]] = ((path, _text(path)) for path in arguments.files)
            if assuming:
                read = list(texts)
                assuming.check([text for _, text in read if text is not None])
                texts = iter(read)
        except UnmetError as error:
            complain(str(error))
            return 2
        shown = (_analysed(path, text, assuming.of(text)) if text is not None else None for path, text in texts)
        return _show_json(shown, several) if arguments.format == "json" else _show_text(shown, several)


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    text: str
    assumptions: Assumptions
    parsed: Parsed
    analysis: Analysis


def _show_text(files: Iterator[_File | None], several: bool) -> int:
    from ..report.annotate import annotate
    from .printing import print_annotated

    failed = False
    for file in files:
        failed = failed or file is None
        if file is not None:
            lines = annotate(file.text, file.analysis, file.assumptions, file.parsed.tree)
            print_annotated(lines, file.path if several else None, file.assumptions)
    return int(failed)


def _show_json(files: Iterator[_File | None], several: bool) -> int:
    from ..report.machine import document, documents

    known = list(files)
    shown = [
        document(file.path, file.analysis, file.assumptions, _findings(file)) for file in known if file is not None
    ]
    if several or shown:
        print(json.dumps(documents(shown) if several else shown[0], indent=2))
    return int(len(shown) < len(known))


def _text(path: str) -> str | None:
    """The text of a file; None, with a line on stderr, where it cannot be read."""
    from .sources import read_source

    sys.stdout.flush()
    try:
        text = read_source(path)
    except CommandError as failure:
        complain(str(failure))
        return None
    if not text.strip():
        complain(f"{path}: the file is empty")
    return text


def _findings(file: _File) -> tuple[Finding, ...] | None:
    """What `bytelens check` says of it; None, with a line on stderr, where its configuration cannot be followed."""
    from ..lint.checking import check
    from ..lint.configuration import ConfigurationError, nearest, read
    from ..lint.options import Options
    from ..lint.running import program_of

    try:
        place = nearest(Path(file.path))
        options = Options() if place is None else read(place)
    except ConfigurationError as error:
        complain(str(error))
        return None
    return check(program_of(file.text, file.parsed, file.analysis, options), options)


def _analysed(path: str, text: str, assumptions: Assumptions) -> _File:
    from ..analysis.module import analyse_in_full
    from .sources import STDIN

    program = None if path == STDIN else path
    parsed, analysis = analyse_in_full(text, program, [str(Path.cwd())], assumptions)
    for broken in analysis.broken[:1]:
        complain(f"{path}:{broken.first}: syntax error; what does not parse is left out")
    return _File(path, text, assumptions, parsed, analysis)
