"""SciPy's Fourier transforms, held against SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.registry import Unmodelled
from bytelens.rules.scipy.fft import _ALONG_ONE, _ALONG_SEVERAL

from ..harness import Blur, Lifting, Verdict, check, rule_of
from ..inputs import arrays, axes, some_axes

ALONG_ONE = [function.__name__ for function in _ALONG_ONE]
ALONG_SEVERAL = [function.__name__ for function in _ALONG_SEVERAL]
lengths = st.none() | st.integers(1, 6)


@given(st.data(), st.sampled_from(ALONG_ONE), arrays(min_dims=1, max_dims=3), lengths)
def test_one_axis(data: st.DataObject, name: str, array: np.ndarray[Any, Any], n: int | None) -> None:
    axis = data.draw(axes(array.ndim))
    check(f"scipy.fft.{name}", array, n=n, axis=axis, expect=Verdict.SILENT)


@given(st.data(), st.sampled_from(ALONG_SEVERAL), arrays(min_dims=1, max_dims=3))
def test_several_axes(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"scipy.fft.{name}", array, expect=Verdict.SILENT)
    chosen = data.draw(some_axes(array.ndim, min_size=1))
    given_lengths = tuple(data.draw(st.integers(1, 5)) for _ in chosen)
    check(f"scipy.fft.{name}", array, axes=chosen, expect=Verdict.SILENT)
    check(f"scipy.fft.{name}", array, s=given_lengths, axes=chosen, expect=Verdict.SILENT)
    check(f"scipy.fft.{name}", array, s=given_lengths, expect=Verdict.SILENT)


@pytest.mark.parametrize("code", ["f4", "f8", "c8", "c16"])
def test_transforms_of_floats_are_known(code: str) -> None:
    matrix = np.ones((4, 6), code)
    for name in ("fft", "ifft", "fft2", "ifft2", "fftn", "ifftn", "irfft", "fftshift", "ifftshift"):
        check(f"scipy.fft.{name}", matrix)


@given(st.integers(1, 9), st.sampled_from([1.0, 0.5]))
def test_frequencies(n: int, d: float) -> None:
    check("scipy.fft.fftfreq", n, d)
    check("scipy.fft.rfftfreq", n, d=d)


@given(arrays(max_dims=3))
def test_shifts(array: np.ndarray[Any, Any]) -> None:
    check("scipy.fft.fftshift", array, expect=Verdict.SILENT)
    check("scipy.fft.ifftshift", array, axes=0, expect=Verdict.SILENT)


def test_memory_that_may_be_reused_is_not_claimed() -> None:
    array = Lifting(Blur.NOTHING).lift(np.ones(4, "c16"))
    with pytest.raises(Unmodelled):
        rule_of("scipy.fft.fft").function(array, overwrite_x=True)
