"""Every analysis ends within its budget, and what is given up is not claimed."""

from __future__ import annotations

import ast

import pytest

from bytelens.analysis.escapes import connect
from bytelens.analysis.machine import MOST_STEPS, BudgetExceeded, Machine
from bytelens.analysis.module import analyse

NESTED_LOOPS = "".join("  " * depth + f"for i{depth} in range(1000):\n" for depth in range(12))
NESTED_TRIES = "".join(" " * depth + "try:\n" for depth in range(18))
FINALLY = "".join(" " * depth + f"finally:\n{' ' * depth} x = x[None]\n" for depth in reversed(range(18)))
CALLS = "".join(f"def f{i}(x): return f{i - 1}(x) + f{i - 1}(x)\n" for i in range(1, 40))
ENDING = "last = np.zeros(3)\n"

HUGE = {
    "a deep expression": "x = " + "+".join(["1"] * 200),
    "deep brackets": "x = " + "[" * 90 + "1" + "]" * 90,
    "a list in itself": "l = [1]\nl.append(l)\nnp.array(l)\nlist(l)\nprint(l == l)",
    "a dict in itself": "d = {}\nd['d'] = d\nnp.array(d)\nprint(d)",
    "nested loops": "x = np.zeros(1)\n" + NESTED_LOOPS + "  " * 12 + "x = np.concatenate([x, x])",
    "nested tries": "x = np.zeros(3)\n" + NESTED_TRIES + " " * 18 + "x = x[None]\n" + FINALLY,
    "recursion without end": "def f(n): return f(n - 1) + f(n - 2) + f(n - 3)\nf(3)",
    "a tuple of itself twice, often": "x = (1,)\n" + "x = (x, x)\n" * 60 + "np.array(x)",
    "a list of itself twice, often": "x = [1]\n" + "x = [x, x]\n" * 60 + "np.array(x)\nprint(x == x)",
    "a string that doubles": "x = 'a'\n" + "x = x + x\n" * 60,
    "an int that squares": "x = 3\n" + "x = x * x\n" * 60 + "np.arange(x)",
    "a formula that squares": "def f(n: int, m: int):\n    x = n + m\n"
    + "    x = x * x + n\n" * 30
    + "    np.zeros(x)",
    "a list of 100,000 constants": "l = [" + "1, " * 100_000 + "]\nnp.array(l)\nl + l\nl * 3",
    "powers": "2 ** -1\n10 ** 10 ** 10\n1 << 10 ** 12\n0 ** -1\nnp.zeros(1 << 70)",
    "repeated sequences": "[0] * 10 ** 12\n(0,) * 10 ** 12\n'a' * 10 ** 12\nb'a' * 10 ** 12",
    "long ranges": "list(range(10**12))\nsum(range(10**12))\n[i for i in range(10**12)]\nlen(range(10**19))",
    "factorials": "import math\nmath.factorial(10**6)\nmath.comb(10**6, 10**5)\nmath.pow(10, 10**9)",
    "wide fields": "f'{1:>1000000000}'\n'{:>1000000000}'.format(3)\n'%1000000000d' % 3",
    "many branches": "".join(f"if u{i}: a = np.zeros({i})\nelse: a = np.ones((2, {i}))\n" for i in range(100)),
    "a growing list": "l = []\nfor i in range(10**6):\n    l.append(np.zeros(i))\nnp.concatenate(l)",
}


def test_an_expression_too_deep_to_walk_takes_nothing_along_that_came_before() -> None:
    """Python 3.10 parses what later ones refuse: the analysis of it ends there."""
    deep = "x = " + "+".join(["1"] * 5000)
    estimates = analyse(f"import numpy as np\nfirst = np.zeros(3)\n{deep}\n").estimates
    assert [estimate.name for estimate in estimates] == ["first"]


@pytest.mark.parametrize("body", HUGE.values(), ids=HUGE)
def test_what_follows_huge_code_is_still_known(body: str) -> None:
    """Nothing is computed that is huge, and nothing that comes later suffers from it."""
    analysis = analyse(f"import numpy as np\n{body}\n{ENDING}")
    assert analysis.complete
    assert [estimate.variants[0].shape for estimate in analysis.estimates if estimate.name == "last"] == [(3,)]


def test_the_budget_ends_an_analysis() -> None:
    machine = Machine()
    connect(machine)
    with pytest.raises(BudgetExceeded):
        machine.execute(machine.frame, ast.parse(CALLS + "def f0(x): return x\nf39(1)").body)
    assert machine.steps == MOST_STEPS + 1


def test_past_the_budget_only_finished_code_is_claimed() -> None:
    source = f"import numpy as np\nfirst = np.zeros(2)\n{CALLS}def f0(x): return x\nf39(first)\n{ENDING}"
    analysis = analyse(source)
    assert not analysis.complete
    assert [estimate.name for estimate in analysis.estimates] == ["first"]
