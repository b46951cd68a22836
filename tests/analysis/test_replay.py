"""A call that is shown again says what a call that is run says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.analysis.estimates import Analysis
from bytelens.analysis.module import analyse
from bytelens.analysis.replay import Calls
from bytelens.analysis.session import Session
from bytelens.syntax.parse import parse

FUNCTIONS = """
import numpy as np
n = 3
table = np.ones((2, 2))
def scaled(x, k=2.0):
    y = x * k
    return y
def viewed(x):
    y = x[1:]
    x = x[None]
    return y, x
def written(x):
    y = np.array([3, 1, 2])
    y[0] = 5
    x[0] = y[0]
    return x
def sized(m):
    z = np.zeros((m, n))
    for i in range(m):
        z = np.concatenate([z, z[:1]])
    return z
def nested(x):
    a = scaled(x)
    return viewed(a)[0] + sized(2)[0]
def using(x):
    return x @ table
def chosen(k):
    return table[table > k], scaled(table)
def masked(x):
    y = x[x > 1]
    return y
def counting():
    global n
    n = n + 1
    return np.zeros(n)
def remembering(x, seen=[]):
    seen.append(x)
    return seen[0]
def closing(x):
    def inner(y):
        return y + x
    return inner(x)
"""
CALLS = st.sampled_from(
    [
        "a = scaled(np.ones(4))", "b = scaled(a, 3)", "c, d = viewed(a)", "c, d = viewed(np.arange(4))",
        "e = written(a)", "r = masked(table)", "r = masked(a)", "table[0] = 3", "s = chosen(1)", "unknown(table)",
        "e = written(np.array([1, 2]))", "f = sized(3)", "f = sized(n)", "g = nested(np.zeros(3))", "g = nested(a[:3])",
        "h = using(np.zeros((5, 2)))", "table = np.ones((2, 7))", "n = 5", "i = counting()", "j = remembering(a)",
        "k = closing(np.zeros(2))", "a = np.ones(4)", "a = b = np.ones(4)", "l = a[a > 1]", "m = e[e > 1]",
        "for q in range(5):\n    a = scaled(a)", "if unknown:\n    a = scaled(a, 1j)", "unknown(a)", "unknown(scaled)",
        "def scaled(x, k=1):\n    return x[None]", "try:\n    o = scaled(a)\nexcept ValueError:\n    o = None",
        "p = list(map(scaled, [a, a]))[0]",
    ]
)  # fmt: skip


def shown(analysis: Analysis) -> object:
    return [(estimate.line, estimate.name, estimate.variants) for estimate in analysis.estimates]


@settings(max_examples=150)
@given(st.lists(CALLS, min_size=2, max_size=12))
def test_calls_that_are_shown_again_say_what_calls_that_are_run_say(statements: list[str]) -> None:
    text = FUNCTIONS + "a = np.zeros(4)\n" + "\n".join(statements)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Calls, "run", lambda *arguments, **_: arguments[-1]())
        expected = shown(analyse(text))
    session = Session()
    assert shown(session.analyse(text, parse(text))) == expected
    assert shown(session.analyse(text + "\n", parse(text + "\n"))) == expected


def test_a_call_with_arguments_that_are_alike_is_not_run_again() -> None:
    """It takes as many steps of the budget, so that no more is found out in a program that is analysed anew."""
    runs: list[str] = []
    original = Calls.run

    def counted(self, machine, function, bound, lines, run):  # type: ignore[no-untyped-def]
        return original(self, machine, function, bound, lines, lambda: (runs.append(function.name), run())[1])

    text = "import numpy as np\ndef scaled(x, k=2.0):\n    y = x * k\n    return y\n"
    text += "".join(f"{name} = scaled(np.random.rand({n}))\n" for name, n in (("a", 4), ("b", 4), ("c", 5)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Calls, "run", counted)
        analysis = analyse(text)
    assert runs == ["scaled", "scaled"]
    within = next(estimate for estimate in analysis.estimates if estimate.name == "y")
    assert {variant.call_lines for variant in within.variants} == {(5,), (6,), (7,)}
