"""Programs that do what they like with Python: they never notice, and what was seen until then is told."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from .running import Ran, plain, traced

_BEFORE = "import builtins, ctypes, gc, json, os, sys, time, threading\nimport numpy as np\na = np.ones(10)\n"
_DEEDS = {
    "closes every descriptor": "os.closerange(3, 256)",
    "goes elsewhere": "os.chdir('/')",
    "forgets modules": "for m in [m for m in sys.modules if 'bytelens' in m]: del sys.modules[m]",
    "replaces the clock": "time.perf_counter = time.time = time.monotonic = None",
    "replaces the system": "os.write = os.open = os.close = os.getpid = os.fsync = None",
    "replaces frames": "sys._getframe = None",
    "replaces builtins": "for n in 'len isinstance zip id type max dict list'.split(): setattr(builtins, n, None)",
    "traces": "sys.settrace(lambda *_: None)",
    "profiles": "sys.setprofile(lambda *_: None)",
    "watches garbage": "gc.callbacks.append(lambda *_: np.ones(3))\ngc.collect()",
    "closes its output": "sys.stdout.close()",
    "has no output": "sys.stdout = sys.stderr = None",
    "empties the path": "sys.path.clear()\nsys.meta_path.clear()\nsys.path_hooks.clear()",
    "runs threads": "t = threading.Thread(target=lambda: np.ones(5)); t.start(); t.join()",
}


@pytest.mark.parametrize("deed", _DEEDS)
def test_a_program_is_followed_to_its_end(tmp_path: Path, deed: str) -> None:
    text = f"{_BEFORE}{_DEEDS[deed]}\nb = np.ones(20)\n"
    ran = traced(tmp_path, text)
    expected = plain(tmp_path, ["prog.py"])
    assert (ran.code, ran.out, ran.err) == (expected.returncode, expected.stdout, expected.stderr)
    last = text.count("\n")
    assert (ran.variable(last, "b")["shape"], ran.step(last)["net"]) == ([20], 160)
    assert ran.of("end")
    assert not ran.of("problem")


@pytest.mark.parametrize(
    "end",
    [
        "os._exit(7)",
        "os.kill(os.getpid(), 9)",
        "ctypes.string_at(0)",
        "os.execv(sys.executable, [sys.executable, '-c', ''])",
    ],
)
def test_everything_up_to_a_sudden_end_is_told(tmp_path: Path, end: str) -> None:
    ran = traced(tmp_path, f"{_BEFORE}b = np.ones(20)\n{end}\n")
    assert ran.variable(4, "b")["shape"] == [20]
    assert ran.lines()[4]["net"] == 160
    assert ran.of("peak")[-1]["nbytes"] >= 240
    assert not ran.of("end")


def test_only_the_process_that_was_started_tells(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import os
    child = os.fork()
    if not child:
        only_child = 1
        os._exit(0)
    os.waitpid(child, 0)
    """)  # fmt: skip
    assert [step["line"] for step in ran.steps] == [1, 2, 3, 6]
    assert len(ran.of("end")) == 1


def test_threads_are_said_to_take_part_and_what_they_store_is_seen(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import threading
    import numpy as np
    def work(n):
        made = np.ones(n)
    threads = [threading.Thread(target=work, args=(5,)) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    """)  # fmt: skip
    assert len(ran.of("threads")) == 1
    assert ran.lines()[4]["variables"][0]["shape"] == [5]


def test_a_program_that_counts_memory_itself_is_told_so(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import tracemalloc
    import numpy as np
    a = np.ones(1000)
    b = a[1:]
    """)  # fmt: skip
    assert "tracemalloc" in ran.of("problem")[0]["message"]
    assert ran.of("threads")
    assert ran.step(3)["live"] == 8000
    assert (ran.variable(3, "a")["ownership"], ran.variable(4, "b")["view_of"]) == ("owner", "a")


def test_a_program_without_numpy(tmp_path: Path) -> None:
    ran = _traced(tmp_path, "x = [1]\nprint(x)\n")
    assert (ran.of("numpy"), ran.step(2)["output"]) == ([], "[1]\n")
    assert ran.lines()[1]["others"] == ["x"]


def test_what_is_told_stays_small(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    kept = []
    for i in range(200_000):
        x = i
        if i % 1000 == 0:
            kept.append(np.ones(i))
            y = kept[-1][:i]
    """, steps=100)  # fmt: skip
    assert len(ran.steps) == 100
    assert len(str(ran.messages)) < 3_000_000
    assert not ran.lines()[7]["hits_exact"]


def _traced(folder: Path, text: str, steps: int = 1000) -> Ran:
    ran = traced(folder, dedent(text).lstrip(), steps=steps)
    assert (ran.code, ran.err) == (0, "")
    return ran
