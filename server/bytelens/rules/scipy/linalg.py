"""Linear algebra: https://docs.scipy.org/doc/scipy/reference/linalg.html"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from scipy import linalg

from ...values.arrays import Array, DType, same_dtype
from ...values.dims import SOME_INT, Dim, SomeInt, add, upper_bound
from ...values.kinds import Value
from ..arguments import as_bool, as_length
from ..generalised import common_length
from ..literals import as_array
from ..registry import Unmodelled
from .samples import Ask, dtype_of, needs_rank, refuse, uncomputed

_SIDES = (3, 1)
_ALSO_OF_EMPTY = "d"


def _call(function: Ask, side: int, *dtypes: DType) -> Any:
    return function(*(np.eye(side, dtype=dtype) for dtype in dtypes))


_ASK = {
    function: [partial(_call, function, side) for side in _SIDES]
    for function in (
        *(linalg.inv, linalg.pinv, linalg.expm, linalg.cholesky, linalg.solve, linalg.solve_triangular, linalg.svd),
        *(linalg.svdvals, linalg.eigh, linalg.eigvalsh, linalg.eig, linalg.eigvals, linalg.qr, linalg.lu),
        linalg.lu_factor,
    )
}


def _dtype(function: Ask, *arrays: Array, item: int = 0) -> DType | None:
    """The dtype of a result; None where that depends on a side of 0 or 1, which SciPy may treat apart."""
    dtypes = [array.dtype for array in arrays]
    usual, least = (dtype_of(ask, *dtypes, item=item) for ask in _ASK[function])
    lengths = [length for array in arrays for length in (array.shape or ())[:2]]
    if all(isinstance(length, int) and length > 1 for length in lengths):
        return usual
    known = all(isinstance(length, int) for length in lengths)
    plain = all(dtype is not None and dtype.char in _ALSO_OF_EMPTY for dtype in dtypes)
    return usual if (known or plain) and same_dtype(usual, least) else None


def _matrix(array: Array) -> tuple[Dim, Dim]:
    n, m = needs_rank(array, 2)
    if n == 0 or m == 0:
        raise Unmodelled("versions of SciPy differ about matrices without elements")
    return n, m


def _square(array: Array) -> Dim:
    return common_length(*_matrix(array))


def _smaller(n: Dim, m: Dim) -> Dim:
    if isinstance(n, int) and isinstance(m, int):
        return min(n, m)
    if n == m and not isinstance(n, SomeInt):
        return n
    bound = upper_bound(n) if upper_bound(n) is not None else upper_bound(m)
    return SOME_INT if bound is None else SomeInt(bound)


@uncomputed("scipy.linalg.inv")
def inv(a: Value, overwrite_a: Value = False, check_finite: Value = True, **others: Value) -> Value:
    """The inverse of a square matrix."""
    refuse(overwrite_a)
    array = as_array(a)
    side = _square(array)
    return Array((side, side), _dtype(linalg.inv, array))


@uncomputed("scipy.linalg.expm")
def expm(A: Value) -> Value:
    """The matrix exponential."""
    array = as_array(A)
    side = _square(array)
    return Array((side, side), _dtype(linalg.expm, array))


@uncomputed("scipy.linalg.cholesky")
def cholesky(a: Value, lower: Value = False, overwrite_a: Value = False, check_finite: Value = True) -> Value:
    """A triangular factor."""
    refuse(overwrite_a)
    array = as_array(a)
    side = _square(array)
    return Array((side, side), _dtype(linalg.cholesky, array))


@uncomputed("scipy.linalg.pinv")
def pinv(a: Value, **options: Value) -> Value:
    """The pseudo-inverse: a matrix of the transposed shape, with its rank where that is asked for."""
    if not options.keys() <= {"atol", "rtol", "check_finite"}:
        raise Unmodelled("with the rank")
    array = as_array(a)
    n, m = _matrix(array)
    return Array((m, n), _dtype(linalg.pinv, array))


@uncomputed("scipy.linalg.solve")
def solve(
    a: Value,
    b: Value,
    lower: Value = False,
    overwrite_a: Value = False,
    overwrite_b: Value = False,
    check_finite: Value = True,
    assume_a: Value = None,
    transposed: Value = False,
) -> Value:
    """The solution of a system of equations, of the shape of `b`."""
    refuse(overwrite_a, overwrite_b)
    return _solution(linalg.solve, as_array(a), as_array(b))


@uncomputed("scipy.linalg.solve_triangular")
def solve_triangular(
    a: Value,
    b: Value,
    trans: Value = 0,
    lower: Value = False,
    unit_diagonal: Value = False,
    overwrite_b: Value = False,
    check_finite: Value = True,
) -> Value:
    """The solution of a system of equations whose matrix is triangular."""
    refuse(overwrite_b)
    return _solution(linalg.solve_triangular, as_array(a), as_array(b))


def _solution(function: Ask, matrix: Array, right: Array) -> Array:
    side = _square(matrix)
    first, *others = needs_rank(right, 1, 2)
    if 0 in others:
        raise Unmodelled("versions of SciPy differ about no columns")
    return Array((common_length(side, first), *others), _dtype(function, matrix, right))


@uncomputed("scipy.linalg.svd")
def svd(
    a: Value,
    full_matrices: Value = True,
    compute_uv: Value = True,
    overwrite_a: Value = False,
    check_finite: Value = True,
    lapack_driver: Value = "gesdd",
) -> Value:
    """Singular values and, unless `compute_uv` is false, the vectors on both sides."""
    refuse(overwrite_a)
    array = as_array(a)
    n, m = _matrix(array)
    least = _smaller(n, m)
    values = Array((least,), _dtype(linalg.svd, array, item=1))
    if not as_bool(compute_uv):
        return values
    left, right = (n, m) if as_bool(full_matrices) else (least, least)
    kinds = [_dtype(linalg.svd, array, item=item) for item in (0, 2)]
    return Array((n, left), kinds[0]), values, Array((right, m), kinds[1])


@uncomputed("scipy.linalg.svdvals")
def svdvals(a: Value, overwrite_a: Value = False, check_finite: Value = True) -> Value:
    """Singular values."""
    refuse(overwrite_a)
    array = as_array(a)
    return Array((_smaller(*_matrix(array)),), _dtype(linalg.svdvals, array))


@uncomputed("scipy.linalg.eigh")
def eigh(a: Value, b: Value = None, **options: Value) -> Value:
    """Eigenvalues of a symmetric matrix and, unless they are not wanted, eigenvectors."""
    if b is not None or not options.keys() <= {"lower", "check_finite", "driver", "eigvals_only"}:
        raise Unmodelled("some of the eigenvalues, or those of two matrices")
    array = as_array(a)
    side = _square(array)
    values = Array((side,), _dtype(linalg.eigh, array))
    if as_bool(options.get("eigvals_only", False)):
        return values
    return values, Array((side, side), _dtype(linalg.eigh, array, item=1))


@uncomputed("scipy.linalg.eigvalsh")
def eigvalsh(a: Value, **options: Value) -> Value:
    """Eigenvalues of a symmetric matrix."""
    if not options.keys() <= {"lower", "check_finite", "driver"}:
        raise Unmodelled("some of the eigenvalues")
    array = as_array(a)
    return Array((_square(array),), _dtype(linalg.eigvalsh, array))


@uncomputed("scipy.linalg.eigvals")
def eigvals(a: Value) -> Value:
    """Eigenvalues, complex ones always."""
    array = as_array(a)
    return Array((_square(array),), _dtype(linalg.eigvals, array))


@uncomputed("scipy.linalg.eig")
def eig(a: Value) -> Value:
    """Eigenvalues and right eigenvectors, which are complex only where an eigenvalue is."""
    array = as_array(a)
    side = _square(array)
    complex_matrix = array.dtype is not None and array.dtype.kind == "c"
    vectors = _dtype(linalg.eig, array, item=1) if complex_matrix else None
    return Array((side,), _dtype(linalg.eig, array)), Array((side, side), vectors)


@uncomputed("scipy.linalg.qr")
def qr(
    a: Value,
    overwrite_a: Value = False,
    lwork: Value = None,
    mode: Value = "full",
    pivoting: Value = False,
    check_finite: Value = True,
) -> Value:
    """An orthogonal and a triangular factor, or the latter alone in a tuple."""
    refuse(overwrite_a, pivoting)
    array = as_array(a)
    n, m = _matrix(array)
    dtype = _dtype(linalg.qr, array)
    if mode == "r":
        return (Array((n, m), dtype),)
    if mode not in ("full", "economic"):
        raise Unmodelled("another mode")
    side = n if mode == "full" else _smaller(n, m)
    return Array((n, side), dtype), Array((side, m), dtype)


@uncomputed("scipy.linalg.lu")
def lu(a: Value, permute_l: Value = False, overwrite_a: Value = False, check_finite: Value = True) -> Value:
    """A permutation and two triangular factors; with `permute_l` the first two multiplied."""
    refuse(overwrite_a)
    array = as_array(a)
    n, m = _matrix(array)
    least = _smaller(n, m)
    kinds = [_dtype(linalg.lu, array, item=item) for item in range(3)]
    factors = Array((n, least), kinds[1]), Array((least, m), kinds[2])
    return factors if as_bool(permute_l) else (Array((n, n), kinds[0]), *factors)


@uncomputed("scipy.linalg.lu_factor")
def lu_factor(a: Value, overwrite_a: Value = False, check_finite: Value = True) -> Value:
    """Both triangular factors in one matrix, and where the rows went."""
    refuse(overwrite_a)
    array = as_array(a)
    side = _square(array)
    kinds = [_dtype(linalg.lu_factor, array, item=item) for item in range(2)]
    return Array((side, side), kinds[0]), Array((side,), kinds[1])


@uncomputed("scipy.linalg.block_diag")
def block_diag(*arrs: Value) -> Value:
    """Matrices along a diagonal: their rows and their columns add up."""
    arrays = [as_array(value) for value in arrs]
    rows: Dim = 0
    columns: Dim = 0
    for array in arrays:
        n, m = (1, 1, *needs_rank(array, 0, 1, 2))[-2:]
        rows, columns = add(rows, n), add(columns, m)
    kinds = [array.dtype for array in arrays]
    return Array((rows, columns), dtype_of(_block_diag, *kinds))


def _block_diag(*dtypes: DType) -> Any:
    return linalg.block_diag(*(np.eye(2, dtype=dtype) for dtype in dtypes))


@uncomputed("scipy.linalg.hilbert")
def hilbert(n: Value) -> Value:
    """A square matrix that its side determines."""
    side = as_length(n)
    return Array((side, side), np.dtype(float))
