"""The most bytes at any moment, and who held them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

from .running import Ran, traced


def _peak(ran: Ran) -> dict[str, Any]:
    peak = ran.of("peak")[-1]
    assert peak["nbytes"] == sum(nbytes for _, _, nbytes in peak["alive"]) + peak["unattributed"]
    return peak


def _traced(folder: Path, text: str, steps: int = 1000) -> Ran:
    ran = traced(folder, dedent(text).lstrip(), steps=steps)
    assert ran.err == ""
    return ran


def test_an_array_that_replaces_another_stands_beside_it(tmp_path: Path) -> None:
    peak = _peak(_traced(tmp_path, "import numpy as np\narr = np.arange(1000.0)\narr = arr * 2\n"))
    assert peak["line"] == 3
    assert peak["alive"] == [["arr", None, 8000], ["arr", None, 8000]]
    assert peak["unattributed"] < 64


def test_names_of_callers_are_alive_while_a_call_runs(tmp_path: Path) -> None:
    peak = _peak(_traced(tmp_path, """
    import numpy as np
    def f(x):
        big = np.ones(10_000)
        return x.sum()
    a = np.ones(1000)
    b = f(a)
    """))  # fmt: skip
    assert (peak["line"], peak["function"]) == (3, "f")
    assert peak["alive"] == [["big", "f", 80_000], ["a", None, 8000]]


def test_temporaries_belong_to_nobody(tmp_path: Path) -> None:
    peak = _peak(_traced(tmp_path, """
    import numpy as np
    a = np.ones(1000)
    b = np.power(np.subtract(a, 1), 2).sum()
    """))  # fmt: skip
    assert (peak["line"], peak["alive"]) == (3, [["a", None, 8000]])
    assert peak["unattributed"] >= 16_000


def test_a_peak_that_nobody_measured_is_exact(tmp_path: Path) -> None:
    peak = _peak(_traced(tmp_path, """
    import numpy as np
    for i in range(5000):
        x = np.ones(1000 if i < 4000 else 50_000)
        x = None
    """, steps=0))  # fmt: skip
    assert 400_000 <= peak["nbytes"] < 400_100


def test_moments_follow_live_bytes(tmp_path: Path) -> None:
    ran = _traced(tmp_path, "import numpy as np\na = np.ones(10)\nb = a + a\ndel a\ndel b\n")
    moments = [(moment["line"], moment["live"], moment["step"]) for moment in ran.of("moment")]
    assert moments[-4:] == [(2, 80, 2), (3, 160, 3), (4, 80, 4), (5, 0, 5)]


def test_moments_stay_few(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    kept = []
    for i in range(20_000):
        kept.append(np.ones(1))
    """, steps=30_000)  # fmt: skip
    assert 1000 <= len(ran.of("moment")) <= 4001
    assert ran.of("moment")[-1]["live"] == 160_000
