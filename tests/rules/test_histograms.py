"""Histograms, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, real_dtypes

edges = st.lists(st.integers(0, 9), min_size=1, max_size=5).map(sorted)
bins = st.one_of(
    st.integers(1, 5),
    st.integers(1, 5).map(np.int64),
    edges,
    edges.map(tuple),
    edges.map(lambda items: np.array(items, "f4")),
)
limits = st.sampled_from([None, (0, 5), (0.5, 2.5), [np.float64(0), 2], (np.float32(1), np.float32(2))])


@given(arrays(real_dtypes, max_dims=2), bins, limits, st.sampled_from([None, True, False]))
def test_histogram(array: np.ndarray[Any, Any], count: Any, within: Any, density: Any) -> None:
    check("numpy.histogram", array, count, within, density)
    check("numpy.histogram", array, bins=count, weights=np.ones(array.shape, "f4"))
    check("numpy.histogram_bin_edges", array, count, within)


def test_bins_that_numpy_chooses() -> None:
    assert check("numpy.histogram", np.arange(9.0), "auto", expect=Verdict.PARTIAL) is Verdict.PARTIAL
    assert check("numpy.histogram", [1, 2, 3]) is Verdict.EXACT
    assert check("numpy.histogram", np.arange(9.0), 0) is None


@given(st.data(), st.integers(0, 4), bins, st.booleans())
def test_histogram2d(data: st.DataObject, length: int, count: Any, density: bool) -> None:
    x, y = (data.draw(arrays(real_dtypes, shape=(length,))) for _ in range(2))
    other = data.draw(bins)
    ranges = data.draw(st.sampled_from([None, [[0, 4], [0.0, 5.0]], ((0, 1), (np.float32(0), np.float32(2)))]))
    check("numpy.histogram2d", x, y, count, ranges, expect=Verdict.SILENT)
    check("numpy.histogram2d", x, y, [count, other], ranges, density, expect=Verdict.SILENT)


def test_counts_in_several_dimensions() -> None:
    x, y = np.linspace(0, 1, 50), np.linspace(0, 2, 50)
    assert check("numpy.histogram2d", x, y, expect=Verdict.BOUNDED) is Verdict.BOUNDED
    assert check("numpy.histogram2d", x, y, 20, density=True) is Verdict.EXACT
    assert check("numpy.histogram2d", x, y, (x[::5], y[::10]), density=True) is Verdict.EXACT
    assert check("numpy.histogram2d", x, y, bins=x, density=True) is Verdict.EXACT
    assert check("numpy.histogramdd", np.ones((9, 3)), (2, 3, 4), density=True) is Verdict.EXACT
    assert check("numpy.histogramdd", np.ones((9, 2)), expect=Verdict.BOUNDED) is Verdict.BOUNDED
    assert check("numpy.histogramdd", np.ones((9, 2)), (2, 3, 4)) is None
