"""The protocol, where pygls 2.1 does not yet do what editors need."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method

from .notebooks.workspace import Notebooks
from .pruning import prune

logger = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """Answers malformed requests, shuts down with requests in flight, and keeps our kind of documents.

    before_shutdown: called when the client asks for it, to end what goes on without a request.
    """

    before_shutdown: Callable[[], object] | None = None

    # Not properties: pygls reads every attribute of a protocol before there is a workspace.
    def documents(self) -> Notebooks:
        """The open documents."""
        workspace = self.workspace
        assert isinstance(workspace, Notebooks)
        return workspace

    def was_shut_down(self) -> bool:
        """True once the client has asked for `shutdown`."""
        return bool(self._shutdown)

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """As pygls does, with our kind of documents."""
        result = yield from super().lsp_initialize(params)
        self._workspace = Notebooks.like(self.workspace)
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
        prune(data)
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise
