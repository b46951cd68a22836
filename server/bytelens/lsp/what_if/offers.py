"""What editors offer that know no more than the protocol: a lens that says what is assumed, and actions."""

from __future__ import annotations

from lsprotocol import types

from ...assuming.constants import read_constant, show_constant
from ...report.assumed import MARK, what_if
from ..documents import Document
from .commands import CLEAR_WHAT_IF, WHAT_IF
from .spots import spot_at

KIND = "source.bytelens.whatIf"
_TIMES = 10


def lenses(document: Document) -> list[types.CodeLens]:
    """One at the top, while something is assumed."""
    assumptions = document.supposed.assumptions
    if not assumptions:
        return []
    start = types.Position(0, 0)
    title = f"{MARK}{what_if(assumptions, document.line_name)} · Clear"
    command = types.Command(title, CLEAR_WHAT_IF, arguments=[{"uri": document.uri}])
    return [types.CodeLens(types.Range(start, start), command=command)]


def commands(document: Document, start: types.Position) -> list[types.Command]:
    """Ten times the number at a place, float32, and back to what the text says."""
    assumptions, found = document.supposed.assumptions, []
    more = _more(document, start)
    if more is not None:
        found.append(_command(document, f"{more[0]} = {more[1]}", {"assume": f"{more[2]} = {more[1]}"}))
    if assumptions.dtype is None:
        found.append(_command(document, "all float32", {"dtype": "float32"}))
    if assumptions:
        found.append(types.Command("Clear What If", CLEAR_WHAT_IF, arguments=[{"uri": document.uri}]))
    return found


def _more(document: Document, start: types.Position) -> tuple[str, str, str] | None:
    """Of the number at a place: how it is shown, ten times its value, and as what it is assumed."""
    if start.line >= len(document.text_lines):
        return None
    spot = spot_at(document, *document.text_lines.to_ast(start.line, start.character, document.encoding))
    try:
        value = None if spot is None else read_constant(spot.value)
    except ValueError:
        return None
    if spot is None or type(value) is not int or not value:
        return None
    return spot.shown, show_constant(value * _TIMES), spot.about


def _command(document: Document, title: str, arguments: dict[str, str]) -> types.Command:
    return types.Command(f"What If {title}", WHAT_IF, arguments=[{"uri": document.uri, **arguments}])
