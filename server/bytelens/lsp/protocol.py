"""The protocol, where pygls 2.1 does not yet do what editors need."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method

from .documents import Documents

logger = logging.getLogger(__name__)

# Of a client's capabilities, what we read. Everything else is dropped before it is parsed: enumerations grow,
# and one value that lsprotocol does not know would fail `initialize` as a whole.
_READ = {
    "general": {"positionEncodings": None},
    "textDocument": {
        "hover": {"contentFormat": None},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": None}}},
        "inlayHint": {"resolveSupport": {"properties": None}},
    },
    "window": {"workDoneProgress": None},
    "workspace": {
        "configuration": None,
        "workspaceEdit": {"documentChanges": None},
        "inlayHint": {"refreshSupport": None},
        "codeLens": {"refreshSupport": None},
        "didChangeWatchedFiles": {"dynamicRegistration": None},
    },
}
_MARKUP_KINDS = {kind.value for kind in types.MarkupKind}


class Protocol(LanguageServerProtocol):
    """Answers malformed requests, shuts down with requests in flight, and keeps our kind of documents.

    before_shutdown: called when the client asks for it, to end what goes on without a request.
    """

    before_shutdown: Callable[[], object] | None = None

    # Not properties: pygls reads every attribute of a protocol before there is a workspace.
    def documents(self) -> Documents:
        """The open documents."""
        workspace = self.workspace
        assert isinstance(workspace, Documents)
        return workspace

    def was_shut_down(self) -> bool:
        """True once the client has asked for `shutdown`."""
        return bool(self._shutdown)

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """As pygls does, with our kind of documents."""
        result = yield from super().lsp_initialize(params)
        self._workspace = Documents.like(self.workspace)
        return result

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *_: Any) -> None:  # type: ignore[override]
        """Cancel what is in flight.

        Each cancelled future removes itself from the dictionary of pygls, which iterates over that dictionary
        itself: hence over a copy here.
        """
        for message_id, future in list(self._request_futures.items()):
            if message_id != self.msg_id and not future.done():
                future.cancel()
        if self.before_shutdown is not None:
            self.before_shutdown()
        self._shutdown = True

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Turn a message into its type. A request with malformed parameters gets its error at once.

        pygls forgets its id, so that the client would wait for ever.
        """
        if data.get("method") == types.INITIALIZE and "jsonrpc" in data:
            _prune(data)
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise


def _prune(message: dict[str, Any]) -> None:
    params = message.get("params")
    if isinstance(params, dict) and isinstance(params.get("capabilities"), dict):
        capabilities = _pruned(params["capabilities"], _READ)
        hover = capabilities.get("textDocument", {}).get("hover", {})
        if isinstance(hover.get("contentFormat"), list):
            hover["contentFormat"] = [kind for kind in hover["contentFormat"] if kind in _MARKUP_KINDS]
        hints = capabilities.get("textDocument", {}).get("inlayHint", {})
        if not hints.get("resolveSupport", {}).get("properties"):
            hints.pop("resolveSupport", None)
        params["capabilities"] = capabilities


def _pruned(data: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The `wanted` keys of `data`, without those whose value should be an object and is none."""
    kept = {}
    for key, inner in wanted.items():
        value = data.get(key)
        if inner is None and key in data:
            kept[key] = value
        elif inner is not None and isinstance(value, dict):
            kept[key] = _pruned(value, inner)
    return kept
