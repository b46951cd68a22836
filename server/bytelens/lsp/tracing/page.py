"""The request `bytelens/page`: a trace as an HTML page, for a panel of the client's."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pygls.exceptions import JsonRpcInvalidParams

from ...report.tracing.html_page import PageNotBuiltError, page
from ..configuration import plain
from .commands import RefusalError

if TYPE_CHECKING:
    from ..server import Server

PAGE = "bytelens/page"


def register(server: Server) -> None:
    """Answer the request."""
    server.feature(PAGE)(_page)


async def _page(ls: Server, params: Any) -> dict[str, Any] | None:
    """`{uri, nonce?}` to `{trace, title, html}`; null where nothing was traced. The page allows what has the nonce."""
    sent = plain(params)
    uri, nonce = (sent.get("uri"), sent.get("nonce")) if isinstance(sent, dict) else (None, None)
    if not isinstance(uri, str) or not isinstance(nonce, str | None):
        raise JsonRpcInvalidParams('an object with a "uri", and perhaps a "nonce", is expected')
    job = ls.traces.shown_in(uri)
    if job is None or job.trace is None:
        return None
    try:
        # Thousands of steps take a moment, in which others may ask for hints.
        html = await asyncio.to_thread(page, job.trace, nonce)
    except PageNotBuiltError as error:
        raise RefusalError(str(error)) from error
    return {"trace": job.number, "title": job.target.title, "html": html}
