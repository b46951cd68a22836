"""Views with given shapes and strides, held against NumPy."""

from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.dims import symbol

from .harness import Verdict, check, rule_of
from .inputs import arrays, compatible, dtypes, shapes, some_axes

STRIDE_TRICKS = "numpy.lib.stride_tricks"


@given(arrays(dtypes), st.data())
def test_as_strided(array, data):
    name = f"{STRIDE_TRICKS}.as_strided"
    check(name, array)
    fewer = data.draw(st.lists(st.integers(0, 2), min_size=array.ndim, max_size=array.ndim).map(tuple))
    shape = tuple(map(min, fewer, array.shape))
    check(name, array, shape)
    check(name, array, list(shape), list(array.strides))
    check(name, array, (*shape, 3), (*array.strides, 0))
    check(name, array, shape=(2,), strides=(0,))
    check(name, array, strides=tuple(0 for _ in array.shape))
    check(name, array, 3)
    check(name, [1, 2, 3], (2, 2), (8, 8))


@given(arrays(dtypes, max_dims=3), st.data())
def test_sliding_windows(array, data):
    name = f"{STRIDE_TRICKS}.sliding_window_view"
    window = data.draw(st.lists(st.integers(0, 3), min_size=array.ndim, max_size=array.ndim))
    check(name, array, tuple(window))
    check(name, array, window)
    check(name, array, 2)
    axes = data.draw(some_axes(array.ndim))
    check(name, array, tuple(window[: len(axes)]), axes)
    check(name, array, 2, axis=-1)
    check(name, array, (1, 2), axis=(0, 0))


@given(shapes(), st.data())
def test_broadcast_shapes(shape, data):
    several = data.draw(st.lists(compatible(shape), max_size=3))
    assert check("numpy.broadcast_shapes", *several) is Verdict.EXACT
    check("numpy.broadcast_shapes", *several, 3, [3])
    check("numpy.broadcast_shapes", *several, data.draw(shapes()))


def test_windows_of_a_symbolic_length():
    n = symbol("n")
    view = rule_of(f"{STRIDE_TRICKS}.sliding_window_view").function
    array = rule_of("numpy.zeros").function((n, 4))
    assert str(view(array, 3, axis=0).shape[0]) == "n - 2"
    assert view(array, (n, 4)).shape[:2] == (1, 1)
