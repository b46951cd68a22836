"""The memory of arrays under other types, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.arrays import Array
from bytelens.values.dims import symbol

from .harness import Verdict, check, rule_of
from .inputs import arrays, axes, dtypes, shapes

VIEWED = st.sampled_from([None, "f4", np.int8, np.dtype("c16"), "V3", "i2", float, [("x", "i4"), ("y", "f4")], "S4"])


@given(arrays(dtypes), VIEWED)
def test_views(array, dtype):
    check("numpy.ndarray.view", array)
    check("numpy.ndarray.view", array, dtype)
    check("numpy.ndarray.view", array, dtype=dtype)
    check("numpy.ndarray.view", array, np.ndarray)
    check("numpy.ndarray.view", array, type=np.ndarray)
    check("numpy.ndarray.view", array, dtype, np.ndarray)
    check("numpy.ndarray.view", array, "S", expect=Verdict.SILENT)


def test_a_view_of_symbolic_length():
    n = symbol("n")
    array = rule_of("numpy.zeros").function((n, 4))
    view = rule_of("numpy.ndarray.view").function
    assert view(array, np.float32).shape == (n, 8)
    assert view(array, np.complex128).shape == (n, 2)


@given(arrays(dtypes), st.sampled_from(["i1", "f4", np.uint8]), st.integers(0, 2))
def test_fields_and_bytes(array, dtype, offset):
    check("numpy.ndarray.getfield", array, dtype, offset)
    check("numpy.ndarray.tobytes", array)
    check("numpy.ndarray.tobytes", array, "F")
    check("numpy.ndarray.setflags", array, align=True)


@given(arrays(), st.booleans())
def test_swapped_bytes(array, in_place):
    array = array if array.flags.writeable else array.copy()
    check("numpy.ndarray.byteswap", array)
    check("numpy.ndarray.byteswap", array, in_place)


@given(st.integers(0, 24), st.sampled_from([float, "i4", np.uint8]), st.integers(-1, 3), st.integers(0, 4))
def test_buffers(length, dtype, count, offset):
    check("numpy.frombuffer", bytes(range(length)), dtype, count, offset, expect=Verdict.BOUNDED)
    check("numpy.frombuffer", np.zeros(length, np.uint8), dtype, count, offset)
    check("numpy.frombuffer", np.zeros((length, 2)), dtype=dtype)


@given(shapes(max_dims=3), st.sampled_from([float, "i4", np.complex64]), st.sampled_from([None, "C", "F"]))
def test_the_constructor(shape, dtype, order):
    check("numpy.ndarray", shape)
    check("numpy.ndarray", shape, dtype, order=order)
    memory = np.zeros(200, np.complex128)
    check("numpy.ndarray", shape, dtype, memory, order=order)
    check("numpy.ndarray", shape, dtype, memory, 16)
    check("numpy.ndarray", shape, dtype, memory, strides=(0,) * len(shape))
    check("numpy.ndarray", (2,), dtype, bytearray(64), expect=Verdict.BOUNDED)


@given(arrays(st.sampled_from([np.dtype(bool), np.dtype("u1")])), st.integers(-9, 30), st.data())
def test_bits(array, count, data):
    axis = data.draw(st.one_of(st.none(), axes(array.ndim)))
    check("numpy.packbits", array, axis)
    check("numpy.packbits", array, axis, bitorder="little")
    check("numpy.unpackbits", array, axis)
    check("numpy.unpackbits", array, axis, count)


@pytest.mark.parametrize("buffer", [Array(None, None), object()])
def test_buffers_of_unknown_size(buffer):
    assert rule_of("numpy.frombuffer").function(buffer, "i4", 3).shape == (3,)


@given(arrays())
def test_other_devices_and_libraries(array):
    check("numpy.ndarray.to_device", array, "cpu")
    check("numpy.ndarray.dumps", array)
    writable = array if array.flags.writeable else array.copy()
    check("numpy.from_dlpack", writable)
    check("numpy.from_dlpack", writable, copy=True)
