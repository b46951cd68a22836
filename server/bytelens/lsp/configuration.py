"""Which settings hold: those pulled for a document, else those that the client pushed, else its first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .documents import Document
from .logs import set_level
from .settings import SECTION, Settings, read_settings

if TYPE_CHECKING:
    from .server import Server

logger = logging.getLogger(__name__)

# A client that answers null never ends the wait (pygls 2.1).
_TIMEOUT = 5.0


class Configuration:
    """The settings of one client."""

    def __init__(self) -> None:
        self._common = Settings()

    def of(self, document: Document) -> Settings:
        """The settings that hold for a document."""
        return document.settings or self._common

    def at(self, document: Document | None) -> Settings:
        """Also of a document that is not open."""
        return self._common if document is None else self.of(document)

    def take(self, sent: object) -> bool:
        """Take over what the client has pushed, unless it is null. Returns whether anything has changed."""
        settings = read_settings(sent, logger.warning) or self._common
        changed = settings != self._common
        self._common = settings
        set_level(settings.log_level)
        return changed


async def pull(server: Server, documents: Sequence[Document]) -> bool:
    """Ask the client for the settings of each document. Returns whether any has changed.

    Whatever goes wrong, the settings stay as they are: nothing waits for this.
    """
    items = [types.ConfigurationItem(scope_uri=document.uri, section=SECTION) for document in documents]
    answers = await _ask(server, types.ConfigurationParams(items)) if items else []
    changed = False
    for document, answer in zip(documents, answers, strict=False):
        before = server.configuration.of(document)
        document.settings = read_settings(plain(answer), logger.warning)
        changed = changed or server.configuration.of(document) != before
    return changed


def plain(data: Any) -> Any:
    """Data without the named tuples that pygls makes of objects whose type it does not know."""
    if hasattr(data, "_asdict"):
        return {key: plain(value) for key, value in data._asdict().items()}
    return [plain(item) for item in data] if isinstance(data, list) else data


async def _ask(server: Server, params: types.ConfigurationParams) -> Sequence[Any]:
    request = asyncio.ensure_future(server.workspace_configuration_async(params))
    # Not `wait_for`, which cancels: pygls fails when an answer then comes late.
    done, _ = await asyncio.wait([request], timeout=_TIMEOUT)
    try:
        answers = request.result() if done else None
    except JsonRpcException as error:
        logger.info("The client gave no settings: %r", error)
        return []
    return answers if isinstance(answers, list | tuple) else []
