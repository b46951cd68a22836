"""The source of modules: read from files, or from what an editor has in their place, and parsed once a version."""

from __future__ import annotations

import ast
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ..syntax.incremental import Version, parse_edited, version_of
from ..syntax.lines import split_lines
from ..syntax.parse import parse
from ..syntax.source import SourceError, decode

MOST_BYTES = 1_000_000
MOST_PARSED = 64
FOLDER = os.sep
"""The end of a path that is looked at as a folder."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One version of a module's source."""

    text: str
    lines: list[str]
    tree: ast.Module


class Sources:
    """Files, the sources of which are kept as long as they are read now and then."""

    def __init__(self) -> None:
        self._parsed: dict[str, tuple[object, SourceText, Version | None]] = {}

    def stamp(self, path: str) -> object:
        """What tells versions of a file apart; None where there is no file, or for a path with FOLDER no folder."""
        try:
            status = os.stat(path)  # noqa: PTH116 - a trailing separator counts
        except (OSError, ValueError):
            return None
        if path.endswith(FOLDER):
            return True if stat.S_ISDIR(status.st_mode) else None
        return (status.st_mtime_ns, status.st_size, status.st_ino) if stat.S_ISREG(status.st_mode) else None

    def read(self, path: str) -> str | None:
        """The text of a file; None where it is too large or no text."""
        try:
            if Path(path).stat().st_size > MOST_BYTES:
                return None
            return decode(Path(path).read_bytes())
        except (OSError, ValueError, SourceError):
            return None

    def source(self, path: str, stamp: object) -> SourceText | None:
        """The source of a file that has a stamp; None where it cannot be read. What does not parse is repaired."""
        known = self._parsed.pop(path, None)
        if known is None or known[0] != stamp:
            text = self.read(path)
            if text is None:
                return None
            before = None if known is None else known[2]
            parsed = parse(text) if before is None else parse_edited(text, before)
            found = SourceText(text, split_lines(text), parsed.tree)
            known = (stamp, found, version_of(text, parsed) or before)
        self._parsed[path] = known
        while len(self._parsed) > MOST_PARSED:
            del self._parsed[next(iter(self._parsed))]
        return known[1]
