"""Einstein sums, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.einsum import einsum
from bytelens.rules.registry import Unmodelled
from bytelens.values.arrays import Scalar, new_array
from bytelens.values.dims import symbol

from .harness import Verdict, check
from .inputs import LAYOUTS, laid_out, numeric_dtypes

LENGTHS = {"i": 2, "j": 3, "k": 4, "l": 1}
SUMS = [
    "ij,jk->ik",
    "ij,jk",
    "ij,ij->",
    "i,i",
    "i,j->ji",
    "bi,bi->b",
    "ij->",
    "ij->j",
    "ii",
    "ij , jk , kl -> il",
    "...ij,...jk->...ik",
    "i...,i...->...",
    "ij...,jk...",
    "ba,ac",
    "ij,j->ij",
    "ijk,l->ijkl",
]
VIEWS = ["ij->ji", "ii->i", "ijk->kij", "ij", "ba", "...i->i...", "i...->i...", "iij->ij", "..."]


def _operand(term: str, dtype: np.dtype[Any], layout: str) -> np.ndarray[Any, Any]:
    shape = tuple(LENGTHS.get(label, 3) for label in term.replace("...", "zz").strip())
    return laid_out(shape, dtype, layout)


@pytest.mark.parametrize("subscripts", [*SUMS, *VIEWS])
def test_einsum(subscripts: str) -> None:
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        terms = subscripts.split("->")[0].split(",")
        layouts = st.sampled_from(LAYOUTS)
        operands = [_operand(term, data.draw(numeric_dtypes), data.draw(layouts)) for term in terms]
        check("numpy.einsum", subscripts, *operands)

    holds()


@pytest.mark.parametrize(
    ("subscripts", "count"),
    [("ij,jk", 1), ("ij->k", 1), ("ijk->i", 1), ("i1->i", 1), ("ij->ii", 1), ("i,ij->", 2)],
)
def test_subscripts_that_do_not_fit(subscripts: str, count: int) -> None:
    check("numpy.einsum", subscripts, *[np.ones((2, 3))] * count)


def test_arguments() -> None:
    a = np.ones((3, 3), "f4")
    assert check("numpy.einsum", "ij,jk", a, a, dtype=np.float64) is Verdict.EXACT
    assert check("numpy.einsum", "ij,jk", a, a, out=np.ones((3, 3))) is Verdict.EXACT
    assert check("numpy.einsum", "ij,jk", a, a, optimize=True) is Verdict.EXACT
    assert check("numpy.einsum", "ij,j->i", a, [1.5, 2, 3]) is Verdict.EXACT


def test_symbolic_lengths() -> None:
    n, d = symbol("n"), symbol("d")
    x = new_array((n, d), np.dtype("f4"))
    claim = einsum("ni,mi->nm", x, x)
    assert claim == new_array((n, n), np.dtype("f4"), None)


def test_a_sum_of_everything_in_an_order_of_its_own_is_a_scalar_or_an_array() -> None:
    numbers = np.ones(3)
    assert isinstance(np.einsum("i,i->", numbers, numbers, optimize=True), np.ndarray)
    assert isinstance(np.einsum("i,i->", numbers, numbers), np.float64)
    array = new_array((3,), np.dtype(float))
    assert einsum("i,i->", array, array) == Scalar(np.dtype(float))
    with pytest.raises(Unmodelled):
        einsum("i,i->", array, array, optimize=True)
