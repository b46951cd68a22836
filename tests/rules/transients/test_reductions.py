"""Reductions, held against what NumPy allocates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..inputs import arrays, axes, some_axes
from .harness import check

SIMPLE = ["sum", "prod", "max", "min", "any", "all"]
names = st.sampled_from
sparse = st.booleans()


@given(names(["numpy", "numpy.ndarray"]), names(SIMPLE), arrays(), sparse, st.data())
def test_simple(owner, name, array, keepdims, data):
    expect = array.ndim > 0
    check(f"{owner}.{name}", array, expect=expect)
    check(f"{owner}.{name}", array, axis=data.draw(axes(array.ndim)), keepdims=keepdims, expect=expect)
    check(f"{owner}.{name}", array, axis=data.draw(some_axes(array.ndim)), expect=expect)


@given(arrays(), st.data())
def test_reduce(array, data):
    expect = array.ndim > 0
    check("numpy.ufunc.reduce", np.add, array, axis=data.draw(axes(array.ndim)), expect=expect)
    check("numpy.ufunc.reduce", np.maximum, array, axis=None, expect=expect)


@given(names(["mean", "std", "var", "ptp", "argmax", "argmin"]), arrays(), sparse, st.data())
def test_statistics(name, array, keepdims, data):
    check(f"numpy.{name}", array, expect=False)
    check(f"numpy.{name}", array, axis=data.draw(axes(array.ndim)), keepdims=keepdims, expect=False)
    check(f"numpy.{name}", array, axis=data.draw(some_axes(array.ndim)), expect=False)


@given(names(["mean", "std", "var", "ptp", "argmax"]), names(["f4", "f8", "i4", "i8"]), st.data())
def test_all_is_said_of_usual_statistics(name, dtype, data):
    array = np.array(data.draw(arrays(st.just(np.dtype(dtype)), min_dims=1)))
    expect = array.size > 0
    check(f"numpy.{name}", array, expect=expect)
    check(f"numpy.{name}", array, axis=data.draw(axes(array.ndim)), expect=expect)


@given(arrays(st.just(np.dtype("f8")), min_dims=1))
def test_spread_with_other_degrees_of_freedom(array):
    check("numpy.std", array, ddof=1)
    check("numpy.var", array, axis=0, ddof=1)


@pytest.mark.parametrize("name", ["sum", "mean", "std", "max", "argmax"])
def test_lists_become_arrays(name):
    check(f"numpy.{name}", [1.0, 2.0, 3.0])
    check(f"numpy.{name}", [[1, 2], [3, 4]], axis=0)
