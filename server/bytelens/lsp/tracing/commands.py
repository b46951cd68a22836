"""The commands of `workspace/executeCommand`, which every editor can send (docs/editors.md lists them)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams

from ..configuration import plain
from ..documents import Document
from ..notebooks.program import Program
from .job import Target
from .registry import BusyError
from .requests import Wanted, file_request, test_request, wanted, wanted_uri

if TYPE_CHECKING:
    from ...tracing.request import Request
    from ..server import Server

TRACE = "bytelens.server.trace"
TRACE_TEST = "bytelens.server.traceTest"
STOP_TRACE = "bytelens.server.stopTrace"
CLEAR_TRACE = "bytelens.server.clearTrace"

_REQUEST_FAILED = -32803


class RefusalError(JsonRpcException):
    """What is asked for cannot be done now; the message is for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message, _REQUEST_FAILED)


def register(server: Server) -> None:
    """Let the client send the commands."""
    server.command(TRACE)(_trace)
    server.command(TRACE_TEST)(_trace_test)
    server.command(STOP_TRACE)(_stop)
    server.command(CLEAR_TRACE)(_clear)
    # pygls logs every error response with its traceback.
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)


# `Any`: pygls resolves the annotations of commands at run time, and structures arguments by them.
def _trace(ls: Any, *arguments: Any) -> dict[str, Any]:
    want, document = _wanted(ls, arguments)
    notebook = document.notebook() if isinstance(document, Program) else None
    return _start(ls, lambda: file_request(want, ls.folders(), ls.trace_settings(want.uri), notebook))


def _trace_test(ls: Any, *arguments: Any) -> dict[str, Any]:
    want, document = _wanted(ls, arguments)
    return _start(ls, lambda: test_request(want, document, ls.folders(), ls.trace_settings(want.uri)))


def _stop(ls: Any, *arguments: Any) -> dict[str, Any]:
    return {"stopped": ls.traces.stop(_target(ls, arguments))}


def _clear(ls: Any, *arguments: Any) -> dict[str, Any]:
    return {"cleared": ls.traces.clear(_target(ls, arguments))}


def _target(ls: Server, arguments: tuple[Any, ...]) -> str | None:
    return _wanted(ls, arguments)[0].uri if _read(wanted_uri, arguments) is not None else None


def _wanted(ls: Server, arguments: tuple[Any, ...]) -> tuple[Wanted, Document | None]:
    """What is asked for, with its document where that is open. Who names a cell means its notebook."""
    want: Wanted = _read(wanted, arguments)
    document = ls.protocol.documents().open_document(want.uri)
    return want if document is None else replace(want, uri=document.uri), document


def _read(read: Callable[[list[Any]], Any], arguments: tuple[Any, ...]) -> Any:
    try:
        return read([plain(argument) for argument in arguments])
    except ValueError as error:
        raise JsonRpcInvalidParams(str(error)) from error


def _start(ls: Server, make: Callable[[], tuple[Target, Request]]) -> dict[str, Any]:
    if not ls.trusted:
        raise RefusalError("A trace runs the program: trust this workspace first.")
    try:
        job = ls.traces.start(*make())
    except (ValueError, OSError, BusyError) as error:
        raise RefusalError(str(error)) from error
    return {"trace": job.number, "uri": job.target.uri, "title": job.target.title}


def _is_no_refusal(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], RefusalError | JsonRpcInvalidParams))
