"""What makes no arrays: numbers among themselves, Python's own functions, and questions about arrays."""

from __future__ import annotations

from functools import partial

import numpy as np

from ...values.arrays import Array, Scalar
from ...values.dims import Dim, SomeInt, Symbolic
from ...values.kinds import Sequence, Typed, Value
from ..arguments import is_scalar
from ..registry import Unmodelled, all_rules, resolve
from .elementwise import computed, of_scalars
from .operands import NUMBERS
from .registry import add_transient, find_transient, transient
from .sizes import held_by

_PLAIN = (bool, int, float, complex, str, bytes, np.dtype, Symbolic, SomeInt)
_TEXT = (str, bytes)
WITH_ARRAYS = ("len", "list", "tuple", "enumerate", "zip", "iter", "reversed", "hasattr")
"""Builtins that take an array apart into scalars and views, or only look at it."""
ALWAYS_NOTHING = ("range", "slice", "isinstance", "issubclass", "type", "id", "callable")
"""Builtins that neither allocate arrays nor let anything else do so."""
ATTRIBUTES = (
    "shape",
    "dtype",
    "ndim",
    "size",
    "itemsize",
    "nbytes",
    "strides",
    "flags",
    "base",
    "tolist",
    "item",
    "tobytes",
)
"""What is asked of an array, or made of it, without another one."""
OF_SCALARS = ("int", "float", "complex", "bool", "str", "repr", "print")
"""Builtins for which NumPy's scalars make no arrays of themselves, as they do for `round`."""
SETTINGS = ("seterr", "geterr", "errstate", "set_printoptions", "get_printoptions")
QUESTIONS = (
    "numpy.isscalar", "numpy.iscomplexobj", "numpy.isrealobj", "numpy.isfortran", "numpy.lib.stride_tricks.as_strided",
    "numpy.broadcast_arrays", "numpy.rollaxis", "numpy.may_share_memory", "numpy.ndarray.conj",
    "numpy.ndarray.conjugate", "numpy.s_.__getitem__", "numpy.index_exp.__getitem__",
)  # fmt: skip


def of_plain(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """Nothing, where there are but numbers and text."""
    if not all(map(_is_plain, (*arguments, *keywords.values()))):
        raise Unmodelled("what may hold arrays")
    return 0


def of_scalars_too(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """Nothing, where there are but numbers, NumPy's as well, and text."""
    return of_plain(result, *(value for value in arguments if not _is_number(value)), **keywords)


def of_parts(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """Nothing; elements become scalars, rows are views."""
    if not all(_is_plain(value) or _is_number(value) or _is_numeric(value) or _is_list(value) for value in arguments):
        raise Unmodelled("what may run code of its own")
    return 0


def nothing(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """No arrays, whatever the arguments are."""
    return 0


def of_numeric(result: Value, self: Value, *arguments: Value, **keywords: Value) -> Dim:
    """No arrays, of an array of numbers."""
    if not isinstance(self, Array) or self.dtype is None or self.dtype.kind not in NUMBERS:
        raise Unmodelled("no array of numbers")
    return 0


@transient("numpy.ndarray.__getattribute__")
def attribute(result: Value, self: Value, name: Value) -> Dim:
    """As the attribute of that name says; what is no array allocates none."""
    found = find_transient(f"numpy.ndarray.{name}") if isinstance(name, str) else None
    if found is None or not isinstance(self, Array):
        raise Unmodelled("an attribute that is not known")
    peak: Dim = found(result, self)
    return peak


def question(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """The bytes of the result, which is mostly a view or no array."""
    if not all(_is_plain(value) or _is_numeric(value) for value in (*arguments, *keywords.values())):
        raise Unmodelled("what becomes an array first")
    return 0 if isinstance(result, bool | Typed) else held_by(result)


@transient("builtins.abs")
def absolute(result: Value, x: Value) -> Dim:
    """`np.absolute` of an array."""
    return of_scalars(abs, x) if is_scalar(x) else computed(np.absolute, x)


@transient("numpy.ndarray.fill")
def fill(result: Value, self: Value, value: Value) -> Dim:
    """A number is written as it is."""
    if not _is_numeric(self) or not is_scalar(value) or isinstance(value, Scalar):
        raise Unmodelled("no number")
    return 0


def scalar_type(kind: type, result: Value, value: Value) -> Dim:
    """`np.float32(1.5)`, by way of an array or not: measured."""
    if not is_scalar(value):
        raise Unmodelled("no number")
    return of_scalars(kind, value)


def _is_number(value: Value) -> bool:
    """Whether it is a NumPy scalar that is a number, or a class."""
    known = isinstance(value, Scalar) and value.dtype is not None and value.dtype.kind in NUMBERS
    return known or isinstance(value, type)


def _is_list(value: Value) -> bool:
    """Whether it is a list or a tuple: whatever is in it is passed on as it is."""
    return isinstance(value, tuple) or (isinstance(value, Sequence) and value.kind != "iterator")


def _is_plain(value: Value) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    if isinstance(value, Typed):
        return value.type in (bool, int, float, complex, *_TEXT)
    return value is None or isinstance(value, _PLAIN)


def _is_numeric(value: Value) -> bool:
    if isinstance(value, Array):
        return value.dtype is not None and value.dtype.kind in NUMBERS and bool(value.shape)
    return isinstance(value, Sequence) and value.items is not None and all(map(_is_plain, value.items))


def _register() -> None:
    for rule in all_rules():
        if rule.is_of_python and find_transient(rule.name) is None:
            add_transient(rule.name, of_plain)
    for name in OF_SCALARS:
        add_transient(f"builtins.{name}", of_scalars_too)
    for name in SETTINGS:
        add_transient(f"numpy.{name}", of_plain)
    for name in WITH_ARRAYS:
        add_transient(f"builtins.{name}", of_parts)
    for name in ALWAYS_NOTHING:
        add_transient(f"builtins.{name}", nothing)
    for name in ATTRIBUTES:
        add_transient(f"numpy.ndarray.{name}", of_numeric)
    for name in QUESTIONS:
        add_transient(name, question)
    for character in "?bBhHiIlLqQefdFD":
        number: type[np.generic] = np.dtype(character).type
        if resolve(f"numpy.{number.__name__}") is number:
            add_transient(f"numpy.{number.__name__}", partial(scalar_type, number))


_register()
