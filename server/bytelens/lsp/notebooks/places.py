"""From a cell to its notebook's program and back: positions, and everything that holds some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatchmethod
from typing import Any

import attrs
from lsprotocol import types

from .program import Part, Program


@dataclass(frozen=True)
class Place:
    """A cell in the program of its notebook."""

    program: Program
    part: Part

    def is_left_out(self, position: types.Position) -> bool:
        """Whether a position of the cell is in what its code begins behind, such as `%time`."""
        return position.character < self._shift(self._row(position))

    def inward(self, position: types.Position) -> types.Position:
        """Where a position of the cell is in the program. Beyond the end of the cell it is that end."""
        row = self._row(position)
        if row < self.part.first + position.line:
            return types.Position(*self.program.text_lines.end(row + 1, self.program.encoding))
        return types.Position(row, max(position.character - self._shift(row), 0))

    def range_inward(self, place: types.Range) -> types.Range:
        """The same of a range."""
        return types.Range(self.inward(place.start), self.inward(place.end))

    def position_outward(self, position: types.Position) -> types.Position:
        """Where a position of the program is in the cell. Beyond the cell it is the beginning or the end of that."""
        if position.line < self.part.first:
            return types.Position(0, 0)
        if position.line >= self.part.end:
            return types.Position(*self.part.document.text_lines.end(len(self.part.cell.lines), self.program.encoding))
        return types.Position(position.line - self.part.first, position.character + self._shift(position.line))

    def range_outward(self, place: types.Range) -> types.Range:
        """The same of a range."""
        return types.Range(self.position_outward(place.start), self.position_outward(place.end))

    @singledispatchmethod
    def outward(self, answer: Any) -> Any:
        """What is answered about the program, as an answer about the cell. What has no place stays as it is."""
        return answer

    @outward.register
    def _(self, answers: list) -> list[Any]:  # type: ignore[type-arg]
        found = (self.outward(answer) for answer in answers if self._is_here(answer))
        return [answer for answer in found if answer is not None]

    @outward.register
    def _(self, hint: types.InlayHint) -> types.InlayHint:
        data = {**hint.data, "cell": self.part.document.uri} if isinstance(hint.data, dict) else hint.data
        label = hint.label if isinstance(hint.label, str) else list(map(self._part_outward, hint.label))
        return attrs.evolve(hint, position=self.position_outward(hint.position), label=label, data=data)

    @outward.register
    def _(self, hover: types.Hover) -> types.Hover:
        return attrs.evolve(hover, range=None if hover.range is None else self.range_outward(hover.range))

    @outward.register(types.CodeLens)
    @outward.register(types.Diagnostic)
    def _(self, said: types.CodeLens | types.Diagnostic) -> types.CodeLens | types.Diagnostic:
        return attrs.evolve(said, range=self.range_outward(said.range))

    @outward.register
    def _(self, action: types.CodeAction) -> types.CodeAction | None:
        """None where its edit is not one of cells."""
        edit = None if action.edit is None else _edit_of_cells(action.edit, self.program)
        if edit is None and action.edit is not None:
            return None
        return attrs.evolve(action, diagnostics=self.outward(list(action.diagnostics or [])), edit=edit)

    def _part_outward(self, label: types.InlayHintLabelPart) -> types.InlayHintLabelPart:
        """What leads to a place in the program leads to the cell that it is in."""
        location = label.location
        part = None if location is None else self.program.part_at(location.range.start.line)
        if location is None or part is None or location.uri != self.program.uri:
            return label
        there = Place(self.program, part).range_outward(location.range)
        return attrs.evolve(label, location=types.Location(part.document.uri, there))

    def _is_here(self, answer: Any) -> bool:
        lines = [answer.range.start.line] if isinstance(answer, types.CodeLens | types.Diagnostic) else []
        return all(self.part.first <= line < self.part.end for line in lines)

    def _row(self, position: types.Position) -> int:
        return min(self.part.first + position.line, self.part.end - 1)

    def _shift(self, row: int) -> int:
        return self.part.shift(row)


def _edit_of_cells(edit: types.WorkspaceEdit, program: Program) -> types.WorkspaceEdit | None:
    """An edit of the program as one of its cells; None where part of it is in none, or in more than one."""
    versioned = edit.document_changes is not None
    changes = _changes(edit, program.uri)
    edits: dict[str, list[types.TextEdit]] = {}
    versions = {part.document.uri: part.document.version for part in program.parts}
    for change in changes:
        part = program.part_at(change.range.start.line)
        if part is None or program.part_at(change.range.end.line) is not part:
            return None
        moved = types.TextEdit(Place(program, part).range_outward(change.range), change.new_text)
        edits.setdefault(part.document.uri, []).append(moved)
    if not versioned:
        return types.WorkspaceEdit(edits)
    identifiers = {uri: types.OptionalVersionedTextDocumentIdentifier(uri, versions[uri]) for uri in edits}
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(identifiers[uri], some) for uri, some in edits.items()]
    )


def _changes(edit: types.WorkspaceEdit, uri: str) -> Iterator[types.TextEdit]:
    """The edits of one document."""
    yield from (edit.changes or {}).get(uri, ())
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == uri:
            yield from (edit for edit in change.edits if isinstance(edit, types.TextEdit))


def diagnostics_in(part: Part, program: Program, found: Iterable[types.Diagnostic]) -> list[types.Diagnostic]:
    """Those that begin in a cell, as they are there."""
    told: list[types.Diagnostic] = Place(program, part).outward(list(found))
    return told
