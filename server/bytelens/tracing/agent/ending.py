"""How the program ends: what it raised is shown as plain Python shows it, and told."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from .channel import Channel, Message

_HERE = __file__.rpartition("ending")[0]
_LEAD = tuple(f"{_HERE}{name}.py" for name in ("__main__", "start", "program", "loading"))
_LONGEST = 100_000


class Ending:
    """Takes the frames of the agent out of what the program raised, and remembers it."""

    def __init__(self, channel: Channel, files: Mapping[str, int]) -> None:
        self._channel = channel
        self._files = files
        self._code = 0
        self._exception: Message | None = None

    def raised(self, error: BaseException) -> None:
        """The program has ended with an exception. It is about to leave the agent, whose frames it must not show."""
        if isinstance(error, SystemExit):
            self._code = _exit_code(error.code)
            return
        self._code = 130 if isinstance(error, KeyboardInterrupt) else 1
        self._exception = self._message(error)
        hook = sys.excepthook

        def show(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> Any:
            sys.excepthook = hook
            shown = without_ours(trace)
            value.__traceback__ = shown
            sys.last_traceback = shown
            return hook(kind, value, shown)

        sys.excepthook = show

    def tell(self, seconds: float) -> None:
        """The last message."""
        self._channel.tell({"kind": "end", "code": self._code, "seconds": seconds, "exception": self._exception})

    def _message(self, error: BaseException) -> Message:
        trace = without_ours(error.__traceback__)
        lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace)]
        mine = [(self._files[path], line) for path, line in lines if path in self._files]
        if isinstance(error, SyntaxError) and (file := self._files.get(error.filename or "")) is not None:
            mine.append((file, error.lineno or 1))
        place = mine[-1] if mine else (None, None)
        try:
            text = "".join(traceback.format_exception(type(error), error, trace))[-_LONGEST:]
            said = traceback.format_exception_only(type(error), error)[-1].partition(": ")[2].rstrip("\n")
        except Exception:
            text, said = "", ""
        return {"type": type(error).__name__, "message": said, "traceback": text, "file": place[0], "line": place[1]}


def without_ours(trace: TracebackType | None) -> TracebackType | None:
    """A traceback without the agent's frames, wherever they are, and without those that led to it."""
    at = trace
    while at is not None:
        if at.tb_frame.f_code.co_filename in _LEAD:
            trace = at.tb_next
        at = at.tb_next
    if trace is not None:
        at = trace
        while at.tb_next is not None:
            if at.tb_next.tb_frame.f_code.co_filename.startswith(_HERE):
                at.tb_next = at.tb_next.tb_next
            else:
                at = at.tb_next
    return trace


def _exit_code(code: object) -> int:
    if code is None:
        return 0
    return code & 0xFF if isinstance(code, int) else 1
