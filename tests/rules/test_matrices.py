"""np.matrix against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, compatible, laid_out, numeric_dtypes, orders

pytestmark = pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")

GETITEM = "numpy.matrix.__getitem__"
OPERATORS = ["add", "sub", "mul", "truediv", "floordiv", "mod", "and_", "eq", "lt"]
REDUCTIONS = ["sum", "prod", "mean", "std", "var", "min", "max", "any", "all"]

lengths = st.integers(1, 3)
pairs = st.tuples(lengths, lengths)
slices = st.builds(
    slice, st.none() | st.integers(-3, 3), st.none() | st.integers(-3, 3), st.sampled_from([None, 2, -1])
)
parts = st.one_of(slices, st.integers(-3, 2), st.just(np.int8(0)), st.lists(st.integers(-1, 0), max_size=3))
axes = st.sampled_from([None, 0, 1, -1])


def as_matrix(array: np.ndarray[Any, Any]) -> np.matrix[Any, Any]:
    """A matrix that looks into an array."""
    return array.view(np.matrix)


@st.composite
def matrices(draw: st.DrawFn, shape: st.SearchStrategy[tuple[int, int]] = pairs) -> np.matrix[Any, Any]:
    """Matrices in every layout."""
    return as_matrix(draw(arrays(numeric_dtypes, draw(shape))))


@given(arrays(max_dims=3), st.sampled_from([None, "f4", "i8"]), st.booleans())
def test_creation(array: np.ndarray[Any, Any], dtype: str | None, copy: bool) -> None:
    expect = Verdict.SILENT if array.ndim > 2 else Verdict.EXACT
    check("numpy.matrix", array, dtype, copy, expect=expect)
    check("numpy.asmatrix", array, dtype, expect=expect)
    if array.ndim == 2:
        check("numpy.matrix", as_matrix(array), dtype, copy)
        check("numpy.asmatrix", as_matrix(array), dtype)


@given(arrays(max_dims=2))
def test_creation_from_sequences(array: np.ndarray[Any, Any]) -> None:
    check("numpy.matrix", array.tolist())
    check("numpy.matrix", [array] if array.ndim < 2 else array)


@given(matrices(), matrices())
def test_blocks(a: np.matrix[Any, Any], b: np.matrix[Any, Any]) -> None:
    check("numpy.bmat", [[a, a], [a, a]])
    check("numpy.bmat", [[a, b]])
    check("numpy.bmat", [[a], [b]])


@given(matrices(), st.lists(parts, min_size=1, max_size=2))
def test_parts_keep_two_axes(matrix: np.matrix[Any, Any], key: list[Any]) -> None:
    check(GETITEM, matrix, tuple(key))
    check(GETITEM, matrix, key[0])


@given(matrices())
def test_masks_give_rows(matrix: np.matrix[Any, Any]) -> None:
    check(GETITEM, matrix, laid_out(matrix.shape, np.dtype(bool), "C"), expect=Verdict.BOUNDED)
    check(GETITEM, matrix, matrix > 1, expect=Verdict.SILENT)


@given(pairs, st.data(), st.sampled_from(OPERATORS))
def test_operators(shape: tuple[int, int], data: st.DataObject, name: str) -> None:
    matrix = data.draw(matrices(st.just(shape)))
    other = data.draw(arrays(numeric_dtypes, data.draw(compatible(shape))))
    for operand in (other, matrix, 2, 2.5, np.float32(2)):
        check(f"operator.{name}", matrix, operand, expect=Verdict.EXACT)
        check(f"operator.{name}", operand, matrix, expect=Verdict.EXACT)


@given(lengths, lengths, lengths, st.data())
def test_products(rows: int, inner: int, columns: int, data: st.DataObject) -> None:
    left = data.draw(arrays(numeric_dtypes, (rows, inner)))
    right = data.draw(arrays(numeric_dtypes, (inner, columns)))
    for a, b in ((as_matrix(left), right), (left, as_matrix(right)), (as_matrix(left), as_matrix(right))):
        for name in ("operator.mul", "operator.matmul", "numpy.dot", "numpy.matmul"):
            check(name, a, b)
    check("numpy.matrix.dot", as_matrix(left), right)
    vector = data.draw(arrays(numeric_dtypes, (inner,)))
    check("operator.matmul", as_matrix(left), vector)
    check("operator.mul", vector, as_matrix(right))
    check("operator.mul", as_matrix(left), vector)


@given(lengths.flatmap(lambda n: matrices(st.just((n, n)))), st.sampled_from([0, 1, 2, 3]))
def test_powers(matrix: np.matrix[Any, Any], exponent: int) -> None:
    check("operator.pow", matrix, exponent, expect=Verdict.EXACT if exponent > 1 else Verdict.SILENT)
    check("operator.pow", matrix, 2.5, expect=Verdict.SILENT)


@given(matrices(), st.sampled_from(["negative", "sqrt", "exp", "absolute", "isnan"]))
def test_ufuncs(matrix: np.matrix[Any, Any], name: str) -> None:
    check(f"numpy.{name}", matrix)
    check("numpy.add", matrix, 1, dtype="f8", casting="unsafe", expect=Verdict.PARTIAL)
    check("numpy.multiply", matrix, matrix, out=matrix)
    check("operator.neg", matrix)


@pytest.mark.parametrize("name", REDUCTIONS)
def test_reductions(name: str) -> None:
    @settings(max_examples=25)
    @given(matrices(), axes)
    def holds(matrix: np.matrix[Any, Any], axis: int | None) -> None:
        check(f"numpy.matrix.{name}", matrix, axis)
        check(f"numpy.{name}", matrix, axis)
        check(f"numpy.{name}", matrix, axis=axis)

    holds()


@given(matrices(), st.sampled_from([None, 0, 1]), st.sampled_from(["argmin", "argmax", "ptp"]))
def test_extremes_align(matrix: np.matrix[Any, Any], axis: int | None, name: str) -> None:
    check(f"numpy.matrix.{name}", matrix, axis)
    check(f"numpy.{name}", matrix, axis, expect=Verdict.SILENT if name == "ptp" else Verdict.EXACT)


@given(matrices(), orders)
def test_shapes(matrix: np.matrix[Any, Any], order: str) -> None:
    for name in ("T", "H", "A", "A1", "getT", "getA", "squeeze", "transpose", "conj", "argsort"):
        check(f"numpy.matrix.{name}", matrix, expect=Verdict.BOUNDED)
    for name in ("ravel", "flatten"):
        check(f"numpy.matrix.{name}", matrix, order, expect=Verdict.BOUNDED)
    check("numpy.matrix.reshape", matrix, (1, -1), expect=Verdict.BOUNDED)
    check("numpy.matrix.reshape", matrix, matrix.shape[::-1], expect=Verdict.BOUNDED)
    check("numpy.matrix.reshape", matrix, -1, expect=Verdict.BOUNDED)
    check("numpy.matrix.repeat", matrix, 2, 0)
    check("numpy.matrix.astype", matrix, "f4")
    check("numpy.matrix.copy", matrix)
    check("numpy.matrix.round", matrix, 1)
    check("numpy.matrix.clip", matrix, 0, 2)
    check("numpy.matrix.cumsum", matrix, 0)


@given(lengths)
def test_inverses(side: int) -> None:
    check("numpy.matrix.I", as_matrix(np.eye(side)))
    check("numpy.matrix.I", as_matrix(np.eye(side, side + 1, dtype="f4")))
    check("numpy.linalg.inv", as_matrix(np.eye(side)))


@given(matrices(), matrices())
def test_functions(a: np.matrix[Any, Any], b: np.matrix[Any, Any]) -> None:
    for name in ("concatenate", "vstack", "hstack"):
        check(f"numpy.{name}", [a, a])
        check(f"numpy.{name}", [a, b, np.ones(a.shape)])
        check(f"numpy.{name}", a, expect=Verdict.SILENT)
    for name in ("asarray", "array", "copy", "asanyarray", "zeros_like", "ones_like", "empty_like"):
        check(f"numpy.{name}", a)
    for name in ("transpose", "squeeze", "ravel", "round"):
        check(f"numpy.{name}", a, expect=Verdict.BOUNDED)
    check("numpy.asarray", a, "f4")
    check("numpy.where", a > 1, a, 0)
    check("numpy.ma.count", a, 0, expect=Verdict.SILENT)
    check("numpy.reshape", a, (-1,), expect=Verdict.BOUNDED)
