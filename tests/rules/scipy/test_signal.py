"""SciPy's signal processing, held against SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bytelens.rules.scipy.signal  # noqa: F401 - registers the rules

from ..harness import Verdict, check
from ..inputs import NUMERIC, arrays, laid_out

MODES = ["full", "same", "valid"]
codes = st.sampled_from([np.dtype(code) for code in NUMERIC])
some = st.lists(st.integers(1, 5), min_size=1, max_size=3).map(tuple)
signals = arrays(codes, some)
long_signals = arrays(codes, st.integers(31, 40).map(lambda length: (length,)))


@given(st.data(), st.sampled_from(["convolve", "correlate", "fftconvolve"]), codes, codes, st.sampled_from(MODES))
def test_convolution(data: st.DataObject, name: str, a: np.dtype[Any], b: np.dtype[Any], mode: str) -> None:
    n = data.draw(some)
    m = tuple(data.draw(st.integers(1, 5)) for _ in n)
    first, second = laid_out(n, a, "C"), laid_out(m, b, "strided")
    check(f"scipy.signal.{name}", first, second, mode=mode, expect=Verdict.SILENT)
    check(f"scipy.signal.{name}", first.tolist(), second, mode, expect=Verdict.SILENT)
    if name != "fftconvolve":
        for method in ("direct", "fft"):
            check(f"scipy.signal.{name}", first, second, mode, method, expect=Verdict.SILENT)


@given(st.sampled_from(MODES), st.integers(1, 5), st.integers(1, 5))
def test_convolution_of_floats_is_known(mode: str, n: int, m: int) -> None:
    for name in ("convolve", "correlate", "fftconvolve"):
        check(f"scipy.signal.{name}", np.ones(n), np.ones(m), mode)
    check("scipy.signal.convolve2d", np.ones((n, 3)), np.ones((n, 2)), mode)


@given(codes, codes, st.sampled_from(MODES))
def test_images(a: np.dtype[Any], b: np.dtype[Any], mode: str) -> None:
    for name in ("convolve2d", "correlate2d"):
        check(f"scipy.signal.{name}", np.ones((4, 5), a), np.ones((3, 2), b), mode, expect=Verdict.SILENT)


@given(signals)
def test_waves(array: np.ndarray[Any, Any]) -> None:
    check("scipy.signal.chirp", array, 1, 2, 3, expect=Verdict.SILENT)
    for name in ("square", "sawtooth", "medfilt"):
        check(f"scipy.signal.{name}", array, expect=Verdict.SILENT)


def test_waves_of_floats_are_known() -> None:
    check("scipy.signal.chirp", np.linspace(0, 1, 9), f0=1, t1=2, f1=3)
    check("scipy.signal.square", np.linspace(0, 1, 9))


@given(long_signals)
def test_filters(array: np.ndarray[Any, Any]) -> None:
    check("scipy.signal.detrend", array, expect=Verdict.SILENT)
    check("scipy.signal.savgol_filter", array, 5, 2, expect=Verdict.SILENT)
    check("scipy.signal.hilbert", array, expect=Verdict.SILENT)
    check("scipy.signal.hilbert", array, 12, expect=Verdict.SILENT)
    check("scipy.signal.resample", array, 7, expect=Verdict.SILENT)
    check("scipy.signal.find_peaks", array, expect=Verdict.SILENT)


@given(st.data(), long_signals, codes, codes)
def test_coefficients_and_signals(
    data: st.DataObject, array: np.ndarray[Any, Any], b: np.dtype[Any], a: np.dtype[Any]
) -> None:
    first, second = np.ones(data.draw(st.integers(1, 4)), b), np.array([3, 1, 1][: data.draw(st.integers(1, 3))], a)
    check("scipy.signal.lfilter", first, second, array, expect=Verdict.SILENT)
    check("scipy.signal.lfilter", first.tolist(), 1.0, array, expect=Verdict.SILENT)
    check("scipy.signal.filtfilt", first, second, array, expect=Verdict.SILENT)


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_one_axis_of_several(axis: int) -> None:
    array = np.ones((40, 50), "f4")
    check("scipy.signal.resample", array, 7, axis=axis)
    check("scipy.signal.hilbert", array, 7, axis=axis)
    check("scipy.signal.hilbert", array, axis=axis)
    check("scipy.signal.detrend", array, axis)
    check("scipy.signal.filtfilt", np.ones(2), np.array([2.0, 1.0]), array, axis=axis)


@pytest.mark.parametrize("kind", ["low", "high", "bandpass", "bandstop", "lp", "hp", "stop"])
@pytest.mark.parametrize("order", [1, 2, 5])
def test_designs(kind: str, order: int) -> None:
    cutoff = (0.2, 0.4) if kind in ("bandpass", "bandstop", "stop") else 0.2
    check("scipy.signal.butter", order, cutoff, kind)
    check("scipy.signal.butter", order, cutoff, btype=kind, output="sos")
    check("scipy.signal.butter", order, cutoff, btype=kind, output="zpk", expect=Verdict.SILENT)
    check("scipy.signal.firwin", 2 * order + 1, cutoff if isinstance(cutoff, float) else 0.3)


@pytest.mark.parametrize("length", [0, 1, 2, 9])
def test_windows(length: int) -> None:
    expect = Verdict.EXACT if length else Verdict.SILENT
    check("scipy.signal.get_window", "hann", length, expect=expect)
    check("scipy.signal.get_window", ("kaiser", 3.0), length, fftbins=False, expect=expect)
    for name in ("hann", "hamming", "blackman", "bartlett", "boxcar", "cosine"):
        check(f"scipy.signal.windows.{name}", length, expect=expect)


@pytest.mark.parametrize("code", NUMERIC)
def test_responses(code: str) -> None:
    check("scipy.signal.freqz", np.ones(3, code), worN=9, expect=Verdict.SILENT)
    check("scipy.signal.freqz", np.ones(3, code), np.ones(2), 9, expect=Verdict.SILENT)


@given(
    arrays(codes, st.sampled_from([1, 7, 300, 1000]).map(lambda length: (length,))),
    st.sampled_from([None, 8, 64, 65, 256]),
    st.sampled_from([None, 0, 3, 7]),
    st.sampled_from([None, 256, 301]),
    st.booleans(),
)
def test_spectra(
    array: np.ndarray[Any, Any], segment: int | None, overlap: int | None, points: int | None, one_sided: bool
) -> None:
    options = {"nperseg": segment, "noverlap": overlap, "nfft": points, "return_onesided": one_sided}
    for name in ("welch", "spectrogram"):
        check(f"scipy.signal.{name}", array, 10.0, **options, expect=Verdict.SILENT)
    check("scipy.signal.periodogram", array, return_onesided=one_sided, expect=Verdict.SILENT)


def test_spectra_of_floats_are_known() -> None:
    for name in ("welch", "spectrogram", "periodogram"):
        check(f"scipy.signal.{name}", np.arange(1000.0))
