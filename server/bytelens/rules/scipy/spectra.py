"""Spectra of signals, cut into segments: https://docs.scipy.org/doc/scipy/reference/signal.html#spectral-analysis"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import signal

from ...values.arrays import Array, DType
from ...values.kinds import Value
from ..arguments import as_bool, as_int
from ..literals import as_array
from ..registry import Unmodelled
from .samples import dtype_of, needs_rank, uncomputed

_FLOAT = np.dtype(float)
_SEGMENT = 256


@uncomputed("scipy.signal.welch")
def welch(
    x: Value,
    fs: Value = 1.0,
    window: Value = "hann",
    nperseg: Value = None,
    noverlap: Value = None,
    nfft: Value = None,
    detrend: Value = "constant",
    return_onesided: Value = True,
    scaling: Value = "density",
) -> Value:
    """Frequencies, and the mean power at each of them."""
    array, length = _signal(x)
    _, points = _segment(length, window, nperseg, nfft)
    count = _frequencies(array, points, return_onesided)
    return Array((count,), _FLOAT), Array((count,), dtype_of(_ask_welch, array.dtype))


@uncomputed("scipy.signal.periodogram")
def periodogram(
    x: Value,
    fs: Value = 1.0,
    window: Value = "boxcar",
    nfft: Value = None,
    detrend: Value = "constant",
    return_onesided: Value = True,
    scaling: Value = "density",
) -> Value:
    """Frequencies, and the power at each of them."""
    array, length = _signal(x)
    if nfft is not None:
        raise Unmodelled("cut or padded")
    count = _frequencies(array, length, return_onesided)
    return Array((count,), _FLOAT), Array((count,), dtype_of(_ask_periodogram, array.dtype))


@uncomputed("scipy.signal.spectrogram")
def spectrogram(
    x: Value,
    fs: Value = 1.0,
    window: Value = ("tukey", 0.25),
    nperseg: Value = None,
    noverlap: Value = None,
    nfft: Value = None,
    detrend: Value = "constant",
    return_onesided: Value = True,
    scaling: Value = "density",
) -> Value:
    """Frequencies, times, and the power at each frequency and time."""
    array, length = _signal(x)
    segment, points = _segment(length, window, nperseg, nfft)
    overlap = segment // 8 if noverlap is None else as_int(noverlap)
    if not 0 <= overlap < segment:
        raise Unmodelled("segments that do not move on")
    rows = _frequencies(array, points, return_onesided)
    columns = (length - overlap) // (segment - overlap)
    power = Array((rows, columns), dtype_of(_ask_spectrogram, array.dtype))
    return Array((rows,), _FLOAT), Array((columns,), _FLOAT), power


def _signal(x: Value) -> tuple[Array, int]:
    array = as_array(x)
    (length,) = needs_rank(array, 1)
    if not isinstance(length, int) or length < 1:
        raise Unmodelled("the length is not known")
    return array, length


def _segment(length: int, window: Value, nperseg: Value, nfft: Value) -> tuple[int, int]:
    """The length of a segment, and of its transform."""
    if not isinstance(window, str | tuple):
        raise Unmodelled("the window tells the length of a segment")
    segment = min(length, _SEGMENT if nperseg is None else as_int(nperseg))
    points = segment if nfft is None else as_int(nfft)
    if segment < 1 or points < segment:
        raise Unmodelled("no segment, or one that does not fit")
    return segment, points


def _frequencies(array: Array, points: int, one_sided: Value) -> int:
    """Half of them where the signal is real, all where it is complex."""
    if array.dtype is None or array.dtype.kind not in "iuf":
        raise Unmodelled("not known to be real")
    return points // 2 + 1 if as_bool(one_sided) else points


def _ask_welch(dtype: DType) -> Any:
    return signal.welch(np.arange(9).astype(dtype))[1]


def _ask_periodogram(dtype: DType) -> Any:
    return signal.periodogram(np.arange(9).astype(dtype))[1]


def _ask_spectrogram(dtype: DType) -> Any:
    return signal.spectrogram(np.arange(9).astype(dtype))[2]
