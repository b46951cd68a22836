"""The commands and the request by which clients assume and clear (docs/editors.md lists them)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ...assuming.assumptions import NOTHING, Assumptions
from ...assuming.wishes import found_in, read_dtype, read_wish, why_missing
from ...report.assumed import what_if
from ..configuration import plain
from ..documents import Document
from ..tracing.commands import RefusalError
from ..tracing.requests import wanted_uri
from .spots import names_of, spot_at

if TYPE_CHECKING:
    from ..server import Server

WHAT_IF = "bytelens.server.whatIf"
CLEAR_WHAT_IF = "bytelens.server.clearWhatIf"
WHAT_IF_AT = "bytelens/whatIfAt"

_EXPECTED = 'an object with a "uri", and "assume" (a string, or a list of such) or "dtype" (a string)'


def register(server: Server) -> None:
    """Let the client send them."""
    server.command(WHAT_IF)(_what_if)
    server.command(CLEAR_WHAT_IF)(_clear)
    server.feature(WHAT_IF_AT)(_at)


# `Any`: pygls resolves the annotations of commands at run time, and structures arguments by them.
def _what_if(ls: Any, *arguments: Any) -> dict[str, Any]:
    sent = plain(arguments[0]) if len(arguments) == 1 else None
    uri, assume, dtype = _read(sent)
    document = _document(ls, uri)
    try:
        also = _assumed(document, assume, dtype)
    except ValueError as error:
        raise RefusalError(str(error)) from error
    _assume(ls, document, document.supposed.assumptions.and_also(also))
    return {"uri": uri, "assumed": what_if(document.supposed.assumptions, document.line_name)}


def _clear(ls: Any, *arguments: Any) -> dict[str, Any]:
    try:
        uri = wanted_uri([plain(argument) for argument in arguments])
    except ValueError as error:
        raise JsonRpcInvalidParams(str(error)) from error
    documents = ls.protocol.documents()
    found = documents.open_documents() if uri is None else [documents.open_document(uri)]
    assumed = [document for document in found if document is not None and document.supposed.assumptions]
    for document in assumed:
        _assume(ls, document, NOTHING)
    return {"cleared": len(assumed)}


def _at(ls: Server, params: Any) -> dict[str, Any] | None:
    """`{uri, position}` to what can be assumed: `here` (`{about, shown, value}` or null), `names` with their values,
    and what is `assumed` already (or null)."""
    sent = plain(params)
    try:
        documents = ls.protocol.documents()
        document, cell = documents.open_document(sent["uri"]), documents.place_of(sent["uri"])
        row, character = int(sent["position"]["line"]), int(sent["position"]["character"])
    except (TypeError, KeyError, ValueError):
        raise JsonRpcInvalidParams('an object with a "uri" and a "position" is expected') from None
    if document is None:
        return None
    spot = None
    if cell is not None:
        position = cell.inward(types.Position(row, character))
        row, character = position.line, position.character
    if 0 <= row < len(document.text_lines):
        spot = spot_at(document, *document.text_lines.to_ast(row, character, document.encoding))
    assumptions = document.supposed.assumptions
    return {
        "here": None if spot is None else {"about": spot.about, "shown": spot.shown, "value": spot.value},
        "names": names_of(document),
        "assumed": what_if(assumptions, document.line_name) if assumptions else None,
    }


def _read(sent: Any) -> tuple[str, list[str], str | None]:
    if not isinstance(sent, Mapping) or not isinstance(sent.get("uri"), str):
        raise JsonRpcInvalidParams(f"{_EXPECTED} is expected")
    assume, dtype = sent.get("assume") or [], sent.get("dtype")
    wishes = [assume] if isinstance(assume, str) else assume
    if not isinstance(wishes, list) or not all(isinstance(wish, str) for wish in wishes):
        raise JsonRpcInvalidParams(f"{_EXPECTED} is expected")
    if not isinstance(dtype, str | None) or not (wishes or dtype):
        raise JsonRpcInvalidParams(f"{_EXPECTED} is expected")
    return sent["uri"], wishes, dtype


def _document(ls: Server, uri: str) -> Document:
    document = ls.protocol.documents().open_document(uri)
    if document is None:
        raise RefusalError("Nothing can be assumed of what is not open as Python.")
    return document


def _assumed(document: Document, assume: list[str], dtype: str | None) -> Assumptions:
    """Raises ValueError, which is for the user."""
    wishes, tree, lines = list(map(read_wish, assume)), document.written().tree, document.text_lines
    found, missing = found_in(tree, lines, wishes)
    if missing:
        raise ValueError(why_missing(tree, lines, missing[0]))
    return found.and_also(Assumptions(dtype=None if dtype is None else read_dtype(dtype)))


def _assume(ls: Server, document: Document, assumptions: Assumptions) -> None:
    document.suppose(assumptions)
    ls.refresh_hints()
    ls.refresh_lenses()
