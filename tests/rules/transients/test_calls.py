"""Callables whose calls are measured, held against what NumPy allocates for other elements than those measured with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.transients import peak_of
from bytelens.values.arrays import Array, Contents

from ..inputs import arrays, axes
from .harness import check
from .measuring import measured_peak

names = st.sampled_from
usual = names([np.dtype(name) for name in ("i4", "i8", "f4", "f8")])
REDUCING = [
    "median", "nanmean", "nanstd", "nanvar", "nanmax", "nanmin", "nanargmax", "nansum", "std", "var", "average", "ptp",
    "count_nonzero", "nancumsum", "cumsum", "argmax",
]  # fmt: skip
OF_TWO = ["isclose", "allclose", "array_equal", "correlate", "convolve", "kron", "tensordot", "vdot", "inner", "dot"]
OF_ONE = [
    "ediff1d", "trapezoid", "gradient", "unwrap", "rot90", "diagflat", "nan_to_num", "fix", "cov", "corrcoef", "vander",
    "block", "ix_", "diff", "tril",
]  # fmt: skip
RANDOM = np.random.default_rng(0)
MATRIX, VECTOR = RANDOM.random((600, 800)), RANDOM.random(400_000)
TALL = RANDOM.random((60_000, 5))


@given(names(REDUCING), arrays(min_dims=1, max_dims=3), st.data())
def test_reducing(name, array, data):
    check(f"numpy.{name}", array, expect=False)
    check(f"numpy.{name}", array, axis=data.draw(axes(array.ndim)), expect=False)


@given(names(REDUCING), arrays(usual, shape=(3, 4)), names([0, 1, None]))
def test_all_is_said_of_usual_reductions(name, array, axis):
    check(f"numpy.{name}", np.array(array), axis=axis)


@given(arrays(usual, min_dims=1, max_dims=3), names([30, 50.0, [25, 75], (0, 100)]), st.data())
def test_percentiles(array, q, data):
    axis = data.draw(axes(array.ndim))
    check("numpy.percentile", array, q, expect=False)
    check("numpy.percentile", np.array(array), q, axis=axis, expect=array.size > 0)
    check("numpy.quantile", np.array(array), np.divide(q, 100).tolist(), axis=axis, expect=array.size > 0)


@given(names(OF_TWO), arrays(min_dims=1, max_dims=2), arrays(min_dims=1, max_dims=2))
def test_of_two(name, first, second):
    check(f"numpy.{name}", first, second, expect=False)
    check(f"numpy.{name}", first, first, expect=False)


@given(names(OF_ONE), arrays(min_dims=1, max_dims=2))
def test_of_one(name, array):
    if hasattr(np, name):
        check(f"numpy.{name}", array, expect=False)


@given(arrays(min_dims=1, max_dims=2), names(["edge", "reflect", "wrap", "mean", "constant"]))
def test_padded(array, mode):
    check("numpy.pad", array, 1, mode, expect=False)
    check("numpy.insert", array, 0, 1, expect=False)
    check("numpy.append", array, array, axis=0, expect=False)
    check("numpy.roll", array, (1, 1), (0, -1), expect=False)
    check("numpy.c_.__getitem__", (array, array), expect=False)
    check("numpy.r_.__getitem__", (array, array), expect=False)
    check("numpy.select", [array > 1, array < 1], [array, array], expect=False)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize("name", [*REDUCING, *OF_ONE, "isclose", "allclose", "percentile"])
def test_of_elements_that_are_no_numbers(name, bad):
    array = np.array([1.0, bad, 3.0, 2.0])
    for one in (array, array.reshape(2, 2)):
        others = {"percentile": (30,), "isclose": (one,), "allclose": (one,)}.get(name, ())
        if hasattr(np, name):
            check(f"numpy.{name}", one, *others, expect=False)


@pytest.mark.parametrize("name", ["median", "nanmean", "nanstd", "nanmax", "std", "average", "percentile"])
@pytest.mark.parametrize("array", [MATRIX, MATRIX.T, TALL, TALL.astype("f4"), VECTOR], ids=lambda one: str(one.shape))
def test_of_many_elements(name, array):
    others = (30,) if name == "percentile" else ()
    check(f"numpy.{name}", array, *others, expect=array.base is None)
    for axis in range(array.ndim):
        check(f"numpy.{name}", array, *others, axis=axis, expect=False)


def test_histograms_with_edges():
    for many in (VECTOR[:100], VECTOR[:100_000], MATRIX[:50]):
        check("numpy.histogram", many, np.linspace(0, 1, 11))
        check("numpy.histogram", many, bins=np.sort(VECTOR[:5]), density=True)
        check("numpy.histogram", many, np.linspace(0, 1, 11), weights=many)
    check("numpy.histogram", VECTOR, 10, expect=False)
    check("numpy.histogram", VECTOR, np.linspace(0, 1, 11), expect=False)


def test_counts_are_those_of_the_program():
    counts, array = np.array([2, 0, 3]), np.array([1.0, 2.0, 3.0])
    known = Array((3,), counts.dtype, (8,), 2, True, 2, contents=Contents(counts))
    claim = peak_of("numpy.repeat", (Array((3,), array.dtype, (8,), 1, True, 1), known), {}, Array((5,), array.dtype))
    assert claim == measured_peak(np.repeat, array, counts)[1]


def test_coordinates_that_lie_at_one_distance_or_not_are_not_told():
    check("numpy.gradient", VECTOR[:9], np.cumsum(VECTOR[:9]), expect=False)
    check("numpy.gradient", VECTOR[:9], list(range(9)), expect=False)


def test_of_many_elements_in_two_arrays():
    for name in ("isclose", "allclose"):
        check(f"numpy.{name}", MATRIX, MATRIX.copy())
        check(f"numpy.{name}", VECTOR, 1.0)
    check("numpy.correlate", VECTOR, np.ones(5))
    check("numpy.convolve", VECTOR, np.ones(5, int))
    check("numpy.gradient", VECTOR, 0.1)
    check("numpy.gradient", MATRIX, axis=0)
    check("numpy.cross", RANDOM.random((100_000, 3)), RANDOM.random((100_000, 3)))
    check("numpy.average", MATRIX, axis=0, weights=MATRIX[:, 0].copy())
    check("numpy.select", [VECTOR > 0.5, VECTOR < 0.1], [VECTOR, VECTOR])
    check("numpy.cov", RANDOM.random((100, 1000)))
    check("numpy.pad", MATRIX, 1, mode="edge")
