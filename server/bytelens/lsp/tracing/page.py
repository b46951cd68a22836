"""What a client's panel needs: a trace as an HTML page, and which line of the text is which line of the page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pygls.exceptions import JsonRpcInvalidParams

from ...report.tracing.html_page import PageNotBuiltError, page
from ..configuration import plain
from ..notebooks.program import Program
from .commands import RefusalError

if TYPE_CHECKING:
    from ..server import Server

PAGE = "bytelens/page"
LINE_NOW = "bytelens/lineNow"
LINE_TRACED = "bytelens/lineTraced"


def register(server: Server) -> None:
    """Answer the requests."""
    server.feature(PAGE)(_page)
    server.feature(LINE_NOW)(_line_now)
    server.feature(LINE_TRACED)(_line_traced)


async def _page(ls: Server, params: Any) -> dict[str, Any] | None:
    """`{uri, nonce?}` to `{trace, title, html}`; null where nothing was traced. The page allows what has the nonce."""
    sent = plain(params)
    uri, nonce = (sent.get("uri"), sent.get("nonce")) if isinstance(sent, dict) else (None, None)
    if not isinstance(uri, str) or not isinstance(nonce, str | None):
        raise JsonRpcInvalidParams('an object with a "uri", and perhaps a "nonce", is expected')
    document = ls.protocol.documents().open_document(uri)
    job = ls.traces.shown_in(uri if document is None else document.uri)
    if job is None or job.trace is None:
        return None
    try:
        # Thousands of steps take a moment, in which others may ask for hints.
        html = await asyncio.to_thread(page, job.trace, nonce)
    except PageNotBuiltError as error:
        raise RefusalError(str(error)) from error
    return {"trace": job.number, "title": job.target.title, "html": html}


def _line_now(ls: Server, params: Any) -> dict[str, Any] | None:
    """`{uri, line}` to the document and the line (1-based) where a line of the page is now, in a notebook a cell; null
    where it has changed since it was traced."""
    uri, line = _place(params)
    documents = ls.protocol.documents()
    document = documents.open_document(uri)
    now = line if document is None or document.traced is None else document.traced.line_now(line)
    if now is None or not isinstance(document, Program):
        return None if now is None else {"uri": uri, "line": now}
    part = document.part_at(now - 1)
    return None if part is None else {"uri": part.document.uri, "line": now - part.first}


def _line_traced(ls: Server, params: Any) -> int | None:
    """`{uri, line}` to the line of the page (1-based); null where it has changed, or was never traced."""
    uri, line = _place(params)
    documents = ls.protocol.documents()
    document, place = documents.open_document(uri), documents.place_of(uri)
    if document is None or document.traced is None:
        return None
    return document.traced.line_then(line if place is None else place.part.first + line)


def _place(params: Any) -> tuple[str, int]:
    sent = plain(params)
    uri, line = (sent.get("uri"), sent.get("line")) if isinstance(sent, dict) else (None, None)
    if not isinstance(uri, str) or not isinstance(line, int) or isinstance(line, bool):
        raise JsonRpcInvalidParams('an object with a "uri" and a "line" is expected')
    return uri, line
