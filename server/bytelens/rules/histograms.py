"""Counts of elements that fall between edges.

Source: https://numpy.org/doc/stable/reference/routines.statistics.html#histograms
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import SOME_INT, Dim, SomeInt, add, subtract, upper_bound
from ..values.kinds import UNKNOWN, Sequence, Typed, Unknown, Value
from .arguments import DEFAULT_FLOAT, as_bool, as_dim, as_length, is_scalar, known_rank
from .examples import Kind, asked_dtype, kind_of
from .literals import as_array
from .promotion import common_dtype
from .registry import Unmodelled, WouldRaise, rule

_Edges = tuple[Dim, Value]
"""The number of bins, and their edges."""


@rule("numpy.histogram")
def histogram(a: Value, bins: Value = 10, range: Value = None, density: Value = None, weights: Value = None) -> Value:
    """How many elements each bin holds, and its edges: an array that is given as `bins` comes back itself."""
    count, edges = _edges(bins, lambda: _edge_dtype(as_array(a), range))
    kinds: list[Kind] = [as_array(a).dtype]
    if weights is not None:
        kinds.append(as_array(weights).dtype)
    ask = _dense if as_bool(density) else _counted
    return (new_array((count,), asked_dtype(ask, *kinds)), edges)


@rule("numpy.histogram_bin_edges")
def histogram_bin_edges(a: Value, bins: Value = 10, range: Value = None, weights: Value = None) -> Value:
    """The edges alone."""
    return _edges(bins, lambda: _edge_dtype(as_array(a), range))[1]


@rule("numpy.histogram2d")
def histogram2d(
    x: Value, y: Value, bins: Value = 10, range: Value = None, density: Value = None, weights: Value = None
) -> Value:
    """Counts in two dimensions, and the edges along both; one or two items of `bins` are one for each axis."""
    items = _items(bins)
    if items is None and not _is_count(bins):
        raise Unmodelled("bins for each axis, or edges for both")
    if items is not None and len(items) > 2:
        items = (as_array(bins),) * 2
    counts, edges = _grid((as_array(x), as_array(y)), items, bins, range, density)
    return (counts, *edges)


@rule("numpy.histogramdd")
def histogramdd(
    sample: Value, bins: Value = 10, range: Value = None, density: Value = None, weights: Value = None
) -> Value:
    """Counts in as many dimensions as the sample has columns, and the edges along each."""
    if not isinstance(sample, Array):
        raise Unmodelled("a sequence of arrays, one for each dimension")
    shape = known_rank(sample)
    if len(shape) == 1:
        shape = (shape[0], 1)
    if len(shape) != 2 or not isinstance(shape[1], int):
        raise Unmodelled("the number of dimensions is not known")
    items = _items(bins)
    if items is None and not _is_count(bins):
        raise Unmodelled("bins for each axis, or edges for all")
    counts, edges = _grid((sample,) * shape[1], items, bins, range, density)
    return counts, edges if _edges_are_a_tuple() else Sequence(edges)


@lru_cache(maxsize=1)
def _edges_are_a_tuple() -> bool:
    """Whether the edges come in a tuple, or in a list."""
    return isinstance(np.histogramdd(np.zeros((1, 1)), 1)[1], tuple)


def _grid(
    samples: tuple[Array, ...], items: tuple[Value, ...] | None, bins: Value, range: Value, density: Value
) -> tuple[Array, tuple[Value, ...]]:
    """Counts without a layout: unless they are densities, they are a view of more, with bins beyond all edges."""
    wanted = (bins,) * len(samples) if items is None else items
    if len(wanted) != len(samples):
        raise WouldRaise("bins for every dimension are needed")
    axes = [_edges(item, partial(_dtype_along, place, samples, range)) for place, item in enumerate(wanted)]
    shape = tuple(count for count, _ in axes)
    counts = Array(shape, asked_dtype(_counted_dd, DEFAULT_FLOAT), certain=as_bool(density))
    return counts, tuple(edges for _, edges in axes)


def _edges(bins: Value, dtype: Callable[[], DType | None]) -> _Edges:
    """dtype: tells that of edges that are made for a number of bins."""
    if isinstance(bins, Unknown):
        return SOME_INT, UNKNOWN
    if isinstance(bins, str) or (isinstance(bins, Typed) and bins.type is str):
        return SOME_INT, new_array((SOME_INT,), dtype())
    if _is_count(bins):
        count = as_length(bins)
        if count == 0:
            raise WouldRaise("at least one bin is needed")
        return count, new_array((add(count, 1),), dtype())
    edges = as_array(bins)
    shape = known_rank(edges)
    if len(shape) != 1:
        raise WouldRaise("edges have one axis")
    return _fewer(shape[0]), edges


def _fewer(length: Dim) -> Dim:
    """One bin fewer than edges."""
    if isinstance(length, int):
        return max(length - 1, 0)
    return subtract(length, 1) if isinstance(length, SomeInt) else SomeInt(upper_bound(length))


def _is_count(bins: Value) -> bool:
    if isinstance(bins, Array):
        return bins.shape == ()
    try:
        as_dim(bins)
    except Unmodelled:
        return False
    return not isinstance(bins, Unknown)


def _items(bins: Value) -> tuple[Value, ...] | None:
    if isinstance(bins, tuple):
        return bins
    if isinstance(bins, Sequence) and bins.items is not None:
        return bins.items
    if isinstance(bins, Array) and bins.shape is not None and len(bins.shape) == 1:
        length = bins.shape[0]
        if isinstance(length, int) and length > 2:
            return (bins,) * length
    return None


def _edge_dtype(sample: Array, limits: Value) -> DType | None:
    if limits is None:
        return asked_dtype(_edges_of, sample.dtype)
    items = limits.items if isinstance(limits, Sequence) else limits
    if not isinstance(items, tuple) or len(items) != 2:
        return None
    return asked_dtype(_edges_within, sample.dtype, *map(kind_of, items))


def _dtype_along(axis: int, samples: tuple[Array, ...], limits: Value) -> DType | None:
    """Edges follow the limits, or the extremes of the sample, of which an empty one has none."""
    if limits is not None:
        items = limits.items if isinstance(limits, Sequence) else limits
        pair = items[axis] if isinstance(items, tuple) and len(items) == len(samples) else None
        pair = pair.items if isinstance(pair, Sequence) else pair
        if not isinstance(pair, tuple) or not all(map(is_scalar, pair)):
            return None
        return asked_dtype(_spaced, *map(kind_of, pair))
    dtype = asked_dtype(_edges_of_dd, common_dtype(sample.dtype for sample in samples))
    filled = all(isinstance(sample.size, int) and sample.size > 0 for sample in samples)
    return dtype if filled or dtype == DEFAULT_FLOAT else None


def _counted(a: Any, weights: Any = None) -> Any:
    return np.histogram(a, 1, weights=weights)[0]


def _dense(a: Any, weights: Any = None) -> Any:
    return np.histogram(a, 1, weights=weights, density=True)[0]


def _edges_of(a: Any) -> Any:
    return np.histogram_bin_edges(a, 1)


def _edges_within(a: Any, first: Any, last: Any) -> Any:
    return np.histogram_bin_edges(a, 1, range=(first, last + last))


def _spaced(first: Any, last: Any) -> Any:
    return np.linspace(first, last, 2)


def _edges_of_dd(sample: Any) -> Any:
    return np.histogramdd(sample, 1)[1][0]


def _counted_dd(sample: Any) -> Any:
    return np.histogramdd(sample, 1)[0]
