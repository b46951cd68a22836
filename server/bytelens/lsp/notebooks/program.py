"""A notebook as one Python text: its code cells, in their order."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from lsprotocol import types

from ...syntax.cells import Cell, Notebook, joined
from ...syntax.parse import LineRange, Parsed, parse
from ..documents import Document

# Cells that are typed in now and then, and every cell of a notebook of some size once.
_cell = lru_cache(maxsize=1000)(Cell.of)


@dataclass(frozen=True, slots=True)
class Part:
    """A cell within the program. index: among all cells. first: its first row there (0-based). cell: its code as it
    stands there."""

    index: int
    document: Document
    first: int
    cell: Cell

    @property
    def end(self) -> int:
        """The row behind its last one."""
        return self.first + len(self.cell.lines)

    def shift(self, row: int) -> int:
        """By how many characters what stands on a row of the program is further to the right in the cell: `%time` and
        what indents a whole cell are left out there. In the units of the client."""
        there, here = self.cell.lines[row - self.first], self.document.text_lines.texts[row - self.first]
        if there == here or not there.strip() or not here.endswith(there.lstrip()):
            return 0
        lines, encoding = self.document.text_lines, self.document.encoding
        line = row - self.first + 1
        width = len(there.encode("utf-8", "surrogatepass"))
        before = len(here.encode("utf-8", "surrogatepass")) - width
        return lines.to_lsp(line, before, encoding)[1] if before > 0 else 0


class Program(Document):
    """What is known of a notebook is known of this text; `parts` tells where it stands in the cells.

    A cell that does not parse leaves the others alone, as in Jupyter: none reaches into the next one, by a string that
    is not closed, say.
    """

    is_notebook = True

    def __init__(self, uri: str, **kwargs: object) -> None:
        super().__init__(uri, "", 0, "python", **kwargs)  # type: ignore[arg-type]
        self.parts: Sequence[Part] = ()
        self._notebook = Notebook("", {})
        self._shown: dict[str, Mapping[int, str]] = {}

    def update(self, cells: Mapping[int, Document]) -> None:
        """Take over the code cells as they are now, by their index among all cells."""
        codes = {index: _cell(document.source) for index, document in cells.items()}
        self._notebook = notebook = joined(codes)
        self.parts = [
            Part(index, document, notebook.cells[index] - 1, codes[index]) for index, document in cells.items()
        ]
        if notebook.text != self.source:
            self.version = (self.version or 0) + 1
            self.apply_change(types.TextDocumentContentChangeWholeDocument(notebook.text))

    def notebook(self) -> Notebook:
        """Its code, to be run."""
        return self._notebook

    def part(self, uri: str) -> Part | None:
        """The part of the cell at a URI, in which nothing is quoted."""
        return next((part for part in self.parts if unquote(part.document.uri) == uri), None)

    def part_at(self, row: int) -> Part | None:
        """The part that a row is in."""
        return next((part for part in self.parts if part.first <= row < part.end), None)

    def line_name(self, line: int) -> str:
        """As a trace says it: `cell 3:2` for the second line of the third cell."""
        part = self.part_at(line - 1)
        return super().line_name(line) if part is None else f"cell {part.index + 1}:{line - part.first}"

    def shows(self, part: Part) -> None:
        """The client has just been told the hints of a cell."""
        self._shown[part.document.uri] = self._labels_of(part)

    def edited(self, cell: Document) -> None:
        """The client asks for the hints of a cell that was edited by itself."""
        self._shown.pop(cell.uri, None)

    def is_outdated(self) -> bool:
        """Whether cells show hints that do not hold any more, since another one was edited, or a module has changed."""
        if super().is_outdated():
            return True
        if not self._shown or self._labels is None:
            return False
        self.labels(self._labels.source.options)
        known = {part.document.uri: part for part in self.parts}
        outdated = any(uri in known and self._labels_of(known[uri]) != shown for uri, shown in self._shown.items())
        if outdated:
            # All of them are asked for again.
            self._shown.clear()
        return outdated

    def _labels_of(self, part: Part) -> Mapping[int, str]:
        labels = {} if self._labels is None else self._labels.texts
        rows = range(len(part.cell.lines))
        return {row: labels[line] for row in rows if (line := part.first + row + 1) in labels}

    def _parse(self, text: str) -> Parsed:
        broken = [part for part in self.parts if _breaks(part.cell.lines)]
        if not broken:
            return super()._parse(text)
        lines = text.split("\n")
        for part in broken:
            lines[part.first : part.end] = [""] * len(part.cell.lines)
        return _together([super()._parse("\n".join(lines)), *map(_parsed, broken)])


@lru_cache(maxsize=1000)
def _breaks(lines: tuple[str, ...]) -> bool:
    return bool(parse("\n".join(lines)).broken)


def _parsed(part: Part) -> Parsed:
    return parse("\n" * part.first + "\n".join(part.cell.lines))


def _together(pieces: Iterable[Parsed]) -> Parsed:
    """The syntax of texts that stand on lines of their own."""
    statements: list[ast.stmt] = []
    broken: list[LineRange] = []
    for piece in pieces:
        statements += piece.tree.body
        broken += piece.broken
    statements.sort(key=lambda statement: statement.lineno)
    return Parsed(ast.Module(statements, []), tuple(sorted(broken, key=lambda lines: lines.first)))
