"""Shapes are said to be incompatible just where NumPy raises."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.lint.checking import check
from bytelens.lint.options import Options

from .making import known

ONLY = Options(select=frozenset({"BL009"}))
SHAPES = st.lists(st.sampled_from([0, 1, 2, 3]), max_size=3).map(tuple)
OPERATIONS = (
    "a + b", "a * b", "a / b", "a ** b", "a == b", "a != b", "a < b", "np.add(a, b)", "np.maximum(a, b)",
    "np.hypot(a, b)", "a @ b", "np.matmul(a, b)", "np.dot(a, b)", "a.dot(b)",
)  # fmt: skip
IN_PLACE = ("a += b", "a -= b", "a *= b", "a /= b")


@settings(max_examples=300, deadline=None)
@given(SHAPES, SHAPES, st.sampled_from(OPERATIONS + IN_PLACE))
def test_a_finding_means_that_numpy_raises_and_none_that_it_does_not(
    left: tuple[int, ...], right: tuple[int, ...], operation: str
) -> None:
    text = f"import numpy as np\n\na = np.ones({left})\nb = np.ones({right})\n{operation}\n"
    assert bool(check(known(text), ONLY)) == raises(text)


@settings(max_examples=100, deadline=None)
@given(SHAPES, SHAPES)
def test_matrices_are_multiplied_by_a_star(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    text = f"import numpy as np\n\na = np.asmatrix(np.ones({left[:2]}))\nb = np.ones({right[:2]})\na * b\n"
    assert not check(known(text), ONLY) or raises(text)


@pytest.mark.parametrize("start", ["import helpers\n", "from .helpers import b\n", "m = 'a matrix'\n"])
def test_where_arrays_may_be_matrices_a_star_may_multiply(start: str) -> None:
    text = "import numpy as np\n{}a = np.ones((2, 3))\nb = np.ones((3, 2))\na * b\n"
    assert check(known(text.format("")), ONLY)
    assert not check(known(text.format(start)), ONLY)


def test_shapes_of_several_calls_are_refused_only_if_all_of_them_are() -> None:
    text = "import numpy as np\ndef f(a, b):\n    return a + b\n"
    fitting = "f(np.ones(3), np.ones(3))\nf(np.ones(4), np.ones(4))\n"
    assert not check(known(text + fitting), ONLY)
    assert check(known(text + "f(np.ones(3), np.ones(4))\nf(np.ones(4), np.ones(3))\n"), ONLY) == ()
    assert check(known(text + "f(np.ones(3), np.ones(4))\nf(np.ones(5), np.ones(6))\n"), ONLY)


def raises(text: str) -> bool:
    """Whether a program raises ValueError."""
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(text, "program", "exec"), {})
    except ValueError:
        return True
    return False
