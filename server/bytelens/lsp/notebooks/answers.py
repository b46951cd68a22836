"""Requests about a cell: each is asked of the program of its notebook."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from lsprotocol import types

from .places import Place

if TYPE_CHECKING:
    from ..server import Server

Params = TypeVar("Params")
Answer = TypeVar("Answer")


def in_cells(handler: Callable[[Server, Params], Answer]) -> Callable[[Server, Params], Answer | None]:
    """The handler of a request about a document, which then also answers where that document is a cell."""

    @wraps(handler)
    def answer(ls: Server, params: Params) -> Answer | None:
        uri, documents = _uri(params), ls.protocol.documents()
        place = documents.place_of(uri)
        if place is None:
            return None if documents.is_cell(uri) else handler(ls, params)
        if isinstance(params, types.HoverParams) and place.is_left_out(params.position):
            return None
        answered: Answer = place.outward(handler(ls, _inward(params, place)))
        if isinstance(params, types.InlayHintParams):
            place.program.shows(place.part)
        return answered

    return answer


def _uri(params: Any) -> str:
    if isinstance(params, types.InlayHint):
        return str(params.data.get("cell")) if isinstance(params.data, dict) else ""
    return str(params.text_document.uri)


def _inward(params: Any, place: Place) -> Any:
    if isinstance(params, types.InlayHint):
        return attrs.evolve(params, position=place.inward(params.position))
    changes: dict[str, Any] = {"text_document": types.TextDocumentIdentifier(place.program.uri)}
    if isinstance(params, types.HoverParams):
        changes["position"] = place.inward(params.position)
    elif isinstance(params, types.InlayHintParams | types.CodeActionParams):
        changes["range"] = place.range_inward(params.range)
    return attrs.evolve(params, **changes)
