"""After a trace, what was measured takes the place of what is estimated."""

from dataclasses import replace

from bytelens.facts.marks import Mark, Marks
from bytelens.lint.checking import check
from bytelens.lint.program import Cost
from bytelens.tracing.trace import LineCost, Observation, Place
from bytelens.values.ownership import Ownership

from .making import known

TEXT = """\
import numpy as np

table = np.loadtxt("table.txt", dtype=np.float32)
copy = table.flatten()
grown = table * 2
print(copy.sum())
"""


def mark(line: int, name: str, shape: tuple[int, ...], dtype: str, itemsize: int, peak: int = 0) -> Mark:
    nbytes = itemsize
    for length in shape:
        nbytes *= length
    seen = Observation(name, "array", "ndarray", shape, dtype, itemsize, nbytes, Ownership.OWNER)
    cost = LineCost(Place("prog.py", line, line), 1, True, nbytes, peak or nbytes, nbytes, (seen,))
    return Mark(line, line, cost)


def test_sizes_that_nobody_could_estimate_are_measured() -> None:
    assert check(known(TEXT)) == ()
    marks = Marks((mark(3, "table", (1000, 1000), "float32", 4), mark(5, "grown", (1000, 1000), "float64", 8)))
    findings = check(known(TEXT, budget=7_000_000, marks=marks))
    assert [(finding.code, finding.range.line) for finding in findings] == [("BL010", 5)]


def test_a_line_that_needed_more_than_the_budget_is_told() -> None:
    marks = Marks((mark(4, "copy", (1000,), "float32", 4, peak=3_000_000_000),))
    (finding,) = check(known(TEXT, budget=1_000_000_000, marks=marks))
    assert (finding.code, finding.range.line) == ("BL010", 4)
    assert finding.message == "this line took 3 GB at its peak, more than the budget of 1 GB"


def test_measured_sizes_that_are_small_are_nobodys_problem() -> None:
    text = "import numpy as np\n\ndef f(n):\n    x = np.ones(n)\n    x = x + 1\n    return x\n"
    assert [finding.code for finding in check(known(text))] == ["BL005"]
    small = Marks((mark(4, "x", (10,), "float64", 8), mark(5, "x", (10,), "float64", 8)))
    assert check(known(text, marks=small)) == ()


def test_a_dtype_that_has_no_name_here_is_unknown() -> None:
    marks = Marks((mark(5, "grown", (1000,), "[('x', '<f8')]", 8),))
    assert check(known(TEXT, marks=marks)) == ()


def test_costs_that_are_estimated_count_where_nothing_was_measured() -> None:
    program = known(TEXT, budget=1_000_000_000, marks=Marks((mark(4, "copy", (1000,), "float32", 4),)))
    costs = (Cost(3, 2_000_000_000), Cost(4, 2_000_000_000), Cost(5, 4_000_000_000, "file"), Cost(6, 10))
    findings = check(replace(program, estimated_costs=costs))
    assert [finding.message.partition(",")[0] for finding in findings] == [
        "this line takes 2 GB at its peak",
        "this file takes 4 GB at its peak",
    ]
