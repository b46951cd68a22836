"""What makes no arrays, held against what NumPy allocates."""

import numpy as np
import pytest
from hypothesis import given

from ..inputs import arrays
from .harness import check

NUMBERS = [1, 2.5, True, 1j, np.float32(2), np.float64(1.5), np.int8(3), np.int64(4)]
TYPES = ["bool", "int8", "int64", "uint16", "float16", "float32", "float64", "complex64", "complex128"]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers(number):
    for name in ("int", "float", "abs", "str", "repr", "round", "len", "isinstance", "divmod"):
        check(f"builtins.{name}", number, expect=False)
    for name in TYPES:
        check(f"numpy.{name}", number)
    for name in ("sqrt", "exp"):  # a bound: the first call of a ufunc for numbers goes by arrays
        check(f"numpy.{name}", number, expect=False)
    for name in ("add", "hypot"):
        check(f"numpy.{name}", number, number, expect=False)
    for name in ("add", "mul", "pow", "lt", "eq"):
        check(f"operator.{name}", number, number, expect=False)


@given(arrays(min_dims=1))
def test_arrays(array):
    for name in ("len", "list", "tuple", "id", "type"):
        check(f"builtins.{name}", array, expect=False)
    check("builtins.len", array)
    check("builtins.abs", array, expect=array.dtype.kind != "b")
    check("builtins.isinstance", array, np.ndarray, expect=False)
    check("numpy.ndarray.conj", array)
    check("numpy.iscomplexobj", array)
    check("numpy.isfortran", array)
    check("numpy.ndarray.fill", np.array(array), 1)
    check("numpy.rollaxis", array, 0)
    check("numpy.broadcast_arrays", array, array)
