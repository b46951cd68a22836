"""Traces made by hand."""

from __future__ import annotations

from dataclasses import replace

from bytelens.tracing.trace import (
    Exit,
    Failure,
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


def large(count: int) -> Trace:
    """A program of two files, with `count` steps: a loop whose arrays grow and shrink, with views and a function."""
    main, helper = "/work/simulate.py", "/work/lib/smooth.py"
    source = (
        "import numpy as np",
        "from lib.smooth import smooth",
        "",
        "field = np.zeros((200, 300))",
        "for time in range(1_000_000):",
        "    size = 100 + time % 50",
        "    patch, edge = field[:size], np.ones(size)",
        "    field = smooth(field)",
        "    if time % 100 == 0:",
        '        print(f"{time}: {field.mean():.3f} <b>")',
    )
    smoothing = ("def smooth(values):", "    total = values + values.T[:, :300]", "    return total / 2")
    steps: list[Step] = []
    live = 480_000
    while len(steps) < count:
        number, time = len(steps) + 1, len(steps) // 6
        size = 100 + time % 50
        view = held(
            "patch", (size, 300), dtype="float64", ownership=Ownership.VIEW, view_of="field", root_nbytes=480_000
        )
        edge, field = held("edge", (size,), dtype="float64"), held("field", (200, 300), dtype="float64")
        total = held("total", (200, 300), dtype="float64")
        grown = 8 if time % 50 else -400
        steps += [
            step(number, 6, source[5].strip(), place=at(6, main), live=live, hit=time + 1),
            step(
                number + 1,
                7,
                source[6].strip(),
                view,
                edge,
                place=at(7, main),
                net=grown,
                peak=8 * size,
                live=live + grown,
                reason=f"a view of field, and a new buffer: {size} x 8 B",
                hit=time + 1,
            ),
            step(
                number + 2,
                2,
                smoothing[1].strip(),
                total,
                place=at(2, helper, "smooth"),
                net=480_000,
                peak=480_000,
                live=live + grown + 480_000,
                reason="a new buffer: 200 x 300 x 8 B",
                hit=time + 1,
            ),
            step(
                number + 3,
                3,
                smoothing[2].strip(),
                place=at(3, helper, "smooth"),
                net=480_000,
                peak=480_000,
                live=live + grown + 960_000,
                hit=time + 1,
            ),
            step(
                number + 4,
                8,
                source[7].strip(),
                field,
                place=at(8, main),
                peak=960_000,
                live=live + grown,
                released=480_000,
                reason="a new buffer: 200 x 300 x 8 B; the old buffer is freed",
                hit=time + 1,
            ),
            step(
                number + 5,
                10,
                source[9].strip(),
                place=at(10, main),
                live=live + grown,
                output=f"{time}: 0.123 <b>\n",
                hit=time + 1,
            ),
        ]
        live += grown
    steps = [replace(each, seconds=0.1 + each.number / 5000) for each in steps[:count]]
    last = {each.place: each for each in steps}
    return Trace(
        path="simulate.py",
        arguments=("--fast",),
        python="3.13.0",
        numpy="2.5.5",
        seconds=3.2,
        steps=tuple(steps),
        steps_dropped=0,
        lines=tuple(
            cost(
                place.line,
                *each.observations,
                place=place,
                hits=32,
                hits_exact=False,
                net=each.net,
                peak=each.peak,
                live=each.live,
            )
            for place, each in sorted(last.items(), key=lambda item: (item[0].path != main, item[0].line))
        ),
        peak=Peak(
            1_441_192,
            at(8, main),
            (Holder("field", None, 480_000), Holder("total", "smooth", 480_000), Holder("edge", None, 1192)),
            480_000,
        ),
        moments=tuple(
            Moment(each.seconds, each.live, each.live - each.net + each.peak, each.place, each.number)
            for each in steps[::10]
        ),
        exit=Exit(0),
        sources={main: source, helper: smoothing},
    )


def failing() -> Trace:
    """The lesson, ended by an exception on its line 8, with steps that were not kept and two threads."""
    ended = Failure(
        "ValueError", "operands could not be broadcast together", at(8), "Traceback (most recent call last):\n…"
    )
    return replace(
        lesson(),
        steps=lesson().steps[:3],
        steps_dropped=12,
        exit=Exit(1, ended),
        approximate=True,
        lines=(*lesson().lines[:4], cost(9, hits=32, hits_exact=False)),
    )


HOSTILE = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)><!-- \u2028\u2029 & \udc80"


def hostile() -> Trace:
    """A program that writes what could break out of a page."""
    return replace(lesson(), path=HOSTILE, steps=(step(1, 1, HOSTILE, output=HOSTILE),), sources={LESSON: (HOSTILE,)})
