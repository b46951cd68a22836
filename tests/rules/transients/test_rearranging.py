"""Splitting, padding, deleting, counting, parts and transforms over several axes, held against what NumPy allocates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..inputs import arrays, axes
from .harness import check

names = st.sampled_from


@given(arrays(min_dims=1), st.integers(1, 3), st.data())
def test_split(array, sections, data):
    axis = data.draw(axes(array.ndim))
    check("numpy.array_split", array, sections, axis=axis)
    check("numpy.split", array, [1, 2], axis=axis)
    check("numpy.vsplit", array, 1)
    check("numpy.hsplit", array, 1)


@given(arrays(min_dims=1))
def test_parts_and_counts(array):
    for name in ("real", "imag"):
        check(f"numpy.{name}", array)
        check(f"numpy.ndarray.{name}", array)
    check("numpy.count_nonzero", array)


@given(arrays(min_dims=1, max_dims=3), st.data())
def test_padded(array, data):
    widths = [1, 2, (1, 3), ((1, 2),), tuple((1, number + 1) for number in range(array.ndim))]
    check("numpy.pad", array, data.draw(names(widths)), expect=array.size > 0)
    check("numpy.pad", array, (0, 1), expect=False)


@given(arrays(min_dims=1), st.data())
def test_deleted(array, data):
    axis = data.draw(axes(array.ndim))
    check("numpy.delete", array, 0, axis=axis)
    check("numpy.delete", array, 0)


@given(arrays(min_dims=1))
def test_different(array):
    check("numpy.unique", array, expect=False)
    check("numpy.unique", np.arange(array.size).reshape(array.shape).astype(array.dtype), expect=False)


@pytest.mark.parametrize("name", ["fft2", "ifft2", "fftn", "ifftn"])
@pytest.mark.parametrize("dtype", ["f8", "c16"])
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 4), (8,), (1, 1), (32, 32)])
def test_transforms(name, dtype, shape):
    check(f"numpy.fft.{name}", np.ones(shape, dtype), expect=shape != (1, 1))
