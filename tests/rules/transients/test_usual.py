"""What programs ask for most, held against what NumPy allocates: attributes, indexing, samples, ranges, in place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.attributes import attribute
from bytelens.rules.transients import peak_of
from bytelens.values.arrays import Array

from ..inputs import arrays, compatible, numeric_dtypes
from .harness import check
from .measuring import measured_peak

names = st.sampled_from
ATTRIBUTES = ["T", "real", "imag", "shape", "dtype", "ndim", "size", "itemsize", "nbytes"]
MAKERS = [np.random.RandomState, np.random.default_rng]


@given(names(ATTRIBUTES), arrays(min_dims=1))
def test_attributes(name, array):
    given_array = Array(array.shape, array.dtype, array.strides, 1, True, 1)
    claim = peak_of("numpy.ndarray.__getattribute__", (given_array, name), {}, attribute(given_array, name))
    assert claim == measured_peak(getattr, array, name)[1]


@given(arrays(min_dims=1), numeric_dtypes)
def test_methods(array, dtype):
    for name in ("tolist", "tobytes", "flatten", "ravel", "copy", "std", "mean", "sum"):
        check(f"numpy.ndarray.{name}", array, expect=name in ("tolist", "tobytes", "flatten", "ravel", "copy"))
    check("numpy.ndarray.item", array, 0)
    check("numpy.ndarray.astype", array, dtype)
    check("numpy.ndarray.reshape", array, -1, expect=False)
    check("numpy.ndarray.dot", array, array, expect=False)


@given(arrays(min_dims=1))
def test_indexed(array):
    length = array.shape[0]
    get = "numpy.ndarray.__getitem__"
    check(get, array, [True] * length, expect=False)
    check(get, array, (slice(None, None, -1), ...), expect=array.size > 0)
    check(get, array, np.zeros((2, 2), np.int8), expect=False)
    check(get, array, ([0], None), expect=False)
    check(get, array, np.zeros((), int), expect=False)


@given(arrays(min_dims=1), arrays(min_dims=1), st.data())
def test_assigned(array, other, data):
    target, put = np.array(array), "numpy.ndarray.__setitem__"
    value = np.resize(other, target.shape)
    check(put, target, slice(None), value, expect=False)
    check(put, target, slice(None), value[::-1], expect=False)
    check(put, target, slice(None), target[::-1], expect=False)
    check(put, target, [0], data.draw(names([1, 2.5, True, np.float32(1)])), expect=False)
    check(put, target, ..., [0] * target.shape[-1], expect=False)


@given(names(["iadd", "isub", "imul", "itruediv", "ifloordiv"]), arrays(min_dims=1), st.data())
def test_in_place(name, array, data):
    target = np.array(array)
    other = data.draw(arrays(shape=data.draw(compatible(array.shape))))
    check(f"operator.{name}", target, other, expect=False)
    check(f"operator.{name}", target, target[::-1], expect=False)
    check(f"operator.{name}", target[1:], target[:-1], expect=False)
    check(f"operator.{name}", target, data.draw(names([1, 2.5, True, np.float32(1)])), expect=False)


@pytest.mark.parametrize("make", MAKERS)
def test_samples(make):
    kind = type(make(0)).__name__
    for name in ("choice", "permutation"):
        check(f"numpy.random.{kind}.{name}", make(0), np.ones((5, 3)), expect=False)
    check(f"numpy.random.{kind}.choice", make(0), np.arange(50), 5, replace=False)
    check(f"numpy.random.{kind}.choice", make(0), 50, 5, False)
    check(f"numpy.random.{kind}.normal", make(0), np.zeros(4), 1.0)
    check(f"numpy.random.{kind}.uniform", make(0), [0.0, 1.0], [2.0, 3.0], (5, 2))
    if kind == "Generator":
        check("numpy.random.Generator.random", make(0), (3, 4), dtype=np.float32)
        check("numpy.random.Generator.integers", make(0), 0, 9, (3, 4), dtype=np.int8)


@pytest.mark.parametrize("make", MAKERS)
def test_one_sample(make):
    kind = type(make(0)).__name__
    for arguments in ((), (1.5,), (0, 2.5)):
        check(f"numpy.random.{kind}.normal", make(0), *arguments)
        check(f"numpy.random.{kind}.uniform", make(0), *arguments)
    check(f"numpy.random.{kind}.random", make(0))
    check(f"numpy.random.{kind}.exponential", make(0), scale=2.0)
    check("numpy.random.Generator.integers", np.random.default_rng(0), 5)
    check("numpy.random.randint", 0, 20)
    check("numpy.random.rand")


@pytest.mark.parametrize("seed", [0, 42, 2**70])
def test_seeds(seed):
    check("numpy.random.default_rng", seed)
    if seed < 2**32:
        check("numpy.random.RandomState", seed)


def test_ranges():
    check("numpy.linspace", 0, 1, 200, dtype=np.float64)
    check("numpy.logspace", 0, 3, 40)
    check("numpy.geomspace", 1, 1000, 40)
    check("numpy.eye", 20, 20, 2)
    check("numpy.eye", 20, k=-1)
    check("numpy.tri", 5, 7, dtype=int)
    check("numpy.hanning", 51)
    check("numpy.fft.fftfreq", 1000, 0.1)
    check("numpy.ogrid.__getitem__", np.s_[0:5, 0:7])
    check("numpy.ndarray", (3, 4), dtype=np.float64)


@pytest.mark.parametrize("value", [[1, 2, 3], [np.zeros(3), np.ones(3)], (1, "a", None), [np.float64(1), 2]])
def test_lists(value):
    for name in ("len", "enumerate", "zip", "list", "reversed"):
        check(f"builtins.{name}", value)
    check("builtins.range", 3)
