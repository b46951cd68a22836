"""Which thread is measured, and whether others take part."""

from __future__ import annotations

import _thread

from .channel import Channel


class Threads:
    """Bytes are of all threads together: with more than one, nobody's cost is exact."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._main = _thread.get_ident()
        self._told = False
        self.ours = 0

    def is_main(self) -> bool:
        """Is this the thread that the program started on? Tells of the others, once."""
        if not self._told and _thread._count() > self.ours:
            self.tell()
        return _thread.get_ident() == self._main

    def tell(self) -> None:
        """Bytes are not exact from here on."""
        if not self._told:
            self._told = True
            self._channel.tell({"kind": "threads"})
