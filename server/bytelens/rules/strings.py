"""Functions of `numpy.strings` and `numpy.char`: element by element over arrays of strings.

How wide the strings of a result are depends on the data mostly, so that its dtype is not known.

Source: https://numpy.org/doc/stable/reference/routines.strings.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from ..values.arrays import Array, DType, new_array
from ..values.dims import Shape
from ..values.kinds import Sequence, Value
from .broadcasting import broadcast_shapes
from .examples import asked_dtype, without_axes
from .layout import elementwise_order
from .literals import as_array
from .reducing import NumPyFunction, given_output
from .registry import Rule, Unmodelled, add_rule, resolve, rule

TEXT: DType = np.dtype("U1")
OBJECT: DType = np.dtype(object)


def same_width(a: Value) -> Array:
    """`upper` and its family: strings as wide as those that came in."""
    return _of_same_dtype(a)


def stripped(a: Value, chars: Value = None) -> Array:
    """`strip` and its family."""
    return _of_same_dtype(a, chars)


@rule("numpy.strings.translate", "numpy.char.translate")
def translate(a: Value, table: Value, deletechars: Value = None) -> Array:
    """Characters replaced by others."""
    return _of_same_dtype(a)


def number_of_each(function: NumPyFunction, x: Value, out: Value = None) -> Value:
    """`isalpha` and its family, and `str_len`."""
    given = given_output(out)
    return _number_each(function, 1, x) if given is None else given


def searched(function: NumPyFunction, a: Value, sub: Value, start: Value = 0, end: Value = None) -> Value:
    """`find` and its family."""
    return _number_each(function, 2, a, sub, start, end)


def at_start(function: NumPyFunction, a: Value, prefix: Value, start: Value = 0, end: Value = None) -> Value:
    """`startswith`."""
    return _number_each(function, 2, a, prefix, start, end)


def at_end(function: NumPyFunction, a: Value, suffix: Value, start: Value = 0, end: Value = None) -> Value:
    """`endswith`."""
    return _number_each(function, 2, a, suffix, start, end)


def compared(function: NumPyFunction, x1: Value, x2: Value) -> Value:
    """`numpy.char.equal` and its family."""
    return _number_each(function, 2, x1, x2)


def padded(a: Value, width: Value, fillchar: Value = " ") -> Array:
    """`center` and its family."""
    return _new(_spread(a, width, fillchar), None)


@rule("numpy.strings.zfill", "numpy.char.zfill")
def zfill(a: Value, width: Value) -> Array:
    """Numbers with zeros before them."""
    return _new(_spread(a, width), None)


@rule("numpy.strings.replace", "numpy.char.replace")
def replace(a: Value, old: Value, new: Value, count: Value = -1) -> Array:
    """Parts replaced by others."""
    return _new(_spread(a, old, new, count), None)


@rule("numpy.strings.expandtabs", "numpy.char.expandtabs")
def expandtabs(a: Value, tabsize: Value = 8) -> Array:
    """Tabs replaced by spaces."""
    return _new(_spread(a, tabsize), None)


@rule("numpy.strings.encode", "numpy.char.encode", "numpy.strings.decode", "numpy.char.decode")
def encode(a: Value, encoding: Value = None, errors: Value = None) -> Array:
    """Bytes of strings, or strings of bytes."""
    return _new(_spread(a), None)


@rule("numpy.strings.multiply", "numpy.char.multiply")
def multiply(a: Value, i: Value) -> Array:
    """Strings repeated."""
    return _new(_spread(a, i), None)


@rule("numpy.strings.mod", "numpy.char.mod")
def mod(a: Value, values: Value) -> Array:
    """Values formatted."""
    if isinstance(values, tuple | Sequence):
        raise Unmodelled("values in a tuple")
    return _new(_spread(a, values), None)


@rule("numpy.char.join")
def join(sep: Value, seq: Value) -> Array:
    """The characters of each string with a separator between them."""
    return _new(_spread(sep, seq), None)


@rule("numpy.strings.partition", "numpy.strings.rpartition")
def partition(a: Value, sep: Value) -> Value:
    """What is before a separator, itself, and what is after it: three arrays."""
    return (_new(_spread(a, sep), None),) * 3


@rule("numpy.char.partition", "numpy.char.rpartition")
def partition_in_columns(a: Value, sep: Value) -> Value:
    """The same in one array, along a last axis."""
    shape = _spread(a, sep)
    if shape is None or not all(isinstance(length, int) and length for length in shape):
        raise Unmodelled("versions of NumPy differ in what they make of no strings")
    return new_array((*shape, 3), None)


@rule("numpy.char.split", "numpy.char.rsplit")
def split(a: Value, sep: Value = None, maxsplit: Value = None) -> Array:
    """A list of strings for each string."""
    return _new(_spread(a, sep, maxsplit), OBJECT)


@rule("numpy.char.splitlines")
def splitlines(a: Value, keepends: Value = None) -> Array:
    """A list of lines for each string."""
    return _new(_spread(a, keepends), OBJECT)


def _of_same_dtype(a: Value, *others: Value) -> Array:
    array, shape = as_array(a), _spread(a, *others)
    if array.dtype is not None and array.dtype.kind not in "SU":
        raise Unmodelled("other elements than strings of one width")
    return _new(shape, array.dtype)


def _number_each(function: NumPyFunction, texts: int, *operands: Value) -> Value:
    """A number or a bool for each; so many of the operands are strings."""
    arrays = [as_array(operand) for operand in operands if operand is not None]
    shape = broadcast_shapes([array.shape for array in arrays])
    if shape == ():
        return without_axes(function, *(TEXT,) * texts)
    in_c_order = elementwise_order(arrays, shape) == "C"
    return new_array(shape, asked_dtype(function, *(TEXT,) * texts), "C" if in_c_order else None)


def _spread(*operands: Value) -> Shape | None:
    return broadcast_shapes([as_array(operand).shape for operand in operands if operand is not None])


def _new(shape: Shape | None, dtype: DType | None) -> Array:
    if shape is None or shape == ():
        raise Unmodelled("an array or a string")
    return new_array(shape, dtype, None)


def _asking(make: Callable[..., Value]) -> Callable[[NumPyFunction], Callable[..., Value]]:
    return lambda function: partial(make, function)


_FAMILIES: dict[Callable[[NumPyFunction], Callable[..., Value]], str] = {
    lambda _: same_width: "upper lower title capitalize swapcase",
    lambda _: stripped: "strip lstrip rstrip",
    lambda _: padded: "center ljust rjust",
    _asking(number_of_each): "isalnum isalpha isdecimal isdigit islower isnumeric isspace istitle isupper str_len",
    _asking(searched): "find rfind index rindex count",
    _asking(at_start): "startswith",
    _asking(at_end): "endswith",
}

for _make, _names in _FAMILIES.items():
    for _name in _names.split():
        for _module in ("numpy.strings", "numpy.char"):
            add_rule(Rule(f"{_module}.{_name}", _make(resolve(f"{_module}.{_name}"))))  # type: ignore[arg-type]
for _name in ("equal", "not_equal", "less", "less_equal", "greater", "greater_equal"):
    add_rule(Rule(f"numpy.char.{_name}", partial(compared, resolve(f"numpy.char.{_name}"))))  # type: ignore[arg-type]
