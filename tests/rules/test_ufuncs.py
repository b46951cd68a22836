"""Every elementwise ufunc, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.rules.registry import Unmodelled, WouldRaise
from bytelens.rules.ufuncs import apply_ufunc, is_elementwise
from bytelens.values.arrays import Array, Scalar, new_array
from bytelens.values.dims import SomeInt, symbol
from bytelens.values.kinds import UNKNOWN, Typed

from .harness import Verdict, check, rule_of
from .inputs import NUMERIC, arrays, compatible, dtypes, laid_out, numeric_dtypes, orders, shapes

UFUNCS = sorted(
    {ufunc for ufunc in vars(np).values() if isinstance(ufunc, np.ufunc) and is_elementwise(ufunc)},
    key=lambda ufunc: ufunc.__name__,
)
UNARY = [ufunc for ufunc in UFUNCS if ufunc.nin == 1]
BINARY = [ufunc for ufunc in UFUNCS if ufunc.nin == 2]
OPERATORS = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power", "left_shift"]
OPERATORS += [
    "bitwise_and",
    "less",
    "equal",
    "negative",
    "invert",
    "absolute",
    "maximum",
    "logical_and",
    "sqrt",
]
WEAK = [True, 0, 1, -1, 3, 200, 0.0, 2.5, 1j, 10**10]
N = symbol("n")

ufuncs = st.sampled_from(UFUNCS)
binary = st.sampled_from([np.add, np.subtract, np.multiply, np.divide, np.less, np.maximum, np.power])


def _name(ufunc: np.ufunc) -> str:
    return f"numpy.{ufunc.__name__}"


def _id(ufunc: np.ufunc) -> str:
    return ufunc.__name__


@st.composite
def _operands(draw: st.DrawFn, count: int, dtype: Any = numeric_dtypes) -> tuple[np.ndarray[Any, Any], ...]:
    shape = draw(shapes(max_dims=3))
    return tuple(draw(arrays(dtype, compatible(shape))) for _ in range(count))


@pytest.mark.parametrize("ufunc", UFUNCS, ids=_id)
def test_every_ufunc_has_a_rule_that_answers(ufunc: np.ufunc) -> None:
    @settings(max_examples=15)
    @given(_operands(ufunc.nin))
    def holds(operands: tuple[np.ndarray[Any, Any], ...]) -> None:
        check(_name(ufunc), *operands)

    holds()


@pytest.mark.parametrize("ufunc", UFUNCS, ids=_id)
def test_every_ufunc_of_every_dtype(ufunc: np.ufunc) -> None:
    for code in NUMERIC:
        check(_name(ufunc), *(laid_out((2, 3), np.dtype(code), "C") for _ in range(ufunc.nin)))
        check(_name(ufunc), *(np.dtype(code).type(1) for _ in range(ufunc.nin)))


@settings(max_examples=200)
@given(_operands(2), binary)
def test_operands_broadcast_and_promote(operands: tuple[np.ndarray[Any, Any], ...], ufunc: np.ufunc) -> None:
    check(_name(ufunc), *operands)


@settings(max_examples=200)
@given(arrays(max_dims=2), st.sampled_from(WEAK), binary, st.booleans())
def test_python_numbers_are_weak(array: np.ndarray[Any, Any], number: Any, ufunc: np.ufunc, swapped: bool) -> None:
    check(_name(ufunc), *((number, array) if swapped else (array, number)))


@given(arrays(max_dims=2), numeric_dtypes, binary)
def test_numpy_scalars_are_not_weak(array: np.ndarray[Any, Any], dtype: np.dtype[Any], ufunc: np.ufunc) -> None:
    check(_name(ufunc), array, dtype.type(1))
    check(_name(ufunc), dtype.type(1), array)


@given(st.sampled_from(WEAK), st.sampled_from(WEAK), numeric_dtypes, ufuncs)
def test_numbers_alone_give_numbers(left: Any, right: Any, dtype: np.dtype[Any], ufunc: np.ufunc) -> None:
    operands = (left, right, 1)[: ufunc.nin]
    check(_name(ufunc), *operands)
    check(_name(ufunc), *(dtype.type(1), right, 1)[: ufunc.nin])


@given(arrays(max_dims=2), binary)
def test_sequences_are_operands(array: np.ndarray[Any, Any], ufunc: np.ufunc) -> None:
    check(_name(ufunc), array, array.tolist())
    check(_name(ufunc), [1, 2.5], (True, False))
    check(_name(ufunc), range(3), np.float32(2))


@given(_operands(2, dtypes), st.sampled_from([np.add, np.equal, np.less, np.multiply, np.maximum, np.subtract]))
def test_what_is_no_number(operands: tuple[np.ndarray[Any, Any], ...], ufunc: np.ufunc) -> None:
    check(_name(ufunc), *operands, expect=Verdict.SILENT)


@given(_operands(1), st.sampled_from([*UNARY, np.add, np.divmod, np.less]))
def test_a_given_output_is_the_result(operands: tuple[np.ndarray[Any, Any], ...], ufunc: np.ufunc) -> None:
    (array,) = operands
    out = tuple(laid_out(array.shape, np.dtype("c16"), "F") for _ in range(ufunc.nout))
    inputs = (array,) * ufunc.nin
    check(_name(ufunc), *inputs, out=out)
    check(_name(ufunc), *inputs, *out)
    if ufunc.nout == 1:
        check(_name(ufunc), *inputs, out=out[0])
        check(_name(ufunc), *inputs, out=None)


@given(_operands(2), numeric_dtypes | st.sampled_from([float, int, "f4"]), binary)
def test_a_given_dtype(operands: tuple[np.ndarray[Any, Any], ...], dtype: Any, ufunc: np.ufunc) -> None:
    check(_name(ufunc), *operands, dtype=dtype)
    check(_name(ufunc), *operands, dtype=dtype, casting="unsafe", expect=Verdict.SILENT)
    check(_name(ufunc), operands[0], 2, dtype=dtype, expect=Verdict.SILENT)


@given(_operands(3), binary)
def test_where_takes_part_in_broadcasting(operands: tuple[np.ndarray[Any, Any], ...], ufunc: np.ufunc) -> None:
    left, right, where = operands
    check(_name(ufunc), left, right, where=where.astype(bool))
    check(_name(ufunc), left, right, where=[True])


@given(_operands(2), orders, binary)
def test_orders_of_results(operands: tuple[np.ndarray[Any, Any], ...], order: str, ufunc: np.ufunc) -> None:
    check(_name(ufunc), *operands, order=order)


@given(arrays(max_dims=2), arrays(max_dims=2), binary)
def test_outer(left: np.ndarray[Any, Any], right: np.ndarray[Any, Any], ufunc: np.ufunc) -> None:
    check("numpy.ufunc.outer", ufunc, left, right)
    check("numpy.ufunc.outer", ufunc, left, [1, 2])
    check("numpy.ufunc.outer", ufunc, left, 2, expect=Verdict.SILENT)
    check("numpy.ufunc.outer", np.divmod, left, right)


@pytest.mark.parametrize("name", OPERATORS)
def test_names_of_operators_have_rules(name: str) -> None:
    assert rule_of(f"numpy.{name}") is not None


@pytest.mark.parametrize(
    ("left", "right", "dtype"),
    [
        (np.float32, 2.0, "f4"),
        (np.float32, 1j, "c8"),
        (np.uint8, 1, "u1"),
        (np.int32, np.float32, "f8"),
        (np.uint64, np.int64, "f8"),
        (bool, True, "?"),
    ],
)
def test_known_promotions(left: Any, right: Any, dtype: str) -> None:
    operand = new_array((3,), np.dtype(right)) if isinstance(right, type) else right
    claim = apply_ufunc(np.add, new_array((3,), np.dtype(left)), operand)
    assert claim == new_array((3,), np.dtype(dtype))


def test_lengths_that_do_not_fit_raise() -> None:
    with pytest.raises(WouldRaise):
        apply_ufunc(np.add, new_array((3,), np.dtype("f8")), new_array((4,), np.dtype("f8")))


def test_symbols_and_unknown_numbers_pass_through() -> None:
    column, row = new_array((N, 1), np.dtype("f4")), new_array((N,), np.dtype("f4"))
    assert apply_ufunc(np.subtract, column, row) == new_array((N, N), np.dtype("f4"))
    assert apply_ufunc(np.multiply, column, SomeInt()) == new_array((N, 1), np.dtype("f4"))
    assert apply_ufunc(np.multiply, column, Typed(float)) == new_array((N, 1), np.dtype("f4"))
    assert apply_ufunc(np.add, Array(None, np.dtype("f4")), 1) == Array(None, np.dtype("f4"))


def test_arguments_that_are_not_known_say_less() -> None:
    array = new_array((3, 3), np.dtype("f4"))
    assert apply_ufunc(np.add, array, array, dtype=UNKNOWN) == Array((3, 3), None)
    assert apply_ufunc(np.add, array, array, casting=UNKNOWN) == Array((3, 3), None)
    assert apply_ufunc(np.add, array, array, order=UNKNOWN) == Array((3, 3), np.dtype("f4"))
    for keyword in ("out", "where"):
        with pytest.raises(Unmodelled):
            apply_ufunc(np.add, array, array, **{keyword: UNKNOWN})


def test_values_of_numbers_fold() -> None:
    claim = apply_ufunc(np.sqrt, 16)
    assert isinstance(claim, Scalar)
    assert claim.value == 4.0


def test_results_of_slices_lie_as_these_do() -> None:
    grid = Array((59, 59), np.dtype("f8"), (488, 8))
    assert apply_ufunc(np.subtract, grid, grid) == new_array((59, 59), np.dtype("f8"))
    assert apply_ufunc(np.add, grid, Array((59, 59), np.dtype("f8"), (8, 488))) == Array((59, 59), np.dtype("f8"))
