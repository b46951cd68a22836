"""SciPy's linear algebra, held against SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import bytelens.rules.scipy.linalg  # noqa: F401 - registers the rules
from bytelens.rules.registry import Unmodelled

from ..harness import Blur, Lifting, Verdict, check, rule_of
from ..inputs import NUMERIC

FLOATS = ["f4", "f8", "c8", "c16"]
SQUARE = ["inv", "pinv", "cholesky", "expm", "eigh", "eigvalsh", "eigvals", "lu_factor"]
SIDES = [(3, 2), (2, 3), (3, 3), (1, 1), (1, 4), (0, 0), (0, 3)]
dtypes = pytest.mark.parametrize("code", NUMERIC)


def _matrix(n: int, m: int, code: str, order: str = "C") -> np.ndarray[Any, Any]:
    return np.asarray(np.ones((n, m), code) * np.eye(n, m, dtype=code), order=order)  # type: ignore[call-overload]


@dtypes
@pytest.mark.parametrize("side", [0, 1, 2, 5])
@pytest.mark.parametrize("name", SQUARE)
def test_square_matrices(name: str, side: int, code: str) -> None:
    check(f"scipy.linalg.{name}", _matrix(side, side, code), expect=Verdict.SILENT)


@pytest.mark.parametrize("code", FLOATS)
@pytest.mark.parametrize("name", SQUARE)
def test_square_matrices_of_floats_are_known(name: str, code: str) -> None:
    assert check(f"scipy.linalg.{name}", _matrix(3, 3, code)) is Verdict.EXACT


@dtypes
def test_eigenvectors_are_complex_where_an_eigenvalue_is(code: str) -> None:
    expect = Verdict.EXACT if code in ("c8", "c16") else Verdict.SILENT
    check("scipy.linalg.eig", _matrix(3, 3, code), expect=expect)
    check("scipy.linalg.eig", np.array([[0, 1], [1, 0]]).astype(code), expect=expect)
    if code[0] not in "?u":
        check("scipy.linalg.eig", np.array([[0, -1], [1, 0]]).astype(code), expect=expect)


@dtypes
@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize("order", ["C", "F"])
def test_factors(sides: tuple[int, int], code: str, order: str) -> None:
    matrix = _matrix(*sides, code, order)
    expect = Verdict.EXACT if min(sides) > 1 and code in FLOATS else Verdict.SILENT
    for full, both in ((True, True), (False, True), (True, False)):
        check("scipy.linalg.svd", matrix, full_matrices=full, compute_uv=both, expect=expect)
    for mode in ("full", "economic", "r"):
        check("scipy.linalg.qr", matrix, mode=mode, expect=expect)
    for multiplied in (False, True):
        check("scipy.linalg.lu", matrix, permute_l=multiplied, expect=expect)
    check("scipy.linalg.svdvals", matrix, expect=expect)
    check("scipy.linalg.pinv", matrix, expect=expect)


@dtypes
@pytest.mark.parametrize("name", ["solve", "solve_triangular"])
@pytest.mark.parametrize("right", [(3,), (3, 2), (3, 1), (3, 0), (2, 3, 1), (4,)])
def test_solutions(name: str, right: tuple[int, ...], code: str) -> None:
    for other in ("f4", "f8", "c16", "i4"):
        check(f"scipy.linalg.{name}", _matrix(3, 3, code), np.ones(right, other), expect=Verdict.SILENT)
    check(f"scipy.linalg.{name}", _matrix(3, 3, "f8"), np.ones(3))


@dtypes
def test_blocks(code: str) -> None:
    check("scipy.linalg.block_diag", _matrix(2, 3, code), np.ones(2, "f4"), np.ones((), "i4"), expect=Verdict.SILENT)
    check("scipy.linalg.block_diag", _matrix(2, 3, "f8"), _matrix(1, 0, "f8"))
    check("scipy.linalg.hilbert", 4)


@pytest.mark.parametrize("name", ["inv", "svd", "qr", "lu", "cholesky"])
def test_memory_that_may_be_reused_is_not_claimed(name: str) -> None:
    matrix = Lifting(Blur.NOTHING).lift(_matrix(3, 3, "f8", "F"))
    with pytest.raises(Unmodelled):
        rule_of(f"scipy.linalg.{name}").function(matrix, overwrite_a=True)
