"""Traces made by hand."""

from __future__ import annotations

from bytelens.tracing.trace import (
    Exit,
    Holder,
    LineCost,
    Moment,
    Observation,
    Peak,
    Place,
    Step,
    Trace,
)
from bytelens.values.ownership import Ownership

LESSON = "/work/monitoring.py"
LESSON_SOURCE = (
    '"""The classic lesson: what doubling an array costs."""',
    "",
    "import numpy as np",
    "",
    "arr = np.arange(1000)",
    "print(arr.nbytes)",
    "",
    "arr = arr * 2",
    "print(arr.nbytes)",
)
NEW_BUFFER = "a new buffer: 1,000 x 8 B"
REPLACED = (
    "a new buffer: 1,000 x 8 B; same count and dtype, so nbytes stays; the old buffer is freed; "
    "16,000 B were live for a moment"
)


def held(name: str, shape: tuple[int, ...] = (1000,), **rest: object) -> Observation:
    """An array of int64, an owner."""
    count = 1
    for axis in shape:
        count *= axis
    facts = {"kind": "array", "type": "ndarray", "dtype": "int64", "itemsize": 8, "ownership": Ownership.OWNER, **rest}
    return Observation(name=name, shape=shape, nbytes=count * int(str(facts["itemsize"])), **facts)  # type: ignore[arg-type]


def at(line: int, path: str = LESSON, function: str | None = None, end_line: int | None = None) -> Place:
    """A statement."""
    return Place(path, line, end_line or line, function)


def step(number: int, line: int, source: str = "pass", *held: Observation, **rest: object) -> Step:
    """A step that moved no bytes, but for what `rest` says."""
    facts: dict[str, object] = {
        "place": at(line),
        "hit": 1,
        "deleted": (),
        "net": 0,
        "peak": 0,
        "live": 0,
        "released": 0,
    }
    facts |= rest
    return Step(number=number, source=source, observations=held, **facts)  # type: ignore[arg-type]


def cost(line: int, *held: Observation, **rest: object) -> LineCost:
    """A statement that ran once and moved no bytes, but for what `rest` says."""
    facts: dict[str, object] = {
        "place": at(line),
        "hits": 1,
        "hits_exact": True,
        "net": 0,
        "peak": 0,
        "live": 0,
        **rest,
    }
    return LineCost(observations=held, **facts)  # type: ignore[arg-type]


def lesson() -> Trace:
    """What a trace of examples/monitoring.py sees."""
    first, second = held("arr", buffer=1, root_nbytes=8000), held("arr", buffer=2, root_nbytes=8000)
    steps = (
        step(1, 3, "import numpy as np", imports=True, seconds=0.1),
        step(2, 5, "arr = np.arange(1000)", first, net=8000, peak=8000, live=8000, seconds=0.11, reason=NEW_BUFFER),
        step(3, 6, "print(arr.nbytes)", live=8000, output="8000\n", seconds=0.12),
        step(4, 8, "arr = arr * 2", second, peak=8000, live=8000, released=8000, seconds=0.13, reason=REPLACED),
        step(5, 9, "print(arr.nbytes)", live=8000, output="8000\n", seconds=0.14),
    )
    return Trace(
        path="monitoring.py",
        python="3.12.1",
        numpy="2.4.6",
        seconds=0.15,
        steps=steps,
        lines=(
            cost(3, imports=True),
            cost(5, first, net=8000, peak=8000, live=8000),
            cost(6, live=8000),
            cost(8, second, peak=8000, live=8000),
            cost(9, live=8000),
        ),
        peak=Peak(16000, at(8), (Holder("arr", None, 8000),), 8000),
        moments=tuple(Moment(s.seconds, s.live, s.live - s.net + s.peak, s.place, s.number) for s in steps),
        exit=Exit(0),
        sources={LESSON: LESSON_SOURCE},
    )
