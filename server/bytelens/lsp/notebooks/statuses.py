"""What a client of our own shows of a notebook as a whole, as it is told of each cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..documents import Document
from .program import Part, Program


def divided(told: dict[str, Any], document: Document) -> Iterator[dict[str, Any]]:
    """What is told of a document, of a notebook cell by cell: what all of it needs, and those lines that are here."""
    if not isinstance(document, Program):
        yield told
        return
    for part in document.parts:
        large = [{**line, "line": line["line"] - part.first} for line in told["large"] if _is_in(part, line["line"])]
        cell = part.document
        yield {"uri": cell.uri, "version": cell.version, "need": _need(told["need"], part), "large": large}


def _need(need: dict[str, Any] | None, part: Part) -> dict[str, Any] | None:
    if need is None or need["line"] is None:
        return need
    return {**need, "line": need["line"] - part.first if _is_in(part, need["line"] - 1) else None}


def _is_in(part: Part, row: int) -> bool:
    return part.first <= row < part.end
