"""Least squares, tensor equations and chains of products, held against NumPy."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import NUMERIC, REAL, arrays, axes, lengths

codes = pytest.mark.parametrize("code", [code for code in NUMERIC if code != "f2"])
dtypes = st.sampled_from([np.dtype(code) for code in NUMERIC])


@codes
@pytest.mark.parametrize("shape", [(3, 2), (2, 3), (3, 3), (0, 2), (2, 0)])
@pytest.mark.parametrize("more", [(), (1,), (4,), (0,)])
def test_least_squares(code: str, shape: tuple[int, int], more: tuple[int, ...]) -> None:
    expect = Verdict.BOUNDED if shape[0] > shape[1] else Verdict.EXACT
    check("numpy.linalg.lstsq", np.eye(*shape, dtype=code), np.ones((shape[0], *more), "f4"), rcond=None, expect=expect)
    check("numpy.linalg.lstsq", np.eye(*shape, dtype=code), np.ones((shape[0], *more), code), expect=expect)


@codes
def test_tensor_equations(code: str) -> None:
    array = np.eye(12, dtype=code)
    check("numpy.linalg.tensorinv", array.reshape(4, 3, 2, 6))
    check("numpy.linalg.tensorinv", array.reshape(12, 4, 3), ind=1)
    check("numpy.linalg.tensorsolve", array.reshape(4, 3, 2, 6), np.ones((4, 3)))
    check("numpy.linalg.tensorsolve", array.reshape(4, 3, 12), np.ones((4, 3), "f4"))
    check("numpy.linalg.tensorsolve", array.reshape(4, 3, 2, 6), np.ones((4, 3)), (0, 1), expect=Verdict.SILENT)


@given(st.data(), st.lists(lengths, min_size=3, max_size=6))
def test_chains_of_products(data: st.DataObject, sides: list[int]) -> None:
    factors = [data.draw(arrays(dtypes, shape=pair)) for pair in pairwise(sides)]
    if data.draw(st.booleans()):
        factors[0] = factors[0][0] if len(factors[0]) else factors[0]
    if data.draw(st.booleans()):
        factors[-1] = factors[-1][:, 0] if factors[-1].shape[1] else factors[-1]
    dtypes_agree = len({factor.dtype for factor in factors}) < 2
    check("numpy.linalg.multi_dot", factors, expect=Verdict.EXACT if dtypes_agree else Verdict.SILENT)


@given(st.data(), arrays(min_dims=2), st.integers(-3, 3))
def test_diagonals(data: st.DataObject, array: np.ndarray[Any, Any], offset: int) -> None:
    check("numpy.linalg.diagonal", array, offset=offset)
    check("numpy.linalg.trace", array)
    check("numpy.linalg.trace", array, offset=offset, dtype=data.draw(st.sampled_from(["f4", "c16"])))


@given(st.data(), arrays(st.sampled_from([np.dtype(code) for code in REAL if code != "?"]), max_dims=2))
def test_products_of_vectors(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    place = data.draw(axes(array.ndim + 1))
    three = np.stack([array, array, array], axis=place)
    check("numpy.linalg.cross", three, three.astype("f4"), axis=place)
    check("numpy.linalg.cross", np.stack([array] * 3, axis=-1), [1, 2, 3])
    check("numpy.linalg.vecdot", three, three[:1])
    check("numpy.linalg.matmul", three, three)
    check("numpy.linalg.matmul", np.ones((2, 3)), np.ones((3, 4), "f4"))


def test_what_does_not_fit() -> None:
    assert check("numpy.linalg.lstsq", np.ones((3, 2)), np.ones(4)) is None
    assert check("numpy.linalg.multi_dot", [np.ones((2, 2))]) is None
    assert check("numpy.linalg.multi_dot", [np.ones((2, 2)), np.ones((3, 2)), np.ones((2, 2))]) is None
    assert check("numpy.linalg.diagonal", np.ones(3)) is None
