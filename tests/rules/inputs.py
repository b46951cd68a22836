"""Random real arguments for NumPy's functions: dtypes, shapes, arrays in every memory layout."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

REAL = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]
NUMERIC = [*REAL, "c8", "c16"]
OTHER = ["U3", "S2", "M8[D]", "m8[s]", ">f4", "V3", np.dtype([("a", "i4"), ("b", "f8")])]
LAYOUTS = ["C", "F", "strided", "reversed", "moved", "broadcast"]

numeric_dtypes: st.SearchStrategy[np.dtype[Any]] = st.sampled_from([np.dtype(name) for name in NUMERIC])
real_dtypes: st.SearchStrategy[np.dtype[Any]] = st.sampled_from([np.dtype(name) for name in REAL])
dtypes: st.SearchStrategy[np.dtype[Any]] = st.sampled_from([np.dtype(name) for name in [*NUMERIC, *OTHER]])
dtype_arguments: st.SearchStrategy[Any] = st.one_of(
    st.none(), numeric_dtypes, st.sampled_from([float, int, bool, complex, "f4", np.int16, "U3"])
)
lengths = st.sampled_from([0, 1, 1, 2, 2, 3, 3, 4])
orders = st.sampled_from(["C", "F", "A", "K"])


def shapes(min_dims: int = 0, max_dims: int = 4) -> st.SearchStrategy[tuple[int, ...]]:
    """Shapes with short axes, some of them empty."""
    return st.lists(lengths, min_size=min_dims, max_size=max_dims).map(tuple)


def laid_out(shape: tuple[int, ...], dtype: np.dtype[Any], layout: str) -> np.ndarray[Any, Any]:
    """An array of small numbers in one of LAYOUTS."""
    if layout == "broadcast" and shape:
        inner = laid_out(shape[1:], dtype, "C")
        return np.broadcast_to(inner, shape)
    if layout == "strided":
        return _filled(tuple(2 * length for length in shape), dtype)[(..., *(slice(None, None, 2),) * len(shape))]
    if layout == "reversed":
        return _filled(shape, dtype)[(..., *(slice(None, None, -1),) * len(shape))]
    if layout == "moved" and len(shape) > 1:
        return np.moveaxis(_filled((shape[-1], *shape[:-1]), dtype), 0, -1)
    return np.asarray(_filled(shape, dtype), order="F" if layout == "F" else "C")


def _filled(shape: tuple[int, ...], dtype: np.dtype[Any]) -> np.ndarray[Any, Any]:
    if dtype.names is not None or dtype.kind in "V":
        return np.zeros(shape, dtype)
    size = int(np.prod(shape, dtype=int))
    return (np.arange(size) % 5).astype(dtype).reshape(shape)


@st.composite
def arrays(
    draw: st.DrawFn,
    dtype: st.SearchStrategy[np.dtype[Any]] = numeric_dtypes,
    shape: st.SearchStrategy[tuple[int, ...]] | tuple[int, ...] | None = None,
    min_dims: int = 0,
    max_dims: int = 4,
) -> np.ndarray[Any, Any]:
    """Real arrays in every layout."""
    if not isinstance(shape, tuple):
        shape = draw(shapes(min_dims, max_dims) if shape is None else shape)
    return laid_out(shape, draw(dtype), draw(st.sampled_from(LAYOUTS)))


def axes(ndim: int) -> st.SearchStrategy[int]:
    """One axis of an array, counted from either end; 0 where it has none."""
    return st.integers(-ndim, ndim - 1) if ndim else st.just(0)


def some_axes(ndim: int, min_size: int = 0) -> st.SearchStrategy[tuple[int, ...]]:
    """A tuple of different axes."""
    if ndim < max(min_size, 1):
        return st.just(())
    different = st.lists(axes(ndim), min_size=min_size, max_size=ndim, unique_by=lambda axis: axis % ndim)
    return different.map(tuple)


def compatible(shape: tuple[int, ...]) -> st.SearchStrategy[tuple[int, ...]]:
    """Shapes that broadcast with `shape`: axes dropped from the left or replaced by 1."""
    ones = st.tuples(*(st.sampled_from([length, length, 1]) for length in shape))
    return st.builds(lambda full, start: full[start:], ones, st.integers(0, len(shape)))
