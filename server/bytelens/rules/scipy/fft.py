"""Discrete Fourier transforms: https://docs.scipy.org/doc/scipy/reference/fft.html"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from scipy import fft

from ...values.arrays import Array, DType, new_array
from ...values.dims import SOME_INT, Dim, SomeInt, add, divide
from ...values.kinds import Value
from ..arguments import as_axes, as_axis, as_length, as_shape, known_rank
from ..literals import as_array
from ..registry import Rule, Unmodelled, add_rule
from .samples import Ask, bound, dtype_of, refuse, uncomputed

_ALONG_ONE = (fft.fft, fft.ifft, fft.rfft, fft.irfft, fft.hfft, fft.ihfft, fft.dct, fft.idct, fft.dst, fft.idst)
_ALONG_SEVERAL = (fft.fft2, fft.ifft2, fft.fftn, fft.ifftn, fft.dctn, fft.idctn, fft.dstn, fft.idstn)
_HALVING = (fft.rfft, fft.ihfft)
_DOUBLING = (fft.irfft, fft.hfft)


def along_one(function: Callable[..., Any], *arguments: Value, **keywords: Value) -> Value:
    """A transform along one axis, of `n` elements of it where that is given."""
    given = bound(function, arguments, keywords)
    refuse(given["overwrite_x"])
    array = as_array(given["x"])
    shape = known_rank(array)
    place = as_axis(given["axis"], len(shape))
    length = shape[place] if given["n"] is None else as_length(given["n"])
    if function in _HALVING:
        length = _half_and_one(length)
    elif function in _DOUBLING and given["n"] is None:
        length = 2 * (length - 1) if isinstance(length, int) else SOME_INT
    lengths = (*shape[:place], length, *shape[place + 1 :])
    return Array(lengths, dtype_of(_ASK[function], array.dtype))


def along_several(function: Callable[..., Any], *arguments: Value, **keywords: Value) -> Value:
    """A transform along several axes, of as many elements as `s` says."""
    given = bound(function, arguments, keywords)
    refuse(given["overwrite_x"])
    array = as_array(given["x"])
    shape = known_rank(array)
    axes = as_axes(given["axes"], len(shape))
    if given["s"] is None:
        return Array(shape, dtype_of(_ASK[function], array.dtype))
    wanted = as_shape(given["s"])
    if wanted is None or len(wanted) > len(axes):
        raise Unmodelled("how many lengths are given is not known")
    lengths = list(shape)
    for axis, length in zip(axes[len(axes) - len(wanted) :], wanted, strict=True):
        lengths[axis] = length
    return Array(tuple(lengths), dtype_of(_ASK[function], array.dtype))


def _half_and_one(length: Dim) -> Dim:
    half = divide(length, 2)
    return SOME_INT if isinstance(half, SomeInt) else add(half, 1)


def _ask(function: Callable[..., Any], ndim: int, dtype: DType) -> Any:
    return function(np.ones((4,) * ndim, dtype))


_ASK: dict[Callable[..., Any], Ask] = {
    **{function: partial(_ask, function, 1) for function in _ALONG_ONE},
    **{function: partial(_ask, function, 2) for function in _ALONG_SEVERAL},
}
for _transform in _ALONG_ONE:
    add_rule(Rule(f"scipy.fft.{_transform.__name__}", partial(along_one, _transform), determined=False))
for _transform in _ALONG_SEVERAL:
    add_rule(Rule(f"scipy.fft.{_transform.__name__}", partial(along_several, _transform), determined=False))


@uncomputed("scipy.fft.fftfreq")
def fftfreq(n: Value, d: Value = 1.0) -> Value:
    """The frequencies of a transform of `n` elements."""
    return new_array((as_length(n),), np.dtype(float))


@uncomputed("scipy.fft.rfftfreq")
def rfftfreq(n: Value, d: Value = 1.0) -> Value:
    """The frequencies of a transform of `n` real elements."""
    return new_array((_half_and_one(as_length(n)),), np.dtype(float))


@uncomputed("scipy.fft.fftshift", "scipy.fft.ifftshift")
def shifted(x: Value, axes: Value = None) -> Value:
    """A spectrum with its middle moved to one end, or back."""
    array = as_array(x)
    return Array(known_rank(array), array.dtype)
