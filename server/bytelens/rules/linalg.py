"""Linear algebra: https://numpy.org/doc/stable/reference/routines.linalg.html"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import Dim, Shape
from ..values.joining import union
from ..values.kinds import Value
from .arguments import as_bool, as_int, known_rank
from .asking import asking
from .broadcasting import broadcast_shapes
from .generalised import common_length
from .lengths import shorter
from .literals import as_array
from .named import named
from .numpy_scalars import numpy_scalar
from .reducing import NumPyFunction, reduced_axes, without_axes
from .registry import Rule, Unmodelled, WouldRaise, add_rule, rule


@rule("numpy.linalg.norm")
def norm(x: Value, ord: Value = None, axis: Value = None, keepdims: Value = False) -> Value:
    """The norm of a vector or a matrix: a scalar, or without one or two axes."""
    array = as_array(x)
    shape = known_rank(array)
    gone = reduced_axes(axis, len(shape))
    if ord is not None and len(gone) not in (1, 2):
        raise WouldRaise("neither a vector nor a matrix")
    kind = None if array.dtype is None else _asked(np.linalg.norm, (array.dtype,))[0]
    if ord not in (None, 1, 2, "fro", np.inf, -np.inf):
        raise Unmodelled("another norm")
    return _new(without_axes(shape, gone, as_bool(keepdims)), kind)


def square_to_square(function: NumPyFunction, a: Value) -> Value:
    """`inv` and its family: a matrix of the same shape."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    side = common_length(n, m)
    return _new((*batch, side, side), _dtypes(function, array)[0])


@rule("numpy.linalg.cholesky")
def cholesky(a: Value, /, *, upper: Value = False) -> Value:
    """A triangular factor."""
    return square_to_square(np.linalg.cholesky, a)


@rule("numpy.linalg.pinv")
def pinv(a: Value, rcond: Value = None, hermitian: Value = False, *, rtol: Value = None) -> Value:
    """The pseudo-inverse: a matrix of the transposed shape."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    return _new((*batch, m, n), _dtypes(np.linalg.pinv, array)[0])


@rule("numpy.linalg.det")
def det(a: Value) -> Value:
    """A number for each matrix."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    common_length(n, m)
    return _new(tuple(batch), _dtypes(np.linalg.det, array)[0])


@rule("numpy.linalg.solve")
def solve(a: Value, b: Value) -> Value:
    """The solutions of systems of equations: one axis for a vector `b`, else two."""
    array, right = as_array(a), as_array(b)
    *batch, n, m = _matrix(array)
    side = common_length(n, m)
    kinds = _dtypes(np.linalg.solve, array, right)
    wanted = known_rank(right)
    if len(wanted) == 1:
        common_length(side, wanted[0])
        return _new((*batch, side), kinds[0])
    if not wanted:
        raise WouldRaise("a number on the right")
    *others, rows, columns = wanted
    common_length(side, rows)
    lead = broadcast_shapes([tuple(batch), tuple(others)])
    return _new((*(lead or ()), side, columns), kinds[0])


@rule("numpy.linalg.eigh")
def eigh(a: Value, UPLO: Value = "L") -> Value:
    """Eigenvalues and eigenvectors of a symmetric matrix."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    side = common_length(n, m)
    values, vectors, *_ = _dtypes(np.linalg.eigh, array)
    return named(np.linalg.eigh, (_new((*batch, side), values), _new((*batch, side, side), vectors)))


@rule("numpy.linalg.eigvalsh")
def eigvalsh(a: Value, UPLO: Value = "L") -> Value:
    """Eigenvalues of a symmetric matrix."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    return _new((*batch, common_length(n, m)), _dtypes(np.linalg.eigvalsh, array)[0])


@rule("numpy.linalg.eig")
def eig(a: Value) -> Value:
    """Eigenvalues and eigenvectors: real or complex, as the data has it."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    side = common_length(n, m)
    found = [
        named(np.linalg.eig, (_of_eigenvalues((*batch, side), kind), _of_eigenvalues((*batch, side, side), kind)))
        for kind in _dtypes_of_eigenvalues(array)
    ]
    return union(found)


@rule("numpy.linalg.eigvals")
def eigvals(a: Value) -> Value:
    """Eigenvalues alone."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    side = common_length(n, m)
    return union([_of_eigenvalues((*batch, side), kind) for kind in _dtypes_of_eigenvalues(array)])


def _of_eigenvalues(shape: Shape, kind: DType | None) -> Array:
    """Real ones may be a view of complex ones."""
    return Array(shape, kind, certain=kind is not None and kind.kind == "c")


def _dtypes_of_eigenvalues(array: Array) -> tuple[DType | None, ...]:
    """Where NumPy gives real ones for a matrix that has real ones, it gives complex ones for another."""
    if array.dtype is None:
        return (None,)
    with_real_ones = _dtypes(np.linalg.eigvals, array)[0]
    with_others = _asked(_with_complex_eigenvalues, (array.dtype,))[0]
    return (with_real_ones,) if with_real_ones == with_others else (with_real_ones, with_others)


def _with_complex_eigenvalues(one: Any) -> Any:
    return np.linalg.eigvals(np.array([[0, -1], [1, 0]], float).astype(np.result_type(one, np.int8)))


@rule("numpy.linalg.svd")
def svd(a: Value, full_matrices: Value = True, compute_uv: Value = True, hermitian: Value = False) -> Value:
    """Singular values and, unless `compute_uv` is false, the vectors on both sides."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    least = shorter(n, m)
    kinds = _dtypes(np.linalg.svd, array)
    if not as_bool(compute_uv):
        return _new((*batch, least), kinds[1])
    left, right = (n, m) if as_bool(full_matrices) else (least, least)
    factors = (
        _new((*batch, n, left), kinds[0]),
        _new((*batch, least), kinds[1]),
        _new((*batch, right, m), kinds[2]),
    )
    return named(np.linalg.svd, factors)


@rule("numpy.linalg.svdvals")
def svdvals(x: Value, /) -> Value:
    """Singular values alone."""
    return svd(x, compute_uv=False)


@rule("numpy.linalg.qr")
def qr(a: Value, mode: Value = "reduced") -> Value:
    """An orthogonal and a triangular factor, or the latter alone."""
    array = as_array(a)
    *batch, n, m = _matrix(array)
    kind = _dtypes(np.linalg.qr, array)[0]
    if mode == "complete":
        return named(np.linalg.qr, (_new((*batch, n, n), kind), _new((*batch, n, m), kind)))
    least = shorter(n, m)
    if mode == "r":
        return _new((*batch, least, m), kind)
    if mode != "reduced":
        raise Unmodelled("another mode")
    return named(np.linalg.qr, (_new((*batch, n, least), kind), _new((*batch, least, m), kind)))


@rule("numpy.linalg.matrix_power")
def matrix_power(a: Value, n: Value) -> Value:
    """A square matrix times itself."""
    array = as_array(a)
    *batch, rows, columns = _matrix(array)
    side = common_length(rows, columns)
    power = as_int(n)
    if power == 1:
        return array
    if power < 0:
        return square_to_square(np.linalg.inv, array)
    return new_array((*batch, side, side), array.dtype, None)


def _matrix(array: Array) -> tuple[Dim, ...]:
    shape = known_rank(array)
    if len(shape) < 2:
        raise WouldRaise("a matrix needs two axes")
    return shape


def _new(shape: Shape, dtype: DType | None) -> Value:
    return numpy_scalar(dtype) if shape == () else new_array(shape, dtype, None)


def _dtypes(function: Callable[..., Any], *arrays: Array) -> tuple[DType | None, ...]:
    kinds = tuple(array.dtype for array in arrays)
    known = tuple(kind for kind in kinds if kind is not None)
    return _asked(function, known) if len(known) == len(kinds) else (None,) * 3


@lru_cache(maxsize=512)
def _asked(function: Callable[..., Any], dtypes: tuple[DType, ...]) -> tuple[DType, ...]:
    """The dtypes of the results, asked of NumPy with the number 1 as a matrix."""
    with asking():
        answer = function(*(np.ones((1, 1), dtype) for dtype in dtypes))
    results = answer if isinstance(answer, tuple) else (answer,)
    return tuple(result.dtype for result in results)


add_rule(Rule("numpy.linalg.inv", partial(square_to_square, np.linalg.inv)))
