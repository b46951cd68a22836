"""A file at a glance."""

import pytest

from bytelens.analysis.estimates import Analysis
from bytelens.analysis.module import analyse
from bytelens.analysis.session import Session
from bytelens.facts.marks import Marks
from bytelens.report.overview import Need, bytes_of_lines, need_of
from bytelens.report.sizes import Units
from bytelens.syntax.parse import parse
from bytelens.tracing.trace import Peak, Place

from .test_measured import mark, seen

PROGRAM = """\
import numpy as np
a = np.ones(100)
b = a[1:]
c, d = np.ones(10), np.ones(20)
e = a[a > 2]
for n in (1, 2):
    f = np.ones(n)
def g(x: np.ndarray, m: int):
    h = np.ones(m)
"""


def accounted(text: str) -> Analysis:
    """An analysis that keeps accounts of what lines cost."""
    return Session(costs=True).analyse(text, parse(text))


def test_a_line_needs_the_bytes_of_the_arrays_that_it_makes() -> None:
    assert bytes_of_lines(analyse(PROGRAM), Marks()) == {2: 800, 4: 240, 7: 16}


def test_a_line_needs_its_temporaries_where_accounts_are_kept() -> None:
    text = "import numpy as np\na = np.zeros(100)\nb = (a * 2)[:10].copy()\nc = a[1:]\n"
    assert bytes_of_lines(accounted(text), Marks()) == {2: 800, 3: 880}


def test_a_line_that_was_measured_needs_what_it_needed_at_its_peak() -> None:
    marks = Marks((mark(2, seen("a", 100), peak=1600), mark(4, peak=0)))
    assert bytes_of_lines(analyse(PROGRAM), marks) == {2: 1600, 7: 16}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({}, None),
        ({2: 800, 4: 8000, 7: 8000}, Need("8 kB", "The largest line, 4, needs 8 kB.", 4)),
    ],
)
def test_a_file_of_which_no_accounts_are_kept_needs_as_much_as_its_largest_line(
    lines: dict[int, int], expected: Need | None
) -> None:
    assert need_of(Analysis(), lines, None, "prog.py") == expected


@pytest.mark.parametrize(
    ("last", "text", "line"),
    [
        ("b = np.zeros(1000)", "16 kB", 3),
        ("b = a[a > n]", "≥ 8 kB", 2),
        ("if input():\n    b = np.zeros(1000)", "≥ 8 kB", 2),
    ],
)
def test_a_file_needs_its_estimated_peak(last: str, text: str, line: int) -> None:
    analysis = accounted(f"import numpy as np\na = np.zeros(1000)\n{last}\n")
    need = need_of(analysis, {2: 8000}, None, "prog.py")
    assert need is not None
    assert (need.text, need.line) == (text, line)
    assert need.detail.startswith("Estimated peak ")


def test_a_file_that_may_need_memory_needs_that_at_most() -> None:
    need = need_of(
        accounted("import numpy as np\nif input():\n    a = np.zeros(1000)\n"),
        {},
        None,
        "prog.py",
    )
    assert need == Need("≤ 8 kB", "Estimated peak up to 8 kB at line 3: new 8 kB.", 3)


def test_a_file_that_was_traced_needs_its_measured_peak() -> None:
    peak = Peak(2000, Place("prog.py", 3, 3))
    text = "The program held 2 kB of arrays at its peak, on line 3, as measured."
    analysis = accounted(PROGRAM)
    assert need_of(analysis, {2: 800}, peak, "prog.py") == Need("2 kB", text, 3)
    elsewhere = "The program held 1.95 KiB of arrays at its peak, as measured."
    assert need_of(analysis, {2: 800}, peak, "module.py", Units.IEC) == Need("1.95 KiB", elsewhere, None)
    assert need_of(Analysis(), {}, Peak(), "prog.py") is None
