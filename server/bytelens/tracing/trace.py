"""What a trace saw: the contract between the tracer and everything that shows it.

Lines count from 1. Sizes are bytes of array data, as NumPy itself reports its allocations (NumPy reference, "Memory
management in NumPy"): neither Python's objects nor the workspace of compiled libraries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..values.ownership import Ownership


@dataclass(frozen=True, slots=True)
class Observation:
    """An array or a NumPy scalar that a statement stored, as it was when the statement was done.

    name: the target as `ast.unparse` writes it (`arr`, `self.W`, `p['W1']`). kind: "array" or "scalar".
    type: the name of its class (`ndarray`, `memmap`). dtype: `str(dtype)`. nbytes: what its `nbytes` says.
    view_of: the name that holds the root of a view, or another name of the same array (an alias); None where nobody
        is known to.
    buffer: a number for the memory that it looks into, never given twice in a trace; None for a scalar.
    root_nbytes: the bytes of that memory: what a view keeps alive.
    """

    name: str
    kind: str
    type: str
    shape: tuple[int, ...]
    dtype: str
    itemsize: int
    nbytes: int
    ownership: Ownership
    view_of: str | None = None
    buffer: int | None = None
    root_nbytes: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A statement: file, first and last line, and the qualified name of the function around it."""

    path: str
    line: int
    end_line: int
    function: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A statement that ran once. A call is done after the statements that it ran: steps are in the order of their ends.

    number: from 1. hit: how often the statement had run by then, this time included. source: its text in one line.
    deleted: the names that it deleted. released: the bytes of earlier buffers that it freed.
    net: live bytes after it minus those before. peak: the most bytes above those before it at any moment of it.
    live: bytes of array data after it. output: what it wrote through `sys.stdout` and `sys.stderr`, cut at a limit.
    imports: modules were loaded meanwhile, so that some of its bytes may be theirs. seconds: since the program's start.
    reason: in one sentence, why the bytes are what they are.
    """

    number: int
    place: Place
    hit: int
    source: str
    observations: tuple[Observation, ...]
    deleted: tuple[str, ...]
    net: int
    peak: int
    live: int
    released: int
    output: str = ""
    output_cut: bool = False
    imports: bool = False
    seconds: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LineCost:
    """A statement over all of its hits.

    hits: how often it ran; a floor where `hits_exact` is false (measuring stops after some hits and comes back now and
    then). net, peak: as of a step, of the hit with the highest peak. live: after its last measured hit.
    observations: every distinct one (by name, kind, shape, dtype and ownership). others: the names that held something
    which is neither an array nor a NumPy scalar at some hit.
    """

    place: Place
    hits: int
    hits_exact: bool
    net: int
    peak: int
    live: int
    observations: tuple[Observation, ...] = ()
    others: tuple[str, ...] = ()
    imports: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held bytes: a name, and the function that it is local to."""

    name: str
    function: str | None
    nbytes: int


@dataclass(frozen=True, slots=True)
class Peak:
    """The most bytes that were alive at any moment, and what they were: `alive` and `unattributed` add up to `nbytes`.

    place: the statement that ran then; None where none was measured.
    """

    nbytes: int = 0
    place: Place | None = None
    alive: tuple[Holder, ...] = ()
    unattributed: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """Live bytes at one moment, and the most since the moment before. step: the step that had just ended, if kept."""

    seconds: float
    live: int
    peak: int
    place: Place
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """The exception or the signal that ended the program, and the line of the user's that it came from."""

    type: str
    message: str
    place: Place | None = None
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Exit:
    """How the program ended.

    code: its exit code as a shell would see it (128 + signal; 124 where a limit ended it). limit: "time" or "memory"
    where a limit ended it, "cancelled" where the user did.
    """

    code: int
    failure: Failure | None = None
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that a trace saw; at any moment of it, everything so far.

    path: what was traced, as it was named. numpy: None where the program did not import it. seconds: how long it ran.
    steps: the first ones, up to the limit. steps_dropped: how many more were counted (a floor).
    sources: the lines of every file that something was seen of, as they were when it was loaded.
    approximate: several threads ran: shapes are exact, bytes nearly. exit: None while it runs.
    problems: what kept it from measuring all that it should, a sentence each.
    cells: for a notebook, the line of `path`'s source on which each of its cells starts, by the cell's index.
    """

    path: str
    arguments: tuple[str, ...] = ()
    python: str = ""
    numpy: str | None = None
    seconds: float = 0.0
    steps: tuple[Step, ...] = ()
    steps_dropped: int = 0
    lines: tuple[LineCost, ...] = ()
    peak: Peak = Peak()
    moments: tuple[Moment, ...] = ()
    exit: Exit | None = None
    approximate: bool = False
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cells: Mapping[int, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
