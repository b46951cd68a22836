"""Grids, triangles and diagonals.

Sources: https://numpy.org/doc/stable/reference/generated/numpy.mgrid.html and of the others
"""

from __future__ import annotations

import numpy as np

from ...values.arrays import Array
from ...values.dims import Dim, Shape
from ...values.kinds import Slice, Unknown, Value
from ..arguments import is_scalar, known_rank
from ..registry import Unmodelled
from .copies import fresh
from .elementwise import computed
from .elision import reuses
from .operands import NUMBERS, is_aligned
from .registry import transient
from .sizes import held, held_by, highest, total

LARGE = 8
"""The itemsize from which on a triangle outweighs the ranges that its mask is made of."""


@transient("numpy.indices")
def indices(result: Value, dimensions: Value, dtype: Value = int, sparse: Value = False) -> Dim:
    """The range of each axis is made while the one before is still there."""
    if sparse is not False or not isinstance(result, Array) or not known_rank(result):
        raise Unmodelled("ranges alone")
    return total(held_by(result), _ranges(known_rank(result)[1:], result))


def _ranges(lengths: Shape, result: Array) -> Dim:
    ranges = [held((length,), result.dtype) for length in lengths]
    return highest(*(total(*pair) for pair in zip([0, *ranges], ranges, strict=False)))


@transient("numpy.mgrid.__getitem__")
def mgrid(result: Value, key: Value) -> Dim:
    """The indices, then for each axis a product and a sum, the second perhaps in place of the first."""
    if not isinstance(key, tuple) or not isinstance(result, Array) or not all(isinstance(part, Slice) for part in key):
        raise Unmodelled("one slice, or none")
    lengths = known_rank(result)[1:]
    product = fresh(lengths, result.dtype)
    moments = [_ranges(lengths, result)]
    for part in key:
        step, start = _step_and_start(part)
        size = held(lengths, result.dtype)
        moments.append(computed(np.multiply, product, step))
        moments.append(total(size, _operated("add", np.add, product, start)))
    return total(held_by(result), highest(*moments))


def _step_and_start(part: Value) -> tuple[Value, Value]:
    assert isinstance(part, Slice)
    step = 1 if part.step is None else part.step
    start = 0 if part.start is None else part.start
    if isinstance(step, complex):
        step = 1 if abs(step) == 1 else 1.0
    if not is_scalar(step) or not is_scalar(start):
        raise Unmodelled("no numbers")
    return step, start


def _operated(op: str, ufunc: np.ufunc, temporary: Array, other: Value) -> Dim:
    """What an operator on a temporary needs beside it."""
    place = reuses(op, temporary, other, True, False, None)
    if isinstance(place, Unknown):
        raise Unmodelled("perhaps in place")
    return computed(ufunc, temporary, other, out=temporary if place == "left" else None)


@transient("numpy.gradient")
def gradient(result: Value, f: Value, *, axis: Value = None, edge_order: Value = 1) -> Dim:
    """For each axis the result, then differences and quotients, inside and at the edges, perhaps in place."""
    if axis is not None or edge_order != 1 or not isinstance(f, Array) or f.dtype is None or not is_aligned(f):
        raise Unmodelled("axes, or edges of another order")
    if f.dtype.kind != "f" or f.dtype.itemsize < 4 or not f.dtype.isnative or f.size == 0:
        raise Unmodelled("no floats")
    shape = known_rank(f)
    moments: list[Dim] = []
    done: Dim = 0
    for place, length in enumerate(shape):
        if not isinstance(length, int):
            raise Unmodelled("a length is not known")
        done = total(done, held(shape, f.dtype))
        inner = fresh((*shape[:place], length - 2, *shape[place + 1 :]), f.dtype)
        size = held(inner.shape, f.dtype)
        moments.append(total(done, size, _operated("truediv", np.true_divide, inner, 2.0)))
        if len(shape) > 1:
            edge = fresh(shape[:place] + shape[place + 1 :], f.dtype)
            size = held(edge.shape, f.dtype)
            moments.append(total(done, size, _operated("truediv", np.true_divide, edge, 1.0)))
    return highest(*moments)


@transient("numpy.tril", "numpy.triu")
def triangle(result: Value, m: Value, k: Value = 0) -> Dim:
    """A mask of two axes, and a zero."""
    if not isinstance(m, Array) or m.dtype is None or m.dtype.kind not in NUMBERS or m.dtype.itemsize < LARGE:
        raise Unmodelled("no numbers, or small ones")
    shape = known_rank(m)
    if len(shape) < 2 or m.size == 0 or not is_aligned(m) or not isinstance(k, int):
        raise Unmodelled("one axis, or no elements")
    return total(held(shape[-2:], np.dtype(bool)), m.dtype.itemsize, held_by(result))


@transient("numpy.diag")
def diag(result: Value, v: Value, k: Value = 0) -> Dim:
    """A view of a matrix, or a matrix with a diagonal."""
    if not isinstance(v, Array) or v.dtype is None or v.dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers, or what becomes an array first")
    return held_by(result)
