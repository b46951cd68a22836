"""Messages of the channel, as an agent writes them."""

import json
from pathlib import Path
from typing import Any

from bytelens.tracing.channel import Message

START: Message = {"kind": "start", "python": "3.12.1"}
NUMPY: Message = {"kind": "numpy", "version": "2.4.6"}


def file(path: Path | str, number: int = 0) -> Message:
    """A file before anything refers to it."""
    return {"kind": "file", "file": number, "path": str(path)}


def array(name: str, length: int = 1000, **changes: Any) -> Message:
    """An int64 array of one axis with memory of its own."""
    variable = {
        "name": name,
        "kind": "array",
        "type": "ndarray",
        "shape": [length],
        "dtype": "int64",
        "itemsize": 8,
        "nbytes": 8 * length,
        "ownership": "owner",
        "view_of": None,
        "buffer": 1,
        "root_nbytes": 8 * length,
    }
    return {**variable, **changes}


def step(number: int, line: int, **changes: Any) -> Message:
    """A statement that ran once, and moved no bytes."""
    message = {
        "kind": "step",
        "number": number,
        "file": 0,
        "line": line,
        "end_line": line,
        "function": None,
        "hit": 1,
        "variables": [],
        "deleted": [],
        "net": 0,
        "peak": 0,
        "live": 0,
        "released": 0,
        "output": "",
        "output_cut": False,
        "imports": False,
        "seconds": 0.1,
    }
    return {**message, **changes}


def line(number: int, **changes: Any) -> Message:
    """A statement over all of its hits."""
    message = {
        "kind": "line",
        "file": 0,
        "line": number,
        "end_line": number,
        "function": None,
        "hits": 1,
        "hits_exact": True,
        "net": 0,
        "peak": 0,
        "live": 0,
        "variables": [],
        "others": [],
        "imports": False,
    }
    return {**message, **changes}


def moment(seconds: float, live: int, peak: int) -> Message:
    """Live bytes at one moment."""
    place = {"file": 0, "line": 1, "end_line": 1, "function": None}
    return {"kind": "moment", "seconds": seconds, "live": live, "peak": peak, "step": None, **place}


def end(code: int = 0, exception: Message | None = None) -> Message:
    """The end of the program."""
    return {"kind": "end", "code": code, "seconds": 1.5, "exception": exception}


def written(*messages: Message) -> bytes:
    """The messages as lines of the channel."""
    return b"".join(json.dumps(message).encode() + b"\n" for message in messages)
