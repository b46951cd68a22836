"""Logging through the protocol: `window/logMessage`, never a popup, never stdout."""

from __future__ import annotations

import logging
from collections.abc import Callable

from lsprotocol import types

Send = Callable[[types.LogMessageParams], None]

_TYPES = {
    logging.ERROR: types.MessageType.Error,
    logging.WARNING: types.MessageType.Warning,
    logging.INFO: types.MessageType.Info,
    logging.DEBUG: types.MessageType.Debug,
}


class ClientHandler(logging.Handler):
    """Sends records to the client. What is logged while one is being sent is dropped: it would never end."""

    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._sending = False

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record."""
        if self._sending:
            return
        self._sending = True
        try:
            level = min(record.levelno // 10 * 10, logging.ERROR)
            kind = _TYPES.get(level, types.MessageType.Debug)
            self._send(types.LogMessageParams(kind, self.format(record)))
        finally:
            self._sending = False


def log_to(send: Send) -> None:
    """Send to the client what this process logs and warns of.

    Of pygls only warnings: its other records hold every message, which makes one more message each.
    """
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.handlers[:] = [ClientHandler(send)]
    root.setLevel(logging.WARNING)
    logging.getLogger("pygls").setLevel(logging.WARNING)


def set_level(name: str) -> None:
    """How much of our own is logged: "error", "warning", "info" or "debug"."""
    logging.getLogger("bytelens").setLevel(name.upper())
