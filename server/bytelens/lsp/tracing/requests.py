"""What is to be traced, and how, from what the client asks for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...syntax.cells import Notebook
from ...syntax.runnables import case_at
from ...tracing.request import Kind, Request
from ..documents import Document
from ..settings import TraceSettings
from ..sources import path_of
from .job import Target


@dataclass(frozen=True, slots=True)
class Wanted:
    """The argument of a command, as the client sends it: an object, or a URI alone.

    uri: of the document. arguments: for the program. test: what follows the path in a pytest node id.
    line: on which a test is looked for (0-based).
    """

    uri: str
    arguments: tuple[str, ...] = ()
    test: str | None = None
    line: int | None = None


def wanted(arguments: Sequence[Any]) -> Wanted:
    """Read the arguments of a command. Raises ValueError, which says what is wrong with them."""
    if len(arguments) != 1:
        raise ValueError(f"one argument is expected, not {len(arguments)}")
    sent = {"uri": arguments[0]} if isinstance(arguments[0], str) else arguments[0]
    if not isinstance(sent, Mapping) or not isinstance(sent.get("uri"), str):
        raise ValueError('the argument is an object with a "uri", or that URI alone')
    given = sent.get("arguments") or []
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise ValueError('"arguments" is a list of strings')
    test, line = sent.get("test"), sent.get("line")
    if not isinstance(test, str | None):
        raise ValueError('"test" is a string')
    if not isinstance(line, int | None) or isinstance(line, bool):
        raise ValueError('"line" is a number')
    return Wanted(sent["uri"], tuple(given), test, line)


def wanted_uri(arguments: Sequence[Any]) -> str | None:
    """The document that a command is about; None, for all, where nothing is named. Raises ValueError as above."""
    return wanted(arguments).uri if arguments and arguments != [None] else None


def file_request(
    want: Wanted, folders: Sequence[str], settings: TraceSettings, notebook: Notebook | None = None
) -> tuple[Target, Request]:
    """The trace of a file as a program. Raises ValueError where it is no file that can be run.

    notebook: the code of a notebook as it is in the editor, saved or not.
    """
    path = _path(want.uri)
    kind = Kind.NOTEBOOK if _is_notebook(path) else Kind.FILE
    return Target(want.uri, path.name), replace(_request(kind, path, "", want, folders, settings), notebook=notebook)


def test_request(
    want: Wanted, document: Document | None, folders: Sequence[str], settings: TraceSettings
) -> tuple[Target, Request]:
    """The trace of one test. Raises ValueError where there is none."""
    path, test = _path(want.uri), want.test
    if test is None and document is not None and want.line is not None:
        case = case_at(document.tree(), want.line + 1)
        test = case.name if case is not None else None
    if test is None or _is_notebook(path):
        raise ValueError("There is no test here.")
    return Target(want.uri, test), _request(Kind.TEST, path, f"::{test}", want, folders, settings)


def _is_notebook(path: Path) -> bool:
    return path.suffix.lower() == ".ipynb"


def _path(uri: str) -> Path:
    path = path_of(uri)
    if path is None:
        raise ValueError(
            "A cell cannot be traced by itself, and its notebook is not known."
            if uri.startswith("vscode-notebook-cell:")
            else "Only a file can be traced: save this one first."
        )
    if not Path(path).is_file():
        raise ValueError(f"There is no file {path}.")
    return Path(path)


def _request(
    kind: Kind, path: Path, suffix: str, want: Wanted, folders: Sequence[str], settings: TraceSettings
) -> Request:
    around = [Path(folder) for folder in folders if path.is_relative_to(folder)]
    directory = max(around, key=lambda folder: len(folder.parts), default=path.parent)
    return Request(
        kind=kind,
        # As one would type it there.
        target=f"{path.relative_to(directory)}{suffix}",
        # The server runs under the user's interpreter.
        python=sys.executable,
        directory=str(directory),
        roots=tuple(dict.fromkeys([str(directory), *folders])),
        arguments=want.arguments,
        steps=settings.steps,
        time_limit=settings.time_limit,
        memory_limit=settings.memory_limit,
    )
