"""A file at a glance."""

import pytest

from bytelens.analysis.module import analyse
from bytelens.facts.marks import Marks
from bytelens.report.overview import Need, bytes_of_lines, need_of
from bytelens.report.sizes import Units
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


def test_a_line_needs_the_bytes_of_the_arrays_that_it_makes() -> None:
    assert bytes_of_lines(analyse(PROGRAM).estimates, Marks()) == {2: 800, 4: 240, 7: 16}


def test_a_line_that_was_measured_needs_what_it_needed_at_its_peak() -> None:
    marks = Marks((mark(2, seen("a", 100), peak=1600), mark(4, peak=0)))
    assert bytes_of_lines(analyse(PROGRAM).estimates, marks) == {2: 1600, 7: 16}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({}, None),
        ({2: 800, 4: 8000, 7: 8000}, Need("8 kB", "The largest line, 4, makes arrays of 8 kB.", 4)),
    ],
)
def test_a_file_needs_as_much_as_its_largest_line(lines: dict[int, int], expected: Need | None) -> None:
    assert need_of(lines, None, "prog.py") == expected


def test_a_file_that_was_traced_needs_its_peak() -> None:
    peak = Peak(2000, Place("prog.py", 3, 3))
    text = "The program held 2 kB of arrays at its peak, on line 3, as measured."
    assert need_of({2: 800}, peak, "prog.py") == Need("2 kB", text, 3)
    elsewhere = "The program held 1.95 KiB of arrays at its peak, as measured."
    assert need_of({2: 800}, peak, "module.py", Units.IEC) == Need("1.95 KiB", elsewhere, None)
    assert need_of({}, Peak(), "prog.py") is None
