"""Runs from beginning to end: limits, endings, output, and what is told meanwhile."""

import json
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bytelens.syntax.notebooks import NotebookError
from bytelens.tracing import runner
from bytelens.tracing.channel import Tail
from bytelens.tracing.request import Kind
from bytelens.tracing.runner import Sinks, Tracer
from bytelens.tracing.trace import Exit, Trace

from .running import lines_of, request, traced


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "prog.py"
        path.write_text(text)
        return path

    return written


Write = Callable[[str], Path]


class Listening:
    """Sinks that can be waited on."""

    def __init__(self) -> None:
        self.out = b""
        self.changes = 0
        self._wrote = threading.Condition()

    def sinks(self) -> Sinks:
        return Sinks(self._write, self._write, self._changed)

    def wait_for(self, text: bytes) -> None:
        with self._wrote:
            assert self._wrote.wait_for(lambda: text in self.out, 60)

    def _write(self, data: bytes) -> None:
        with self._wrote:
            self.out += data
            self._wrote.notify_all()

    def _changed(self) -> None:
        self.changes += 1


def in_thread(tracer: Tracer) -> tuple[threading.Thread, list[Trace]]:
    found: list[Trace] = []
    thread = threading.Thread(target=lambda: found.append(tracer.run()))
    thread.start()
    return thread, found


@pytest.mark.parametrize(
    ("loop", "signal"),
    [
        ("while True:\n    pass", "n = 0"),
        ("sum(range(10**15))", "n = 0"),
        ("while True:\n    pass", "signal.signal(signal.SIGTERM, signal.SIG_IGN)"),
        # A handler in Python does not run before the call in C is done.
        ("sum(range(10**15))", "signal.signal(signal.SIGTERM, lambda *_: None)"),
    ],
)
def test_a_time_limit_ends_whatever_it_is(tmp_path: Path, write: Write, loop: str, signal: str) -> None:
    path = write(f"import signal\n{signal}\na = 1\n{loop}\n")
    seen, trace = traced(tmp_path, path, time_limit=1.0)
    assert (seen.code, trace.exit) == (124, Exit(124, None, "time"))
    # As far as it came in that time, on a busy machine.
    assert lines_of(trace)[:3] == [1, 2, 3][: len(trace.steps)]


def test_a_memory_limit_is_an_exception_at_its_line(tmp_path: Path, write: Write) -> None:
    path = write("import numpy as np\na = np.ones(1000)\nb = np.ones(10**9)\n")
    seen, trace = traced(tmp_path, path, memory_limit=2 * 10**9)
    assert trace.exit is not None
    assert trace.exit.failure is not None
    assert (seen.code, trace.exit.limit, trace.exit.failure.type) == (124, "memory", "MemoryError")
    assert trace.exit.failure.place is not None
    assert (trace.exit.failure.place.line, lines_of(trace)[:2]) == (3, [1, 2])
    assert b"Unable to allocate 7.45 GiB" in seen.err


def test_files_that_are_mapped_are_not_counted_against_memory(tmp_path: Path, write: Write) -> None:
    path = write(
        "import numpy as np\na = np.memmap('huge', dtype='u1', mode='w+', shape=8 * 2**30)\n"
        "a[-1] = 1\nprint(a.nbytes)\n"
    )
    seen, trace = traced(tmp_path, path, memory_limit=10**9)
    assert (seen.code, seen.out) == (0, b"8589934592\n")
    (tmp_path / "huge").unlink()
    assert trace.peak.nbytes < 1000


def test_cancelling_keeps_everything_so_far(tmp_path: Path, write: Write) -> None:
    path = write(
        "a = 1\ntry:\n    print('ready', flush=True)\n    while True:\n        pass\nfinally:\n    print('cleanup')\n"
    )
    listening = Listening()
    tracer = Tracer(request(tmp_path, path), listening.sinks())
    thread, found = in_thread(tracer)
    listening.wait_for(b"ready\n")
    tracer.cancel()
    thread.join()
    (trace,) = found
    assert trace.exit is not None
    assert (trace.exit.code, trace.exit.limit) == (130, "cancelled")
    assert trace.exit.failure is not None
    assert trace.exit.failure.type == "KeyboardInterrupt"
    # `try` is no step: nothing runs there.
    assert lines_of(trace)[:2] == [1, 3]
    assert b"cleanup" in listening.out


def test_cancelling_twice_waits_for_nothing(tmp_path: Path, write: Write) -> None:
    path = write(
        "import signal\nfor n in (signal.SIGINT, signal.SIGTERM):\n    signal.signal(n, signal.SIG_IGN)\n"
        "print('ready', flush=True)\nwhile True:\n    pass\n"
    )
    listening = Listening()
    tracer = Tracer(request(tmp_path, path), listening.sinks())
    thread, found = in_thread(tracer)
    listening.wait_for(b"ready\n")
    tracer.cancel()
    tracer.cancel()
    thread.join()
    assert found[0].exit == Exit(137, None, "cancelled")


def test_cancelling_before_it_runs(tmp_path: Path, write: Write) -> None:
    tracer = Tracer(request(tmp_path, write("while True:\n    pass\n")))
    tracer.cancel()
    trace = tracer.run()
    assert trace.exit is not None
    assert trace.exit.limit == "cancelled"


def test_cancelling_afterwards_changes_nothing(tmp_path: Path, write: Write) -> None:
    tracer = Tracer(request(tmp_path, write("a = 1\n")))
    trace = tracer.run()
    tracer.cancel()
    tracer.interrupt()
    tracer.cancel()
    assert tracer.trace() == trace


def test_an_interrupt_may_be_survived(tmp_path: Path, write: Write) -> None:
    path = write(
        "import signal\ntry:\n    print('ready', flush=True)\n    signal.pause()\n"
        "except KeyboardInterrupt:\n    print('went on')\n"
    )
    listening = Listening()
    tracer = Tracer(request(tmp_path, path), listening.sinks())
    thread, found = in_thread(tracer)
    listening.wait_for(b"ready\n")
    tracer.interrupt()
    thread.join()
    assert (found[0].exit, listening.out) == (Exit(0), b"ready\nwent on\n")


def test_a_trace_can_be_looked_at_while_it_runs(tmp_path: Path, write: Write) -> None:
    looked: list[Trace] = []
    changed = threading.Event()

    def look() -> None:
        looked.append(tracer.trace())
        if len(looked[-1].steps) >= 2:
            changed.set()

    path = write("a = 1\nb = 2\nwhile True:\n    pass\n")
    tracer = Tracer(request(tmp_path, path), Sinks(on_change=look))
    thread, found = in_thread(tracer)
    assert changed.wait(60)
    tracer.cancel()
    thread.join()
    during = next(trace for trace in looked if len(trace.steps) >= 2)
    assert during.exit is None
    assert during.seconds > 0
    assert found[0].steps[: len(during.steps)] == during.steps


def test_fifty_megabytes_of_output_pass_and_are_not_kept(tmp_path: Path, write: Write) -> None:
    path = write("for n in range(50):\n    print('x' * 999_999)\n")
    count = 0

    def take(data: bytes) -> None:
        nonlocal count
        count += len(data)

    trace = Tracer(request(tmp_path, path), Sinks(take, take)).run()
    assert (trace.exit, count) == (Exit(0), 50_000_000)
    assert sum(len(step.output) for step in trace.steps) < 1_000_000
    assert any(step.output_cut for step in trace.steps)


def test_code_that_does_not_parse_has_a_place(tmp_path: Path, write: Write) -> None:
    for text, row in (("x = 1\n  y = 2\n", 2), ("x = (\n", 1)):
        _, trace = traced(tmp_path, write(text))
        assert trace.exit is not None
        assert trace.exit.failure is not None
        assert trace.exit.failure.place is not None
        assert trace.exit.failure.place.line == row


def test_a_sink_that_fails_harms_nobody(tmp_path: Path, write: Write) -> None:
    def fail(_: bytes) -> None:
        raise ValueError("full")

    trace = Tracer(request(tmp_path, write("print('x' * 10**6)\n")), Sinks(fail, fail)).run()
    assert trace.exit == Exit(0)


def test_a_crash_is_shown_at_its_line(tmp_path: Path, write: Write) -> None:
    path = write("import ctypes\ndef crash():\n    ctypes.string_at(0)\ncrash()\n")
    seen, trace = traced(tmp_path, path)
    assert trace.exit is not None
    failure = trace.exit.failure
    assert failure is not None
    assert failure.place is not None
    assert (seen.code, failure.type, failure.place.line, failure.place.function) == (139, "SIGSEGV", 3, "crash")


def test_nothing_private_is_left(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    traced(tmp_path, write("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"))
    assert [path.name for path in tmp_path.iterdir()] == ["prog.py"]


def test_what_it_leaves_running_is_ended(tmp_path: Path, write: Write) -> None:
    """A daemon of another session, whose parents are gone."""
    path = write(
        "import os, signal\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        print('daemon', flush=True)\n        signal.pause()\n    os._exit(0)\nos.wait()\n"
    )
    # The end of its output, which the daemon holds, came before this returned.
    seen, trace = traced(tmp_path, path)
    assert (seen.code, seen.out, trace.exit) == (0, b"daemon\n", Exit(0))


def test_a_module(tmp_path: Path) -> None:
    package = tmp_path / "pack"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "other.py").write_text("import numpy as np\ndef make():\n    a = np.ones(10)\n    return a\n")
    (package / "__main__.py").write_text(
        "import sys\nfrom .other import make\nprint(__name__, __package__, sys.argv[1:], make().sum())\n"
    )
    seen, trace = traced(tmp_path, "pack", ("x",), Kind.MODULE)
    assert (seen.code, seen.out, seen.err) == (0, b"__main__ pack ['x'] 10.0\n", b"")
    assert lines_of(trace, "other.py")[-2:] == [3, 4]


def test_a_test(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import numpy as np\n\ndef test_one():\n    a = np.ones(1000)\n    assert a.sum() == 1000\n\n"
        "def test_two():\n    a = np.ones(3)\n    assert a.sum() == 4\n"
    )
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    seen, trace = traced(tmp_path, "test_it.py::test_one", (), Kind.TEST, environment=alone)
    assert (seen.code, b"1 passed" in seen.out) == (0, True)
    assert lines_of(trace, "test_it.py")[-2:] == [4, 5]
    seen, trace = traced(tmp_path, "test_it.py::test_two", ("-q",), Kind.TEST, environment=alone)
    assert (seen.code, b"assert 3.0 == 4" in seen.out.replace(b"np.float64(3.0)", b"3.0")) == (1, True)


def test_a_notebook(tmp_path: Path) -> None:
    sources = ("%matplotlib inline\nimport numpy as np", "a = np.ones(1000)\nprint(a.nbytes)")
    cells = [{"cell_type": "code", "source": source} for source in sources]
    (tmp_path / "book.ipynb").write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}))
    seen, trace = traced(tmp_path, "book.ipynb", (), Kind.NOTEBOOK)
    assert (seen.code, seen.out, seen.err) == (0, b"8000\n", b"")
    assert trace.cells == {0: 1, 1: 3}
    assert [step.source for step in trace.steps if step.observations] == ["a = np.ones(1000)"]


def test_a_notebook_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "book.ipynb").write_text("{")
    with pytest.raises(NotebookError):
        Tracer(request(tmp_path, "book.ipynb", Kind.NOTEBOOK))


def test_threads_make_bytes_approximate(tmp_path: Path, write: Write) -> None:
    path = write(
        "import threading\nimport numpy as np\ndef work():\n    a = np.ones(1000)\n"
        "ts = [threading.Thread(target=work) for _ in range(4)]\n"
        "for t in ts:\n    t.start()\nfor t in ts:\n    t.join()\n"
    )
    _, trace = traced(tmp_path, path)
    assert trace.approximate
    assert {held.shape for cost in trace.lines for held in cost.observations if held.name == "a"} == {(1000,)}


def test_one_thread_does_not(tmp_path: Path, write: Write) -> None:
    assert not traced(tmp_path, write("import numpy as np\na = np.ones(3) + 1\n"))[1].approximate


def test_millions_of_lines_are_counted_and_not_kept(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    tails: list[Tail] = []

    class Watched(Tail):
        def __init__(self, path: Path) -> None:
            super().__init__(path)
            tails.append(self)

    monkeypatch.setattr(runner, "Tail", Watched)
    path = write(
        "import resource\nn = 0\na = 1\nwhile n < 2_000_000:\n    n += 1\n"
        "    if n in (200_000, 2_000_000): print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    seen, trace = traced(tmp_path, path, steps=100)
    early, late = map(int, seen.out.split())
    # Kilobytes that the agent holds, and bytes that it has told.
    assert late - early < 2_000
    assert tails[0]._position < 1_000_000
    assert (trace.exit, len(trace.steps)) == (Exit(0), 100)
    assert trace.steps_dropped > 0
    hits = {cost.place.line: (cost.hits, cost.hits_exact) for cost in trace.lines}
    assert hits[1] == (1, True)
    assert hits[5][0] >= 32
    assert not hits[5][1]
    assert len(trace.lines) == 6
    assert len(trace.moments) < 5000


def test_what_came_before_numpy_is_no_trouble(tmp_path: Path, write: Write) -> None:
    seen, trace = traced(tmp_path, write("a = [1]\nprint(a)\n"))
    assert (seen.out, trace.numpy, trace.peak.nbytes, lines_of(trace)) == (b"[1]\n", None, 0, [1, 2])
