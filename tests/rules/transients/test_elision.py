"""Which operators reuse a temporary, held against what NumPy does."""

import numpy as np
import pytest

from bytelens.rules.transients.elision import LEFT, UNARY, reuses, threshold
from bytelens.values.arrays import Array, Scalar, new_array
from bytelens.values.dims import symbol
from bytelens.values.kinds import UNKNOWN

from .measuring import measured_peak

BINARY = sorted(LEFT | {"mod", "pow", "lt", "eq"})
DTYPES = ["?", "i1", "i4", "i8", "u2", "f2", "f4", "f8", "c8", "c16"]
NUMBERS = [1, 2, 2.0, 0.5, 1j, True, 300, np.float32(1), np.float64(1), np.int64(1)]


def temporary(dtype, nbytes=300_000):
    return np.ones((2, nbytes // np.dtype(dtype).itemsize // 2), dtype)


def others(array):
    width = array.shape[1]
    shapes = [array.shape, (width,), (2, 1), (), (1, 2, width)]
    return [
        *NUMBERS,
        *(np.ones(array.shape, dtype) for dtype in DTYPES),
        *(np.ones(one, array.dtype) for one in shapes),
    ]


def lifted(value):
    if isinstance(value, np.ndarray):
        return new_array(value.shape, value.dtype)
    return Scalar(value.dtype, value) if isinstance(value, np.generic) else value


def reused(op, left, right, left_is_temporary, right_is_temporary):
    """The operand whose memory the result has, of copies that only the expression holds."""
    kept = {}

    def copy(side, array):
        made = array.copy()
        kept[made.__array_interface__["data"][0]] = side
        return made

    symbols = {"and_": "&", "or_": "|", "xor": "^", "lshift": "<<", "rshift": ">>", "floordiv": "//", "truediv": "/"}
    symbols |= {"add": "+", "sub": "-", "mul": "*", "mod": "%", "pow": "**", "lt": "<", "eq": "=="}
    first = "copy('left', left)" if left_is_temporary else "left"
    second = "copy('right', right)" if right_is_temporary else "right"
    function = eval(f"lambda copy, left, right: {first} {symbols[op]} {second}")
    with np.errstate(all="ignore"):
        result = function(copy, left, right)
    return kept.get(result.__array_interface__["data"][0]) if isinstance(result, np.ndarray) else None


def agrees(op, left, right, left_is_temporary, right_is_temporary):
    try:
        truth = reused(op, left, right, left_is_temporary, right_is_temporary)
    except (TypeError, ValueError, OverflowError):
        return None
    claim = reuses(op, lifted(left), lifted(right), left_is_temporary, right_is_temporary, None)
    shown = [getattr(value, "dtype", type(value)) for value in (left, right)]
    assert claim in (truth, UNKNOWN), f"{op} of {shown}: {claim!r}, not {truth}"
    return claim != UNKNOWN


@pytest.mark.parametrize("op", BINARY)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.filterwarnings("ignore")
def test_binary(op, dtype):
    array = temporary(dtype)
    told = [agrees(op, array, other, True, False) for other in others(array)]
    told += [agrees(op, other, array, False, True) for other in others(array)]
    told += [agrees(op, array, other, True, True) for other in others(array) if isinstance(other, np.ndarray)]
    told = [one for one in told if one is not None]
    assert sum(told) >= 0.7 * len(told)


@pytest.mark.parametrize("op", sorted(UNARY))
@pytest.mark.parametrize("dtype", ["i4", "f8", "c16"])
def test_unary(op, dtype):
    array = temporary(dtype)
    function = {"neg": lambda a: -a.copy(), "pos": lambda a: +a.copy(), "abs": lambda a: abs(a.copy())}.get(op)
    if function is None:
        function, array = (lambda a: ~a.copy()), temporary("i4")
    _, peak = measured_peak(function, array)
    truth = "left" if peak == array.nbytes else None
    assert reuses(op, lifted(array), None, True, False, None) == truth


def test_from_the_threshold_on():
    least = threshold()
    for nbytes in (least - 8, least) if least else (2**20,):
        array = np.ones(nbytes // 8)
        truth = reused("add", array, array, True, False)
        assert truth == reuses("add", lifted(array), lifted(array), True, False, None)
        assert (truth is None) == (not least or nbytes < least)


def test_what_is_not_known():
    unknown = new_array((symbol("n"),), np.dtype(float))
    assert reuses("add", unknown, unknown, True, False, None) == UNKNOWN or threshold() is None
    assert reuses("add", unknown, unknown, False, False, None) is None
    large = lifted(temporary("f8"))
    assert reuses("add", large, Array(large.shape, None), True, False, None) == UNKNOWN or threshold() is None
