"""What is let go of, held, run or changed where a statement does not say so in a plain way."""

from __future__ import annotations

import pytest

from .test_costs import N, analysed, cost, exact, peak


def freed(program: str, line: int) -> object:
    return cost(program, line).frees.exact


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("for x in [a + b]:\n    pass\nfor x in range(3):\n    pass\n", 3),
        ("for i, x in enumerate([a + b]):\n    pass\nfor i, x in enumerate(b):\n    pass\n", 3),
        ("xs = [a + 1, b + 1]\nfor x in xs:\n    xs[:] = [None, None]\n", 2),
        ("for x in a[:3]:\n    a = None\n", 1),
        ("def a():\n    pass\n", 1),
    ],
)
def test_what_binding_a_name_anew_lets_go_of_is_not_called_nothing(program: str, line: int) -> None:
    assert freed(program, line) is None


def test_a_loop_over_numbers_lets_nothing_go() -> None:
    assert exact(cost("for i in range(3):\n    c = a + i\n")) == (0, 0, 0)


def test_an_iterator_holds_what_it_goes_through() -> None:
    program = "for i, x in enumerate(a + b):\n    pass\n"
    assert cost(program).allocates.exact is None
    assert cost(program).peak.exact == N


@pytest.mark.parametrize(
    "program",
    [
        "def f(x=a + b):\n    pass\nf = None\n",
        "r = np.zeros(9, dtype=[('x', float)])\nw = r[3]\nr = None\n",
        "a = np.zeros(100, np.uint8)\nv = a.view([('r', 'u1')])\na = None\n",
    ],
)
def test_what_a_default_or_a_record_keeps_alive_is_not_freed_for_certain(program: str) -> None:
    assert freed(program, 3) is None


def test_a_list_gets_back_what_was_given_away() -> None:
    program = "def g(x):\n    y = x + 1\n    yield y\n    del y\nl = list(g(a))\nl.pop(0)\n"
    assert freed(program, 6) is None


@pytest.mark.parametrize(
    "line", ["d = {odd: 1}", "s = {odd}", "known[odd]", "known[odd] = a", "x, y = odd", "t = [*odd]"]
)
def test_objects_of_the_program_as_keys_or_as_what_is_unpacked(line: str) -> None:
    special = (
        "    def __hash__(self):\n        return int((a + b).sum())\n    def __iter__(self):\n        yield a + b\n"
    )
    program = f"class Odd:\n{special}odd = Odd()\nknown = {{}}\n{line}\n"
    assert cost(program, 8).peak.exact is None


@pytest.mark.parametrize(
    "program",
    [
        "class Odd:\n    def __del__(self):\n        self.x = a + b\nc = a + b\n",
        "import threading\n\n\nc = a + b\n",
        "from concurrent.futures import ThreadPoolExecutor\n\n\nc = a + b\n",
    ],
)
def test_code_that_runs_at_any_time_leaves_nothing_certain(program: str) -> None:
    assert cost(program, 4).peak.exact is None


def test_a_property_of_super_is_called() -> None:
    program = """\
    class A:
        @property
        def both(self):
            return a + b
    class B(A):
        def __init__(self):
            self.q = super().both
    x = B()
    """
    assert cost(program, 8).allocates.exact in (None, N)
    assert cost(program, 8).frees.exact is None or cost(program, 8).allocates.exact == N


def test_what_may_have_let_go_of_memory_leaves_no_least() -> None:
    found = cost("m = a * 2\nc = (m := a * 2) + 1\n", 2)
    assert found.peak.least == N + 8


def test_a_call_that_does_what_nobody_knows_leaves_nobody_knows_what() -> None:
    program = "def f(x):\n    unknown(x)\n    return x + 1\nc = f(a)\n"
    assert cost(program, 4).allocates.exact is None
    assert not peak(program).exact


def test_a_slice_of_arrays_is_no_crash() -> None:
    assert analysed("s = slice(a + 1, None)\n").costs is not None


@pytest.mark.parametrize(
    ("header", "body", "call"),
    [
        ("def f(xs):", "del xs", "f([a + 1])"),
        ("def f(xs):", "xs.clear()", "f([a + 1])"),
        ("def f(x):", "x = None", "f(a + 1)"),
        ("def f(**xs):", "xs.clear()", "f(x=a + 1)"),
        ("def f():", "global a; a = None", "(a, f())"),
    ],
)
def test_what_a_call_lets_go_of_may_be_held_by_who_calls(header: str, body: str, call: str) -> None:
    program = f"{header}\n    {body}\n    return np.zeros(250_000)\nc = {call}\n"
    needed = cost(program, 4).peak
    assert needed.most is None
    assert isinstance(needed.least, int)
    assert needed.least <= 2 * N


def test_what_a_method_lets_go_of_is_gone() -> None:
    program = """\
    class Net:
        def __init__(self, w):
            self.w = w
        def step(self):
            self.w = self.w * 2.0
    net = Net(a + b)
    net.step()
    """
    assert exact(cost(program, 5, "Net.step")) == (N, N, N + 8)
    assert exact(cost(program, 7)) == (N, N, N + 8)


def test_what_a_method_leaves_in_its_object_counts_once() -> None:
    program = """\
    class Net:
        def step(self):
            self.hidden = a + b
            return self.hidden[:10] * 1.5
    net = Net()
    net.out = net.step()
    """
    assert exact(cost(program, 6)) == (N + 80, 0, N + 88)


def test_what_a_function_takes_out_and_returns_is_not_freed() -> None:
    program = """\
    xs = [a + 1, b + 1]
    def last():
        return xs.pop()
    c = last() * 2.0
    d = last()
    """
    assert exact(cost(program, 3, "last")) == (0, 0, 0)
    assert cost(program, 4).peak.most is None
    assert exact(cost(program, 5))[:2] in ((0, 0), (0, None), (None, None))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("class Box:\n    pass\nbox = Box()\n", (0, 0, 0)),
        ("d = {'k': a + b}\n\ndel d['k']\n", (0, N, 0)),
        ("d = {'k': a + b}\n\nd['k'] += b\n", (0, 0, 0)),
        ("d = {'k': a + b}\n\nd['k'] -= a * b\n", (0, 0, N)),
        ("n = [1, 2]\n\nn[0] += 1\n", (0, 0, 0)),
        ("\n\na[3] += 1\n", (0, 0, 0)),
        ("c = a[:3] + b[:3]\n\nx, y, z = c\n", (0, 0, 0)),
        ("\n\nx, y, z = a[:3] + b[:3]\n", (0, 0, 24)),
    ],
)
def test_a_change_of_a_part(lines: str, expected: tuple[int, int, int]) -> None:
    assert exact(cost(lines, 3)) == expected


def test_a_property_that_is_changed_in_place_is_not_known() -> None:
    program = """\
    class Odd:
        @property
        def x(self):
            return a + b
        @x.setter
        def x(self, value):
            self.kept = value + a
    odd = Odd()
    odd.x += 1
    """
    assert cost(program, 9).peak.exact is None


def test_what_is_returned_is_alive_while_a_finally_part_runs() -> None:
    program = """\
    def f(x):
        try:
            return x * 2.0
        finally:
            x = np.zeros(250_000)
    c = f(a)
    """
    assert cost(program, 6).peak.most is None
    assert not peak(program).exact
