"""Products, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.rules.generalised import is_generalised
from bytelens.rules.registry import WouldRaise
from bytelens.values.arrays import Scalar, new_array
from bytelens.values.dims import symbol

from .harness import Verdict, check, rule_of
from .inputs import arrays, axes, dtypes, laid_out, lengths, numeric_dtypes, shapes

GENERALISED = sorted({value.__name__ for value in vars(np).values() if is_generalised(value)})
LAYOUTS = st.sampled_from(["C", "F", "strided", "moved"])
N, D = symbol("n"), symbol("d")

numbers = st.sampled_from([2, 2.5, True, np.float32(2), np.int8(1)])


@st.composite
def _matrices(draw: st.DrawFn, batch: bool = True) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    n, k, m = draw(lengths), draw(lengths), draw(lengths)
    left: tuple[int, ...] = draw(st.sampled_from([(k,), (n, k)]))
    right: tuple[int, ...] = draw(st.sampled_from([(k,), (k, m)]))
    if batch:
        left = draw(st.sampled_from([left, (2, n, k), (1, n, k), (3, 1, n, k)]))
        right = draw(st.sampled_from([right, (2, k, m), (1, k, m), (2, k, m)]))
    return tuple(laid_out(shape, draw(numeric_dtypes), draw(LAYOUTS)) for shape in (left, right))  # type: ignore[return-value]


@settings(max_examples=200)
@given(_matrices())
def test_matmul_and_dot(pair: tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]) -> None:
    check("numpy.matmul", *pair)
    check("numpy.dot", *pair)
    check("numpy.ndarray.dot", *pair)
    check("numpy.matmul", pair[0].tolist(), pair[1])


@pytest.mark.parametrize("name", GENERALISED)
def test_generalised_ufuncs(name: str) -> None:
    @settings(max_examples=60)
    @given(st.sampled_from([(3,), (2, 3), (4, 2, 3)]), st.sampled_from([(3,), (3, 2), (2, 3)]), numeric_dtypes)
    def holds(left: tuple[int, ...], right: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        check(f"numpy.{name}", np.ones(left, "f4"), np.ones(right, dtype))

    holds()


@pytest.mark.parametrize("dtype", ["f8", np.complex64])
def test_arguments_of_matmul(dtype: Any) -> None:
    a = np.ones((2, 2))
    assert check("numpy.matmul", a, a, dtype=dtype, casting="unsafe") is Verdict.EXACT
    assert check("numpy.matmul", a, a, out=np.ones((2, 2))) is Verdict.EXACT
    assert check("numpy.matmul", a, a, np.ones((2, 2))) is Verdict.EXACT
    assert check("numpy.dot", a, a, np.ones((2, 2))) is Verdict.EXACT
    assert check("numpy.matmul", a, 2) is None


@given(arrays(max_dims=2), numbers)
def test_products_with_a_number(array: np.ndarray[Any, Any], number: Any) -> None:
    for name in ("numpy.dot", "numpy.inner", "numpy.outer"):
        check(name, array, number)
        check(name, number, array)


@given(arrays(max_dims=3), arrays(max_dims=3))
def test_inner_outer_and_vdot(left: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> None:
    check("numpy.inner", left, right)
    check("numpy.outer", left, right)
    check("numpy.vdot", left, right)
    alike = np.zeros(left.shape, right.dtype)
    check("numpy.vdot", left, alike)
    check("numpy.inner", left, alike)


@given(st.data(), shapes(min_dims=1, max_dims=3), numeric_dtypes, numeric_dtypes)
def test_tensordot(data: st.DataObject, shape: tuple[int, ...], first: np.dtype[Any], second: np.dtype[Any]) -> None:
    left, right = laid_out(shape, first, data.draw(LAYOUTS)), laid_out(shape, second, data.draw(LAYOUTS))
    axis = data.draw(axes(len(shape)))
    check("numpy.tensordot", left, right, data.draw(st.integers(0, 3)))
    check("numpy.tensordot", left, right, (axis, axis))
    check("numpy.tensordot", left, right, ([axis], [axis]))
    check("numpy.tensordot", left, right.T, len(shape))


@given(arrays(min_dims=1, max_dims=3), arrays(min_dims=1, max_dims=2))
def test_kron(left: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> None:
    check("numpy.kron", left, right)


@given(shapes(max_dims=2), numeric_dtypes, numeric_dtypes)
def test_cross(shape: tuple[int, ...], first: np.dtype[Any], second: np.dtype[Any]) -> None:
    check("numpy.cross", np.ones((*shape, 3), first), np.ones(3, second))


@given(st.data(), arrays(min_dims=2), st.none() | numeric_dtypes)
def test_trace(data: st.DataObject, array: np.ndarray[Any, Any], dtype: Any) -> None:
    check("numpy.trace", array, 0, data.draw(axes(array.ndim)), data.draw(axes(array.ndim)))
    check("numpy.trace", array, 1, dtype=dtype)
    check("numpy.ndarray.trace", array)


@given(arrays(dtypes, min_dims=1, max_dims=2), st.sampled_from(["dot", "matmul", "outer", "inner", "vdot"]))
def test_what_is_no_number(array: np.ndarray[Any, Any], name: str) -> None:
    check(f"numpy.{name}", array, array, expect=Verdict.SILENT)


def test_symbolic_products() -> None:
    product = rule_of("numpy.matmul").function
    single = np.dtype("f4")
    x, w = new_array((N, D), single), new_array((D, 10), single)
    assert product(x, w) == new_array((N, 10), single)
    assert product(new_array((D,), single), new_array((D,), single)) == Scalar(single)
    with pytest.raises(WouldRaise):
        product(new_array((2, 3), single), new_array((2, 3), single))
