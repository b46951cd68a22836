"""What to trace, and how far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from ..syntax.cells import Notebook


class Kind(str, Enum):
    """What a target names."""

    FILE = "file"
    MODULE = "module"
    TEST = "test"
    NOTEBOOK = "notebook"


@dataclass(frozen=True, slots=True)
class Request:
    """One trace.

    target: a path, a module's name (`-m`), or a pytest node id. python: the interpreter that runs it.
    directory: where it runs. roots: the folders whose files are the user's own (those of packages installed below them
    are not).
    steps: how many steps to keep. time_limit: seconds. memory_limit: bytes of data that the process may use.
    interactive: the program may read this process's standard input; else it is empty.
    environment: what is set on top of this process's environment.
    notebook: the code of a notebook as an editor has it, in the place of what is in the file.
    """

    kind: Kind
    target: str
    python: str
    directory: str
    roots: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    steps: int = 1000
    time_limit: float | None = None
    memory_limit: int | None = None
    interactive: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    notebook: Notebook | None = None
