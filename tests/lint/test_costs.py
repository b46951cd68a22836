"""BL010 with what lines, functions and files cost by estimate."""

from bytelens.lint.options import Options
from bytelens.lint.running import check_text

TEXT = """\
import numpy as np
def kernel(n):
    a = np.ones((n, 1000))
    return np.sqrt(a) + np.cos(a)
small = np.ones(10)
k = kernel(1000)
if small.sum() > open(0).read():
    k = np.ones((2000, 1000))
"""


def found(budget: int, text: str = TEXT) -> list[tuple[int, str]]:
    """The lines of BL010, and what is said there of what."""
    findings, _ = check_text(text, None, (), Options(select=frozenset({"BL010"}), memory_budget=budget))
    return [(finding.range.line, finding.message.partition(",")[0]) for finding in findings]


def test_peaks_above_the_budget_are_told_once_for_each_statement() -> None:
    assert found(23_000_000) == [
        (4, "this file takes 24 MB at its peak"),
        (6, "this line takes 24 MB at its peak"),
    ]


def test_nothing_below_the_budget_is_told() -> None:
    assert found(25_000_000) == []


def test_what_may_not_run_is_told_of_its_line_alone() -> None:
    assert found(15_000_000)[-1] == (8, "this takes 16 MB")
    assert all(line != 8 for line, _ in found(17_000_000))


def test_what_is_only_bounded_is_not_told() -> None:
    assert found(10_000_000, "import numpy as np\na = np.ones(10**6)\nb = a[a > 0] + a[a > 1]\n") == []
