"""What statements cost, and where peaks are, program by program."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bytelens.analysis.estimates import Analysis
from bytelens.analysis.line_costs import LineCost
from bytelens.analysis.machine import Interrupted
from bytelens.analysis.peaks import Peak
from bytelens.analysis.session import Session
from bytelens.syntax.incremental import parse_edited, version_of
from bytelens.syntax.parse import parse

N = 1_000_000
"""The bytes of the arrays of these programs: above those from which on NumPy reuses temporaries."""
HEAD = "import numpy as np\na = np.zeros(125_000)\nb = np.zeros(125_000)\n"
BEFORE = 2 * N


def analysed(program: str) -> Analysis:
    text = HEAD + dedent(program)
    return Session(costs=True).analyse(text, parse(text))


def cost(program: str, line: int = 1, function: str | None = None) -> LineCost:
    """Of a line of a program that begins with two arrays."""
    costs = analysed(program).costs
    assert costs is not None
    return costs[line + 3, function]


def peak(program: str, function: str | None = None) -> Peak:
    peaks = analysed(program).peaks
    assert peaks is not None
    return peaks[function]


def exact(cost: LineCost) -> tuple[object, object, object]:
    return cost.allocates.exact, cost.frees.exact, cost.peak.exact


@pytest.mark.parametrize(
    ("line", "allocates", "frees", "highest"),
    [
        ("c = a + b", N, 0, N),
        ("c = (a - b) * a + b", N, 0, N),
        ("c = a * b + a * b", N, 0, 2 * N),
        ("a = a + b", N, N, N),
        ("a += b", 0, 0, 0),
        ("c = a[::2]", 0, 0, 0),
        ("c = a[::2].copy()", N // 2, 0, N // 2),
        ("c = a.reshape(-1, 5).T", 0, 0, 0),
        ("del a", 0, N, 0),
        ("a = None", 0, N, 0),
        ("c = a", 0, 0, 0),
        ("(a - b).copy()", 0, 0, 2 * N),
        ("print((a - b).sum())", 0, 0, N + 8),
        ("c = [a + b, a]", N, 0, N),
        ("c = [a + b for _ in range(3)]", 3 * N, 0, 3 * N),
        ("c = [(x * b).sum() for x in (a, b)]", 0, 0, N + 8),
        ("c = [x[:10] for x in (a + b, b)]", N, 0, N),
        ("c = [x * x for x in [a, b] for y in range(2)]", None, None, None),
        ("c = [y * 2 for y in range(5) if y % 2]", 0, 0, 0),
        ("c = len([a + b for _ in range(2)])", 0, 0, 2 * N),
        ("c, d = a + b, a * b", 2 * N, 0, 2 * N),
        ("a[:10] = (a + b)[:10]", 0, 0, N),
        ("c = a + b if 1 > 0 else None", N, 0, N),
        ("assert (a + b).size > 0", 0, 0, N),
        ("c = float((a + b)[0])", 0, 0, N),
    ],
)
def test_a_statement(line: str, allocates: int, frees: int, highest: int) -> None:
    assert exact(cost(line)) == (allocates, frees, highest)


def test_what_a_name_shares_is_not_freed() -> None:
    assert exact(cost("v = a[1:]\ndel a\ndel v\n", 2)) == (0, 0, 0)
    assert exact(cost("v = a[1:]\ndel a\ndel v\n", 3)) == (0, N, 0)


def test_a_call_costs_what_it_needs_inside() -> None:
    program = """\
    def f(x):
        t = x * 2.0
        t = t - x * 3.0
        return t[:10].copy()
    c = f(a)
    d = f(a + b)
    """
    assert exact(cost(program, 5)) == (80, 0, 3 * N)
    assert exact(cost(program, 6)) == (80, 0, 4 * N)
    assert exact(cost(program, 3, "f")) == (N, N, 2 * N)


def test_what_a_call_leaves_is_allocated_by_its_line() -> None:
    program = """\
    kept = []
    def keep(x):
        kept.append(x + x)
    keep(a)
    """
    assert exact(cost(program, 4)) == (N, 0, N)


def test_a_seed_may_take_the_place_of_another() -> None:
    assert cost("np.random.seed(4)\nnp.random.seed(5)\n", 2).frees.exact is None


def test_what_a_function_shares_is_not_freed_by_its_return() -> None:
    program = """\
    def made(t):
        u = t
        def step():
            nonlocal u
            u = u[None] if u.ndim < 5 else u
            return u
        return step
    import random
    step = made(random.choice([a, b]))
    step()
    """
    assert cost(program, 6, "made.step").frees.exact in (0, None)


def test_settings_of_numpy_need_nothing() -> None:
    program = "np.seterr(all='ignore')\nwith np.errstate(divide='ignore'):\n    c = a / b\n"
    assert exact(cost(program, 2)) == (0, 0, 0)
    assert exact(cost(program, 3)) == (N, 0, N)
    assert peak(program).exact


@pytest.mark.parametrize(
    "lines",
    [
        "c = unknown(a)",
        "c = a + b; d = a * b",
        "c = unknown or a + b",
        "c = sum(x for x in (a, b))",
        "c = np.vectorize(abs)(a)",
        "with unknown() as c: pass",
    ],
)
def test_what_is_not_surely_modelled_is_not_said(lines: str) -> None:
    assert cost(lines).peak.exact is None


def test_an_object_of_the_program_may_do_anything() -> None:
    program = """\
    class Odd:
        def __add__(self, other):
            return np.zeros(10)
        @property
        def x(self):
            return np.zeros(10)
        def __bool__(self):
            return np.zeros(10).size > 3
    odd = Odd()
    c = odd + 1
    c = odd.x
    if odd:
        pass
    """
    for line in (10, 11, 12):
        assert cost(program, line).peak.exact is None


def test_the_peak_tells_its_line_and_who_holds_what() -> None:
    found = peak("c = a + b\nd = (a * b + a * c).sum()\ndel c\ne = a + b\n")
    assert found.exact
    assert found.least is not None
    assert (found.least.nbytes, found.least.line, found.least.function) == (BEFORE + 3 * N, 5, None)
    assert {(holder.name, holder.nbytes) for holder in found.least.holders} == {("a", N), ("b", N), ("c", N)}


def test_a_peak_in_a_call_is_that_of_the_file_and_of_the_function() -> None:
    program = """\
    def f(x):
        y = x + 1.0
        return (x * y + x * y).sum()
    c = f(a) + f(a * 2.0)
    """
    whole, inside = peak(program), peak(program, "f")
    assert whole.exact
    assert inside.exact
    assert whole.least is not None
    assert inside.least is not None
    assert whole.least.nbytes == inside.least.nbytes == BEFORE + 4 * N
    assert (whole.least.line, whole.least.function) == (6, "f")
    assert {holder.name for holder in whole.least.holders} == {"x", "y", "a", "b"}


def test_a_branch_that_may_not_be_taken_is_at_most() -> None:
    found = peak("import random\nif random.random() > 0.5:\n    c = a + b\nelse:\n    c = 3\n")
    assert found.least is not None
    assert found.most is not None
    assert (found.least.nbytes, found.most.nbytes) == (BEFORE, BEFORE + N)


def test_after_something_unknown_a_peak_is_at_least() -> None:
    found = peak("c = unknown(3)\nd = a + b\n")
    assert found.most is None
    assert found.least is not None
    assert found.least.nbytes == BEFORE + N


def test_an_attribute_that_was_not_there_at_first_is_not_surely_freed() -> None:
    program = """\
    class Net:
        def __init__(self):
            self.a = a
        def step(self):
            self.h = self.a * 2.0
            self.k = (self.h + self.a) * self.a
    net = Net()
    for i in range(1000):
        net.step()
    """
    found = cost(program, 9)
    assert found.peak.exact == 2 * N
    assert found.frees.exact is None


def test_a_field_of_a_record_allocates_nothing() -> None:
    program = "r = np.zeros(1000, dtype=[('x', float), ('n', int)])\nx = r['x']\n"
    assert cost(program, 2).frees.exact in (0, None)


def test_a_loop_needs_what_its_first_iteration_does() -> None:
    found = peak("for i in range(1000):\n    t = a * i\n    print((t - b).max())\n")
    assert found.least is not None
    assert found.least.nbytes >= BEFORE + 2 * N
    assert found.most is not None


def test_sizes_may_be_formulas() -> None:
    text = "import numpy as np\ndef f(x: 'Float[Array, \"n\"]', n: int):\n    y = np.zeros(n)\n    z = y + y * 2\n"
    analysis = Session(costs=True).analyse(text, parse(text))
    assert analysis.costs is not None
    assert str(analysis.costs[3, "f"].allocates.exact) == "8·n"


def test_a_session_without_costs_says_nothing_of_them() -> None:
    text = HEAD
    analysis = Session().analyse(text, parse(text))
    assert (analysis.costs, analysis.peaks) == (None, None)


def test_step_by_step_the_same_is_said() -> None:
    text = HEAD + "c = a + b\nd = c * 2\n"
    parsed = parse(text)
    steps = Session(costs=True).stepwise(text, parsed)
    count = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found = end.value
            break
        count += 1
    assert count == 5
    assert found == Session(costs=True).analyse(text, parsed)


def test_what_was_interrupted_is_done_the_next_time() -> None:
    urgent = False
    text = HEAD + "c = a + b\n"
    parsed = parse(text)
    session = Session(costs=True, interrupted=lambda: urgent)
    steps = session.stepwise(text, parsed)
    next(steps)
    urgent = True
    with pytest.raises(Interrupted):
        next(steps)
    urgent = False
    assert session.analyse(text, parsed) == Session(costs=True).analyse(text, parsed)


def test_after_an_edit_the_same_is_said_as_of_a_new_text() -> None:
    session = Session(costs=True)
    for text in (HEAD + "c = a + b\ndel c\nd = a * 2\n", HEAD + "c = a\ndel c\nd = a * 2\n", HEAD + "d = a * 2\n"):
        parsed = parse(text)
        assert session.analyse(text, parsed) == Session(costs=True).analyse(text, parsed)


@pytest.mark.parametrize("line", ["import threading\n", "np.set_printoptions(threshold=10**9)\n"])
def test_what_a_line_below_says_of_the_whole_program_counts_after_an_edit(line: str) -> None:
    above = HEAD + "".join(f"c{i} = a + b\nprint(c{i})\n" for i in range(8))
    session, version = Session(costs=True), version_of(above, parse(above))
    for text in (above, above + line, above):
        assert version is not None
        parsed = parse_edited(text, version)
        assert session.analyse(text, parsed) == Session(costs=True).analyse(text, parse(text))
        version = version_of(text, parsed)
