"""Work that is done on the event loop some time after a change, and begins anew with each further one."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod


class Errand(ABC):
    """One such work: `_run` waits as long as it wants to, then does it, with breaths between its steps."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    def soon(self) -> None:
        """Something has changed: the text of a document, or what is known of it. What is under way is dropped."""
        self.stop()
        self._task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """Do nothing until something changes."""
        if self._task is not None:
            self._task.cancel()

    async def finished(self) -> None:
        """Wait until it is done."""
        if self._task is not None:
            await asyncio.wait([self._task])

    @abstractmethod
    async def _run(self) -> None:
        """Wait, and do it."""
