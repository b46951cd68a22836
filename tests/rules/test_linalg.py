"""Linear algebra, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import NUMERIC, arrays, axes, real_dtypes

SQUARE = ["inv", "det", "cholesky", "eigh", "eigvalsh", "pinv"]
BATCHES: list[tuple[int, ...]] = [(), (2,), (0,), (2, 1)]
dtypes = pytest.mark.parametrize("code", [code for code in NUMERIC if code != "f2"])
batches = pytest.mark.parametrize("batch", BATCHES)


def _ones(batch: tuple[int, ...], n: int, m: int, code: str) -> np.ndarray[Any, Any]:
    return np.ones((*batch, n, m), code) * np.eye(n, m, dtype=code)


@dtypes
@batches
@pytest.mark.parametrize("name", SQUARE)
def test_square_matrices(name: str, batch: tuple[int, ...], code: str) -> None:
    assert check(f"numpy.linalg.{name}", _ones(batch, 3, 3, code)) in (Verdict.EXACT, None)


@dtypes
@batches
@pytest.mark.parametrize("sides", [(3, 2), (2, 3), (3, 3)])
def test_factors(batch: tuple[int, ...], sides: tuple[int, int], code: str) -> None:
    matrix = _ones(batch, *sides, code)
    for full, both in ((True, True), (False, True), (True, False)):
        check("numpy.linalg.svd", matrix, full_matrices=full, compute_uv=both, expect=Verdict.SILENT)
    for mode in ("reduced", "complete", "r"):
        check("numpy.linalg.qr", matrix, mode)
    check("numpy.linalg.pinv", matrix)


@dtypes
@batches
def test_solve_and_powers(batch: tuple[int, ...], code: str) -> None:
    matrix = _ones(batch, 3, 3, code)
    check("numpy.linalg.solve", matrix, np.ones(3, "f4"))
    check("numpy.linalg.solve", matrix, np.ones((3, 2), code))
    check("numpy.linalg.solve", matrix, np.ones((*batch, 3, 2), code))
    check("numpy.linalg.solve", _ones((), 3, 3, code), np.ones((*batch, 3, 2), code))
    for power in (3, 0, 1, -1):
        check("numpy.linalg.matrix_power", matrix, power)


@given(st.data(), arrays(min_dims=1, max_dims=3))
def test_norms(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    check("numpy.linalg.norm", array)
    check("numpy.linalg.norm", array, axis=data.draw(axes(array.ndim)), keepdims=data.draw(st.booleans()))


@given(arrays(real_dtypes, min_dims=1, max_dims=2), st.sampled_from([1, 2, "fro", np.inf]))
def test_orders_of_norms(array: np.ndarray[Any, Any], order: Any) -> None:
    check("numpy.linalg.norm", array, order, expect=Verdict.SILENT)
    check("numpy.linalg.norm", array, order, 0, expect=Verdict.SILENT)


def test_what_does_not_fit() -> None:
    for name in ("inv", "det", "eigh", "svd"):
        assert check(f"numpy.linalg.{name}", np.ones(3)) is None
    assert check("numpy.linalg.solve", np.eye(3), np.ones(4)) is None
