"""Messages become a trace."""

from pathlib import Path

import pytest

from bytelens.tracing import builder as building
from bytelens.tracing.builder import Builder
from bytelens.tracing.channel import Message
from bytelens.tracing.trace import Exit, Failure, Holder, Observation, Peak, Place
from bytelens.values.ownership import Ownership

from .facts import NUMPY, START, array, end, file, line, moment, step

SOURCE = "import numpy as np\narr = np.arange(1000)\narr = arr * 2\nprint(arr.nbytes)\n"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "prog.py"
    path.write_text(SOURCE)
    return path


def built(*messages: Message, steps: int = 1000) -> Builder:
    builder = Builder("prog.py", ("--fast",), steps)
    builder.feed(messages)
    return builder


def test_a_trace_before_anything_was_said() -> None:
    trace = built().trace()
    assert (trace.path, trace.arguments, trace.numpy, trace.exit, trace.steps) == (
        "prog.py",
        ("--fast",),
        None,
        None,
        (),
    )


def test_versions_sources_and_the_end(program: Path) -> None:
    builder = built(START, NUMPY, file(program), end())
    builder.finish(Exit(0))
    trace = builder.trace()
    assert (trace.python, trace.numpy, trace.seconds, trace.exit) == ("3.12.1", "2.4.6", 1.5, Exit(0))
    assert trace.sources == {str(program): tuple(SOURCE.split("\n"))}


def test_a_step_gets_its_text_and_its_reason(program: Path) -> None:
    first = step(1, 2, variables=[array("arr")], net=8000, peak=8000, live=8000)
    again = [array("arr", buffer=2)]
    second = step(2, 3, variables=again, peak=8000, live=8000, released=8000, output="x\n", seconds=0.5)
    one, two = built(START, NUMPY, file(program), first, second).trace().steps
    assert (one.number, one.place, one.source) == (1, Place(str(program), 2, 2), "arr = np.arange(1000)")
    assert one.observations == (
        Observation("arr", "array", "ndarray", (1000,), "int64", 8, 8000, Ownership.OWNER, None, 1, 8000),
    )
    assert one.reason == "a new buffer: 1,000 × 8 B"
    assert (two.net, two.peak, two.live, two.released, two.output) == (0, 8000, 8000, 8000, "x\n")
    assert two.reason == (
        "a new buffer: 1,000 × 8 B; same count and dtype, so nbytes stays; "
        "the old buffer is freed; 16,000 B live for a moment"
    )


def test_what_is_said_of_a_line_again_replaces_what_was(program: Path) -> None:
    messages = [line(2, hits=1), line(3, hits=32, hits_exact=False), line(2, hits=7, function="f"), line(2, hits=2)]
    lines = built(file(program), *messages).trace().lines
    assert {(cost.place.line, cost.place.function): (cost.hits, cost.hits_exact) for cost in lines} == {
        (2, None): (2, True),
        (3, None): (32, False),
        (2, "f"): (7, True),
    }


def test_the_peak_always_adds_up(program: Path) -> None:
    said = {"kind": "peak", "nbytes": 100, "file": 0, "line": 2, "end_line": 2, "function": None}
    builder = built(file(program), {**said, "alive": [["a", None, 60], ["b", "f", 30]], "unattributed": 10})
    holders = (Holder("a", None, 60), Holder("b", "f", 30))
    assert builder.trace().peak == Peak(100, Place(str(program), 2, 2), holders, 10)
    builder.feed([{**said, "alive": [["a", None, 160]], "unattributed": 0}])
    assert builder.trace().peak == Peak(100, Place(str(program), 2, 2), (), 100)
    builder.feed([{"kind": "peak", "nbytes": 7, "file": None, "alive": [], "unattributed": 7}])
    assert builder.trace().peak == Peak(7, None, (), 7)


def test_threads_and_dropped_steps(program: Path) -> None:
    builder = built(
        file(program), {"kind": "threads"}, {"kind": "dropped", "steps": 5}, {"kind": "dropped", "steps": 9}
    )
    assert (builder.trace().approximate, builder.trace().steps_dropped) == (True, 9)


def test_more_steps_than_asked_for_are_counted_only(program: Path) -> None:
    trace = built(file(program), *(step(number, 2) for number in range(1, 8)), steps=3).trace()
    assert ([kept.number for kept in trace.steps], trace.steps_dropped) == ([1, 2, 3], 4)


def test_the_exception_that_ended_it(program: Path) -> None:
    raised = {"type": "ValueError", "message": "no", "traceback": "Trace...", "file": 0, "line": 3}
    builder = built(file(program), end(1, raised))
    assert builder.failure() == Failure("ValueError", "no", Place(str(program), 3, 3), "Trace...")
    elsewhere = {"type": "SyntaxError", "message": "no", "traceback": None, "file": None, "line": None}
    assert built(end(1, elsewhere)).failure() == Failure("SyntaxError", "no")
    assert built(end()).failure() is None


def test_what_could_not_be_measured_is_said_once() -> None:
    problems = [{"kind": "problem", "message": text} for text in ("no ctypes", "no ctypes", "busy")]
    assert built(*problems).trace().problems == ("no ctypes", "busy")
    many = [{"kind": "problem", "message": f"number {number}"} for number in range(100)]
    assert len(built(*many).trace().problems) == 10


def test_moments_come_in_order(program: Path) -> None:
    moments = built(file(program), moment(0.1, 5, 6), moment(0.2, 7, 9)).trace().moments
    assert [(at.seconds, at.live, at.peak) for at in moments] == [(0.1, 5, 6), (0.2, 7, 9)]


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "step"},
        {"kind": "unheard of"},
        {**step(1, 2), "file": 9},
        {**step(1, 2), "net": "much"},
        {**step(1, 2), "live": True},
        {**step(1, 2), "variables": 3},
        {**step(1, 2), "variables": [{"name": "a"}]},
        step(1, 2, variables=[array("a", ownership="stolen")]),
        step(1, 2, variables=[array("a", shape=["n"])]),
        {**line(1), "hits": None},
        {"kind": "peak", "nbytes": 1},
        {"kind": "file", "file": [], "path": "x"},
        {"kind": "file", "file": 1, "path": None},
        {"kind": "dropped", "steps": None},
        {"kind": "end"},
        {"kind": "moment", "seconds": "now"},
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(program: Path, message: Message) -> None:
    builder = built(START, file(program))
    before = builder.trace()
    builder.feed([message])
    after = builder.trace()
    assert (after.steps, after.lines, after.peak, after.moments) == (before.steps, before.lines, before.peak, ())
    assert (after.steps_dropped, after.sources) == (0, before.sources)


def test_a_notebook_is_shown_as_it_ran(tmp_path: Path) -> None:
    path = tmp_path / "book.ipynb"
    path.write_text("{}")
    texts = {"book.ipynb": "pass\nx = 1\n"}
    builder = Builder("book.ipynb", texts=texts, cells={0: 1, 2: 2}, directory=str(tmp_path))
    builder.feed([file("book.ipynb"), step(1, 2)])
    trace = builder.trace()
    assert (trace.sources, trace.cells) == ({str(path): ("pass", "x = 1", "")}, {0: 1, 2: 2})
    assert (trace.steps[0].source, trace.steps[0].place.path) == ("x = 1", str(path))
    assert (builder.own("./book.ipynb"), builder.own("other.py")) == (str(path), None)


@pytest.mark.parametrize("data", [b"\0", b"\xff = 1", b"# coding: nonsense\n"])
def test_a_source_that_cannot_be_read_has_no_lines(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "prog.py"
    path.write_bytes(data)
    trace = built(file(path), step(1, 1), file(tmp_path / "gone.py", 1)).trace()
    assert trace.sources == {str(path): (), str(tmp_path / "gone.py"): ()}
    assert trace.steps[0].source == ""


def test_lines_are_those_that_python_counts(tmp_path: Path) -> None:
    path = tmp_path / "prog.py"
    path.write_bytes("a = 1\r\nb = '\u2028\x0c'\rc = 3\n".encode())
    assert built(file(path)).trace().sources[str(path)] == ("a = 1", "b = '\u2028\x0c'", "c = 3", "")


def test_what_it_holds_is_bounded(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_MOST_FILES", 3)
    monkeypatch.setattr(building, "_MOST_LINES", 4)
    builder = built(*(file(program, number) for number in range(10)))
    builder.feed(line(number) for number in range(100))
    builder.feed(moment(float(at), at, at) for at in range(20_000))
    trace = builder.trace()
    assert (len(trace.lines), len(trace.sources)) == (4, 1)
    assert len(trace.moments) < 5000
