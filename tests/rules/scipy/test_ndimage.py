"""SciPy's filters and measurements of images, held against SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.rules.scipy.ndimage import _SAMPLES, _WEIGHTED

from ..harness import Verdict, check
from ..inputs import NUMERIC, arrays

few = settings(max_examples=12)  # of each of many filters
FILTERS = {function.__name__: others for function, others in _SAMPLES.items()}
WEIGHTED = [function.__name__ for function in _WEIGHTED]
PLAIN = ["u1", "i4", "i8", "f4", "f8"]
# Some versions of SciPy crash on images without elements.
shapes = st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)
images = arrays(shape=shapes)
plain_images = arrays(st.sampled_from([np.dtype(name) for name in PLAIN]), shapes)
MORPHOLOGY = [name for name in FILTERS if name.startswith(("grey", "morph", "white", "black"))]


def _others(name: str, ndim: int) -> tuple[Any, ...]:
    if name in MORPHOLOGY:
        return ((3,) * ndim,)
    return FILTERS[name]


@pytest.mark.parametrize("name", FILTERS)
@few
@given(array=images)
def test_filters(name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"scipy.ndimage.{name}", array, *_others(name, array.ndim), expect=Verdict.SILENT)


@pytest.mark.parametrize("name", FILTERS)
@few
@given(array=plain_images)
def test_filters_of_plain_images_are_known(name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"scipy.ndimage.{name}", array, *_others(name, array.ndim))


@pytest.mark.parametrize("name", FILTERS)
@few
@given(array=plain_images)
def test_an_output_is_given(name: str, array: np.ndarray[Any, Any]) -> None:
    others = _others(name, array.ndim)
    check(f"scipy.ndimage.{name}", array, *others, output=array.dtype, expect=Verdict.SILENT)
    check(f"scipy.ndimage.{name}", array, *others, output=np.empty_like(array), expect=Verdict.SILENT)


@pytest.mark.parametrize("name", ["gaussian_filter", "sobel", "convolve1d"])
@given(array=plain_images, output=st.sampled_from([np.float32, "f8", int]))
def test_another_dtype_is_wanted(name: str, array: np.ndarray[Any, Any], output: Any) -> None:
    others = ([1, 2],) if name == "convolve1d" else _others(name, array.ndim)
    assert check(f"scipy.ndimage.{name}", array, *others, output=output, expect=Verdict.PARTIAL) is Verdict.PARTIAL
    assert check(f"scipy.ndimage.{name}", array, *others, output=np.empty(array.shape, output)) is Verdict.EXACT


@pytest.mark.parametrize("name", WEIGHTED)
@given(array=images, code=st.sampled_from(NUMERIC))
def test_weights(name: str, array: np.ndarray[Any, Any], code: str) -> None:
    weights = np.ones((3,) * (1 if name.endswith("1d") else array.ndim), code)
    check(f"scipy.ndimage.{name}", array, weights, expect=Verdict.SILENT)
    check(f"scipy.ndimage.{name}", array, weights.tolist(), mode="nearest", expect=Verdict.SILENT)


@given(array=plain_images)
def test_weights_of_plain_images_are_known(array: np.ndarray[Any, Any]) -> None:
    check("scipy.ndimage.convolve", array, np.ones((3,) * array.ndim))


@given(array=images)
def test_features(array: np.ndarray[Any, Any]) -> None:
    check("scipy.ndimage.label", array, expect=Verdict.SILENT)
    check("scipy.ndimage.label", array, None, np.int64, expect=Verdict.SILENT)
    check("scipy.ndimage.distance_transform_edt", array, expect=Verdict.SILENT)


@given(plain_images, st.sampled_from([2, 0.5, 1.7, 3.3, 1]))
def test_zoom(array: np.ndarray[Any, Any], factor: float) -> None:
    check("scipy.ndimage.zoom", array, factor)
    check("scipy.ndimage.zoom", array, (factor,) * array.ndim)
    check("scipy.ndimage.zoom", array, [factor] * array.ndim, order=1)


@given(images, st.sampled_from([0, 45, 90, 10.5]), st.booleans())
def test_rotation(array: np.ndarray[Any, Any], angle: float, reshape: bool) -> None:
    check("scipy.ndimage.rotate", array, angle, reshape=reshape, expect=Verdict.SILENT)


@given(images, st.sampled_from([(5,), (2, 3), (0,), ()]))
def test_coordinates(array: np.ndarray[Any, Any], places: tuple[int, ...]) -> None:
    check("scipy.ndimage.map_coordinates", array, np.zeros((array.ndim, *places)), expect=Verdict.SILENT)


@pytest.mark.parametrize("rank", range(4))
def test_structures(rank: int) -> None:
    check("scipy.ndimage.generate_binary_structure", rank, 1, expect=Verdict.SILENT)
