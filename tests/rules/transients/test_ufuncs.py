"""Ufuncs and operators, held against what NumPy allocates."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ..inputs import arrays, compatible, shapes
from .harness import check

UNARY = ["exp", "sqrt", "negative", "absolute", "sign", "isnan", "conjugate", "square", "logical_not", "modf"]
BINARY = [
    "add", "subtract", "multiply", "true_divide", "floor_divide", "remainder", "power", "maximum", "arctan2", "hypot",
    "less", "equal", "logical_and", "bitwise_and", "left_shift", "divmod",
]  # fmt: skip
OPERATORS = [
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and_", "or_", "xor", "lshift", "rshift", "eq", "ne",
    "lt", "le", "gt", "ge",
]  # fmt: skip
IN_PLACE = ["iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "iand", "ior", "ixor", "ilshift"]
numbers = st.sampled_from([1, 2, 0, 3, 0.5, 2.0, 1.0, 2j, True, np.float32(2), np.int8(1), np.float64(0.5)])
names = st.sampled_from
wide = st.one_of(shapes(), st.sampled_from([(8192,), (8193,), (2, 8192)]))


@st.composite
def pairs(draw):
    shape = draw(wide)
    return draw(arrays(shape=draw(compatible(shape)))), draw(arrays(shape=draw(compatible(shape))))


@given(names(UNARY), arrays(shape=wide))
def test_unary(name, array):
    check(f"numpy.{name}", array)


@given(names(BINARY), pairs())
def test_binary(name, pair):
    check(f"numpy.{name}", *pair)


@given(names(BINARY), arrays(shape=wide), numbers)
def test_array_and_number(name, array, number):
    check(f"numpy.{name}", array, number, expect=False)
    check(f"numpy.{name}", number, array, expect=False)


@given(names(OPERATORS), pairs())
def test_operators(name, pair):
    check(f"operator.{name}", *pair, expect=name != "pow" or pair[1].ndim > 0)


@given(names(IN_PLACE), arrays(shape=wide), st.data())
def test_operators_in_place(name, array, data):
    target = np.array(array)
    other = data.draw(arrays(shape=data.draw(compatible(array.shape))))
    check(f"operator.{name}", target, other, expect=name != "ipow" or other.ndim > 0)
    check(f"operator.{name}", target, data.draw(numbers), expect=False)
    check(f"operator.{name}", target, target, expect=target.ndim > 0)


@given(names(["add", "multiply", "less", "arctan2"]), pairs(), st.data())
def test_output_and_mask(name, pair, data):
    shape = np.broadcast_shapes(*(array.shape for array in pair))
    out = np.zeros(shape, data.draw(names(["f8", "c16", "?"])))
    check(f"numpy.{name}", *pair, out=out)
    check(f"numpy.{name}", *pair, where=np.ones(shape, bool), expect=False)


@given(names(OPERATORS), arrays(shape=wide), numbers)
def test_operators_with_number(name, array, number):
    check(f"operator.{name}", array, number, expect=False)
    check(f"operator.{name}", number, array, expect=False)
