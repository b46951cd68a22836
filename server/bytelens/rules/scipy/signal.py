"""Signal processing: https://docs.scipy.org/doc/scipy/reference/signal.html"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from scipy import signal

from ...values.arrays import Array, DType, same_dtype
from ...values.dims import SOME_INT, Dim, Known, Shape, SomeInt, add, divide, subtract, upper_bound
from ...values.kinds import UNKNOWN, Value
from ..arguments import as_axis, as_int, as_length, known_rank
from ..literals import as_array
from ..registry import Rule, Unmodelled, WouldRaise, add_rule
from . import spectra as spectra
from .samples import Ask, bound, dtype_of, uncomputed

_FLOAT = np.dtype(float)


@uncomputed("scipy.signal.convolve", "scipy.signal.correlate")
def convolve(in1: Value, in2: Value, mode: Value = "full", method: Value = "auto") -> Value:
    """Two signals, one slid along the other."""
    return _slid(as_array(in1), as_array(in2), mode, _CONVOLVED)


@uncomputed("scipy.signal.fftconvolve")
def fftconvolve(in1: Value, in2: Value, mode: Value = "full", axes: Value = None) -> Value:
    """The same by way of Fourier transforms."""
    if axes is not None:
        raise Unmodelled("along some axes only")
    return _slid(as_array(in1), as_array(in2), mode, (_ask_fftconvolve, _ask_fftconvolve_of_one))


@uncomputed("scipy.signal.convolve2d", "scipy.signal.correlate2d")
def convolve2d(in1: Value, in2: Value, mode: Value = "full", boundary: Value = "fill", fillvalue: Value = 0) -> Value:
    """The same for images."""
    first, second = as_array(in1), as_array(in2)
    if len(known_rank(first)) != 2:
        raise WouldRaise("no image")
    return _slid(first, second, mode, (_ask_convolve2d,))


def _slid(first: Array, second: Array, mode: Value, asks: tuple[Ask, ...]) -> Value:
    n, m = known_rank(first), known_rank(second)
    if len(n) != len(m) or not n or 0 in n or 0 in m:
        raise Unmodelled("not as many axes, or no elements")
    kinds = [dtype_of(ask, first.dtype, second.dtype) for ask in asks]
    dtype = kinds[0] if all(same_dtype(kind, kinds[0]) for kind in kinds) else None
    return Array(_slid_shape(n, m, mode), dtype)


def _slid_shape(n: Shape, m: Shape, mode: Value) -> Shape:
    if mode == "same":
        return n
    if mode == "full":
        return tuple(subtract(add(a, b), 1) for a, b in zip(n, m, strict=True))
    if mode != "valid":
        raise Unmodelled("another mode")
    return tuple(map(_overlap, n, m))


def _overlap(a: Dim, b: Dim) -> Dim:
    """How often the shorter one fits into the longer one."""
    return abs(a - b) + 1 if isinstance(a, int) and isinstance(b, int) else SOME_INT


def _ask_direct(a: DType, b: DType) -> Any:
    return signal.convolve(np.ones(3, a), np.ones(2, b), method="direct")


def _ask_by_fft(a: DType, b: DType) -> Any:
    return signal.convolve(np.ones(3, a), np.ones(2, b), method="fft")


def _ask_fftconvolve(a: DType, b: DType) -> Any:
    return signal.fftconvolve(np.ones(3, a), np.ones(2, b))


def _ask_fftconvolve_of_one(a: DType, b: DType) -> Any:
    return signal.fftconvolve(np.ones(3, a), np.ones(1, b))


def _ask_convolve2d(a: DType, b: DType) -> Any:
    return signal.convolve2d(np.ones((3, 3), a), np.ones((2, 2), b))


_CONVOLVED = (_ask_direct, _ask_by_fft)


def elementwise(ask: Ask, function: Callable[..., Any], name: str, *arguments: Value, **keywords: Value) -> Value:
    """A signal of the shape of the one that goes in, which is the argument `name`."""
    array = as_array(bound(function, arguments, keywords)[name])
    shape = known_rank(array)
    if not shape:
        raise Unmodelled("a scalar, or an array without axes")
    return Array(shape, dtype_of(ask, array.dtype))


def _ask_chirp(dtype: DType) -> Any:
    return signal.chirp(np.ones(9, dtype), 1, 1, 2)


def _ask_square(dtype: DType) -> Any:
    return signal.square(np.ones(9, dtype))


def _ask_sawtooth(dtype: DType) -> Any:
    return signal.sawtooth(np.ones(9, dtype))


def _ask_detrend(dtype: DType) -> Any:
    return signal.detrend(np.ones(9, dtype))


def _ask_medfilt(dtype: DType) -> Any:
    return signal.medfilt(np.ones(9, dtype))


def _ask_savgol(dtype: DType) -> Any:
    return signal.savgol_filter(np.ones(9, dtype), 5, 2)


for _name, _argument, _ask in (
    ("chirp", "t", _ask_chirp),
    ("square", "t", _ask_square),
    ("sawtooth", "t", _ask_sawtooth),
    ("medfilt", "volume", _ask_medfilt),
    ("savgol_filter", "x", _ask_savgol),
):
    _same = partial(elementwise, _ask, getattr(signal, _name), _argument)
    add_rule(Rule(f"scipy.signal.{_name}", _same, determined=False))


@uncomputed("scipy.signal.detrend")
def detrend(
    data: Value, axis: Value = -1, type: Value = "linear", bp: Value = 0, overwrite_data: Value = False
) -> Value:
    """A signal without its trend."""
    if overwrite_data is not False:
        raise Unmodelled("the memory of an argument may be reused")
    return elementwise(_ask_detrend, signal.detrend, "data", data)


@uncomputed("scipy.signal.lfilter")
def lfilter(b: Value, a: Value, x: Value, axis: Value = -1, zi: Value = None) -> Value:
    """A filtered signal, of the same shape."""
    if zi is not None:
        raise Unmodelled("with the state of the filter at the end")
    return _filtered(_ask_lfilter, as_array(b), as_array(a), as_array(x))


@uncomputed("scipy.signal.filtfilt")
def filtfilt(b: Value, a: Value, x: Value, *others: Value, **more: Value) -> Value:
    """A signal that is filtered forwards and backwards, of the same shape."""
    return _filtered(_ask_filtfilt, as_array(b), as_array(a), as_array(x))


def _filtered(ask: Ask, *arrays: Array) -> Value:
    shape = known_rank(arrays[-1])
    if not shape:
        raise Unmodelled("a signal without axes")
    return Array(shape, dtype_of(ask, *(array.dtype for array in arrays)))


def _ask_lfilter(b: DType, a: DType, x: DType) -> Any:
    answers = [signal.lfilter(np.ones(2, b), np.ones(n, a), np.ones(9, x)) for n in (1, 2)]
    return answers[0] if answers[0].dtype == answers[1].dtype else None


def _ask_filtfilt(b: DType, a: DType, x: DType) -> Any:
    return signal.filtfilt(np.ones(2, b), np.array([2, 1]).astype(a), np.ones(30, x))


@uncomputed("scipy.signal.butter")
def butter(
    N: Value, Wn: Value, btype: Value = "low", analog: Value = False, output: Value = "ba", fs: Value = None
) -> Value:
    """The coefficients of a filter: one more than its order, which a band doubles."""
    order = as_int(N)
    if btype in ("bandpass", "band", "bp", "bandstop", "bs", "stop"):
        order *= 2
    elif btype not in ("low", "lowpass", "lp", "l", "high", "highpass", "hp", "h"):
        raise Unmodelled("another type")
    if order < 1:
        raise Unmodelled("no order")
    if output == "sos":
        return Array(((order + 1) // 2, 6), _FLOAT)
    if output != "ba":
        raise Unmodelled("another output")
    return Array((order + 1,), _FLOAT), Array((order + 1,), _FLOAT)


@uncomputed("scipy.signal.firwin")
def firwin(numtaps: Value, cutoff: Value, *others: Value, **more: Value) -> Value:
    """The coefficients of a filter."""
    return Array((as_length(numtaps),), _FLOAT)


@uncomputed("scipy.signal.get_window", "scipy.signal.windows.get_window")
def get_window(window: Value, Nx: Value, fftbins: Value = True) -> Value:
    """A window of some length."""
    return _window(Nx)


def _window(length: Value) -> Value:
    count = as_length(length)
    if isinstance(count, int) and count < 1:
        raise Unmodelled("versions of SciPy differ about no elements")
    return Array((count,), _FLOAT)


@uncomputed(
    *(f"scipy.signal.windows.{_name}" for _name in ("hann", "hamming", "blackman", "bartlett", "boxcar", "cosine"))
)
def window(M: Value, sym: Value = True) -> Value:
    """A window of some length."""
    return _window(M)


@uncomputed("scipy.signal.resample")
def resample(x: Value, num: Value, t: Value = None, axis: Value = 0, *others: Value, **more: Value) -> Value:
    """A signal with another number of samples along one axis."""
    array = as_array(x)
    shape = known_rank(array)
    if t is not None:
        raise Unmodelled("with the places of the samples")
    place = as_axis(axis, len(shape))
    lengths = (*shape[:place], as_length(num), *shape[place + 1 :])
    return Array(lengths, dtype_of(_ask_resample, array.dtype))


def _ask_resample(dtype: DType) -> Any:
    return signal.resample(np.ones(4, dtype), 6)


@uncomputed("scipy.signal.hilbert")
def hilbert(x: Value, N: Value = None, axis: Value = -1) -> Value:
    """The analytic signal: complex."""
    array = as_array(x)
    shape = known_rank(array)
    place = as_axis(axis, len(shape))
    length = shape[place] if N is None else as_length(N)
    return Array((*shape[:place], length, *shape[place + 1 :]), dtype_of(_ask_hilbert, array.dtype))


def _ask_hilbert(dtype: DType) -> Any:
    return signal.hilbert(np.ones(4, dtype))


@uncomputed("scipy.signal.freqz")
def freqz(b: Value, a: Value = 1, worN: Value = 512, *others: Value, **more: Value) -> Value:
    """Frequencies and the response of a filter to them."""
    points = as_int(worN)
    if points < 1 or len(known_rank(as_array(b))) > 1 or len(known_rank(as_array(a))) > 1:
        raise Unmodelled("no frequencies, or several filters")
    dtype = dtype_of(_ask_freqz, as_array(b).dtype) if type(a) is int else None
    return Array((points,), _FLOAT), Array((points,), dtype)


def _ask_freqz(dtype: DType) -> Any:
    return signal.freqz(np.ones(3, dtype), 1, 9)[1]


@uncomputed("scipy.signal.find_peaks")
def find_peaks(x: Value, *others: Value, **more: Value) -> Value:
    """Where the peaks are: at most at every second sample; and what is known of them."""
    shape = known_rank(as_array(x))
    if len(shape) != 1:
        raise WouldRaise("not one axis")
    most = upper_bound(shape[0])
    count = SOME_INT if most is None else SomeInt(_half(most))
    return Array((count,), np.dtype(np.intp)), UNKNOWN


def _half(length: Known) -> Known | None:
    half = divide(length, 2)
    return None if isinstance(half, SomeInt) else half
