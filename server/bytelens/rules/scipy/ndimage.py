"""Images of any number of axes: https://docs.scipy.org/doc/scipy/reference/ndimage.html"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from scipy import ndimage

from ...values.arrays import Array, DType
from ...values.dims import SOME_INT, Dim, upper_bound
from ...values.kinds import Value
from ..arguments import as_bool, as_dtype, as_int, concrete, known_rank
from ..literals import as_array
from ..registry import Rule, Unmodelled, add_rule
from .samples import Ask, bound, dtype_of, uncomputed

# What else than an image a filter needs, to be asked for a dtype.
_SAMPLES: dict[Callable[..., Any], tuple[Any, ...]] = {
    ndimage.gaussian_filter: (1.0,),
    ndimage.gaussian_filter1d: (1.0,),
    ndimage.gaussian_laplace: (1.0,),
    ndimage.gaussian_gradient_magnitude: (1.0,),
    ndimage.uniform_filter: (3,),
    ndimage.uniform_filter1d: (3,),
    ndimage.median_filter: (3,),
    ndimage.maximum_filter: (3,),
    ndimage.minimum_filter: (3,),
    ndimage.maximum_filter1d: (3,),
    ndimage.minimum_filter1d: (3,),
    ndimage.percentile_filter: (50, 3),
    ndimage.rank_filter: (1, 3),
    ndimage.sobel: (),
    ndimage.prewitt: (),
    ndimage.laplace: (),
    ndimage.grey_erosion: (3,),
    ndimage.grey_dilation: (3,),
    ndimage.grey_opening: (3,),
    ndimage.grey_closing: (3,),
    ndimage.morphological_gradient: (3,),
    ndimage.morphological_laplace: (3,),
    ndimage.white_tophat: (3,),
    ndimage.black_tophat: (3,),
    ndimage.shift: (1,),
    ndimage.binary_erosion: (),
    ndimage.binary_dilation: (),
    ndimage.binary_opening: (),
    ndimage.binary_closing: (),
    ndimage.binary_propagation: (),
    ndimage.binary_fill_holes: (),
    ndimage.binary_hit_or_miss: (),
}
_WEIGHTED = (ndimage.convolve, ndimage.correlate, ndimage.convolve1d, ndimage.correlate1d)
_LONGEST_LABELLED = 2**31 - 3


def filtered(function: Callable[..., Any], *arguments: Value, **keywords: Value) -> Value:
    """A filter's result: as many elements as the image, in `output` where that is given."""
    given = bound(function, arguments, keywords)
    image = as_array(given["input"])
    shape, output = known_rank(image), given["output"]
    if not shape:
        raise Unmodelled("a scalar, or an array without axes")
    if isinstance(output, Array):
        if function.__name__.startswith("binary_"):
            raise Unmodelled("what is returned differs between filters")
        return output
    kinds = [image.dtype]
    if "weights" in given:
        kinds.append(as_array(given["weights"]).dtype)
    return Array(shape, dtype_of(_FILTERS[function], *kinds) if output is None else None)


def _ask_filter(
    function: Callable[..., Any], others: tuple[Any, ...], dtype: DType, output: DType | None = None
) -> Any:
    return function(np.ones((3,), dtype), *others, output=output)


def _ask_weighted(function: Callable[..., Any], dtype: DType, weights: DType, output: DType | None = None) -> Any:
    return function(np.ones((3,), dtype), np.ones((3,), weights), output=output)


def _ask_with_output(ask: Ask, output: DType, *dtypes: DType) -> Any:
    return ask(*dtypes, output=output)


_FILTERS: dict[Callable[..., Any], Ask] = {
    **{function: partial(_ask_filter, function, others) for function, others in _SAMPLES.items()},
    **{function: partial(_ask_weighted, function) for function in _WEIGHTED},
}
for _filter in _FILTERS:
    add_rule(Rule(f"scipy.ndimage.{_filter.__name__}", partial(filtered, _filter), determined=False))


@uncomputed("scipy.ndimage.label")
def label(input: Value, structure: Value = None, output: Value = None) -> Value:
    """The number of the feature that each element belongs to, and how many there are."""
    image = as_array(input)
    shape = known_rank(image)
    if not shape:
        raise Unmodelled("an image without axes")
    if isinstance(output, Array):
        raise Unmodelled("the number of features alone")
    wanted = _label_dtype(image) if output is None else as_dtype(output)
    return Array(shape, wanted), SOME_INT


def _label_dtype(image: Array) -> DType | None:
    most = upper_bound(image.size)
    return dtype_of(_ask_label) if isinstance(most, int) and most <= _LONGEST_LABELLED else None


def _ask_label() -> Any:
    return ndimage.label(np.ones((3,)))


@uncomputed("scipy.ndimage.zoom")
def zoom(input: Value, zoom: Value, output: Value = None, *others: Value, **more: Value) -> Value:
    """An image with more or fewer elements along each axis: `round(length * zoom)`."""
    image = as_array(input)
    shape = known_rank(image)
    factors = concrete(zoom)
    each = factors if isinstance(factors, tuple | list) else (factors,) * len(shape)
    if output is not None or len(each) != len(shape) or not shape:
        raise Unmodelled("an output is given, or versions of SciPy differ")
    lengths = tuple(map(_zoomed, shape, each))
    return Array(lengths, dtype_of(_ask_zoom, image.dtype))


def _zoomed(length: Dim, factor: float) -> Dim:
    return round(length * factor) if isinstance(length, int) else SOME_INT


def _ask_zoom(dtype: DType) -> Any:
    return ndimage.zoom(np.ones((3,), dtype), 2)


@uncomputed("scipy.ndimage.rotate")
def rotate(
    input: Value,
    angle: Value,
    axes: Value = (1, 0),
    reshape: Value = True,
    output: Value = None,
    *others: Value,
    **more: Value,
) -> Value:
    """A turned image: of the same shape, or of one that holds all of it."""
    image = as_array(input)
    shape = known_rank(image)
    if output is not None or len(shape) < 2:
        raise Unmodelled("an output is given, or too few axes")
    dtype = dtype_of(_ask_rotate, image.dtype)
    if as_bool(reshape):
        return Array(_turned(shape, axes), dtype)
    return Array(shape, dtype)


def _turned(shape: tuple[Dim, ...], axes: Value) -> tuple[Dim, ...]:
    turned = {axis % len(shape) for axis in concrete(axes)}
    return tuple(SOME_INT if axis in turned else length for axis, length in enumerate(shape))


def _ask_rotate(dtype: DType) -> Any:
    return ndimage.rotate(np.ones((3, 3), dtype), 10)


@uncomputed("scipy.ndimage.map_coordinates")
def map_coordinates(input: Value, coordinates: Value, output: Value = None, *others: Value, **more: Value) -> Value:
    """The values of an image at some places: an axis less than the places have."""
    image, places = as_array(input), known_rank(as_array(coordinates))
    if output is not None or len(places) < 2:
        raise Unmodelled("an output is given, or one place alone")
    return Array(places[1:], dtype_of(_ask_coordinates, image.dtype))


def _ask_coordinates(dtype: DType) -> Any:
    return ndimage.map_coordinates(np.ones((3,), dtype), np.ones((1, 2)))


@uncomputed("scipy.ndimage.distance_transform_edt")
def distance_transform_edt(input: Value, sampling: Value = None) -> Value:
    """The distance of each element from the background."""
    shape = known_rank(as_array(input))
    if not shape:
        raise Unmodelled("an image without axes")
    return Array(shape, dtype_of(_ask_distance))


def _ask_distance() -> Any:
    return ndimage.distance_transform_edt(np.ones((3,)))


@uncomputed("scipy.ndimage.generate_binary_structure")
def generate_binary_structure(rank: Value, connectivity: Value) -> Value:
    """Which neighbours count as connected: three elements along each axis."""
    ndim = as_int(rank)
    if not 0 < ndim <= 32:
        raise Unmodelled("no axes, or too many")
    return Array((3,) * ndim, np.dtype(bool))
