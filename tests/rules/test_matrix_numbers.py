"""Ranks, condition numbers, determinants and norms, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import NUMERIC, arrays, axes, numeric_dtypes, some_axes

codes = pytest.mark.parametrize("code", [code for code in NUMERIC if code != "f2"])
batches = pytest.mark.parametrize("batch", [(), (2,), (0,), (2, 1)])
single = numeric_dtypes.filter(lambda dtype: dtype.char != "e")


@codes
@batches
def test_square_matrices(code: str, batch: tuple[int, ...]) -> None:
    matrix = np.ones((*batch, 3, 3), code) * np.eye(3, dtype=code)
    check("numpy.linalg.slogdet", matrix)
    check("numpy.linalg.cond", matrix)
    for order in (1, -2, "fro", np.inf):
        check("numpy.linalg.cond", matrix, order)
    turned = np.ones((*batch, 2, 2), code) * np.array([[0, -1], [1, 0]]).astype(code)
    for array in (matrix, turned):
        check("numpy.linalg.eig", array, expect=Verdict.BOUNDED)
        check("numpy.linalg.eigvals", array, expect=Verdict.BOUNDED)


@codes
@batches
@pytest.mark.parametrize("sides", [(3, 2), (2, 3), (1, 1)])
def test_other_matrices(code: str, batch: tuple[int, ...], sides: tuple[int, int]) -> None:
    matrix = np.ones((*batch, *sides), code)
    check("numpy.linalg.matrix_rank", matrix)
    check("numpy.linalg.matrix_rank", matrix, 0.5)
    check("numpy.linalg.cond", matrix)
    check("numpy.linalg.svdvals", matrix)


@given(st.data(), arrays(single, min_dims=2))
def test_norms(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    keep = data.draw(st.booleans())
    check("numpy.linalg.matrix_norm", array, keepdims=keep)
    check("numpy.linalg.matrix_norm", array, ord=data.draw(st.sampled_from([1, 2, -1, "nuc"])))
    check("numpy.linalg.vector_norm", array, keepdims=keep)
    check("numpy.linalg.vector_norm", array, axis=data.draw(axes(array.ndim)), ord=1)
    check("numpy.linalg.vector_norm", array, axis=data.draw(some_axes(array.ndim, 1)), keepdims=keep)


def test_eigenvalues_of_complex_matrices() -> None:
    assert check("numpy.linalg.eig", np.eye(3, dtype=complex)) is Verdict.EXACT
    assert check("numpy.linalg.eigvals", np.ones((2, 3, 3), "c8")) is Verdict.EXACT


def test_what_does_not_fit() -> None:
    for name in ("slogdet", "eig", "eigvals", "matrix_norm"):
        assert check(f"numpy.linalg.{name}", np.ones(3)) is None
    assert check("numpy.linalg.slogdet", np.ones((2, 3))) is None
    check("numpy.linalg.matrix_rank", np.ones(3), expect=Verdict.SILENT)
