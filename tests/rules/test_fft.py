"""Fourier transforms, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, axes, some_axes

ONE_AXIS = ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]
TWO_AXES = ["fft2", "ifft2", "rfft2", "irfft2"]
SEVERAL_AXES = ["fftn", "ifftn", "rfftn", "irfftn"]
points = st.none() | st.integers(-1, 9)


@given(st.data(), st.sampled_from(ONE_AXIS), arrays(), points)
def test_along_one_axis(data: st.DataObject, name: str, array: np.ndarray[Any, Any], n: int | None) -> None:
    check(f"numpy.fft.{name}", array, n, data.draw(axes(array.ndim)), norm=data.draw(st.sampled_from([None, "ortho"])))


@given(st.data(), st.sampled_from(SEVERAL_AXES), arrays(max_dims=3))
def test_along_several_axes(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    chosen = data.draw(some_axes(array.ndim))
    sizes = data.draw(st.lists(st.integers(-1, 5), min_size=len(chosen), max_size=len(chosen)))
    check(f"numpy.fft.{name}", array, expect=Verdict.EXACT if array.ndim else Verdict.SILENT)
    check(f"numpy.fft.{name}", array, axes=chosen, expect=Verdict.EXACT if chosen else Verdict.SILENT)
    check(f"numpy.fft.{name}", array, sizes, chosen, expect=Verdict.EXACT if chosen else Verdict.SILENT)
    check(f"numpy.fft.{name}", array, tuple(sizes), expect=Verdict.EXACT if sizes else Verdict.SILENT)


@given(st.data(), st.sampled_from(TWO_AXES), arrays(max_dims=3))
def test_along_two_axes(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"numpy.fft.{name}", array)
    check(f"numpy.fft.{name}", array, data.draw(st.tuples(points, points)), expect=Verdict.SILENT)


@given(st.data(), arrays())
def test_halves_swapped(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    for name in ("numpy.fft.fftshift", "numpy.fft.ifftshift"):
        check(name, array)
        check(name, array, data.draw(some_axes(array.ndim)))
        check(name, array, axes=data.draw(axes(array.ndim)))


@given(st.integers(-1, 9), st.sampled_from([1, 0.5, np.float32(2), np.float64(0.1), 1j]))
def test_frequencies(n: int, spacing: Any) -> None:
    expect = Verdict.EXACT if n > 0 else Verdict.SILENT
    check("numpy.fft.fftfreq", n, spacing, expect=expect)
    check("numpy.fft.rfftfreq", n, d=spacing, expect=expect)
    check("numpy.fft.fftfreq", n, expect=expect)


def test_outputs() -> None:
    assert check("numpy.fft.fft", np.ones(4), out=np.empty(4, complex)) is Verdict.EXACT
    assert check("numpy.fft.rfftn", np.ones(4), out=np.empty(3, complex)) is Verdict.EXACT
    check("numpy.fft.hfft", np.ones(3), out=np.empty(4), expect=Verdict.SILENT)


@pytest.mark.parametrize("name", [*ONE_AXIS, *TWO_AXES, *SEVERAL_AXES])
def test_sequences(name: str) -> None:
    assert check(f"numpy.fft.{name}", [[1, 2, 3], [4, 5, 6.5]]) is Verdict.EXACT


@pytest.mark.parametrize("name", [*ONE_AXIS, *TWO_AXES])
def test_numbers_have_no_axis(name: str) -> None:
    assert check(f"numpy.fft.{name}", np.ones(())) is None
