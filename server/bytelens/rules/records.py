"""Record arrays, whose fields are attributes, memory-mapped arrays, and views as another class.

Sources: https://numpy.org/doc/stable/user/basics.rec.html#record-arrays,
https://numpy.org/doc/stable/reference/generated/numpy.memmap.html
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array, view_of
from ..values.kinds import Sequence, Value
from . import accumulations as accumulations
from . import reductions as reductions
from . import repetition as repetition
from . import reshaping as reshaping
from .arguments import as_bool, as_dtype, as_shape, concrete, known_rank
from .asking import asking
from .indexing import subscript
from .literals import as_array
from .memory import ABSENT, view
from .registry import Rule, Unmodelled, add_rule, rule
from .subclasses import as_plain, finished, like_numpy, plain_result, rule_function

_KEEP_CLASS = ("reshape", "ravel", "flatten", "copy", "transpose", "squeeze", "swapaxes", "repeat")
_ASKED = ("sum", "prod", "mean", "std", "var", "min", "max", "any", "all", "argmin", "argmax", "cumsum", "cumprod")
_TYPE = type


@rule("numpy.ndarray.view", subclasses=True)
def view_as_class(self: Array, dtype: Value = ABSENT, type: Value = ABSENT) -> Value:
    """The same memory, as an array of another class or of another dtype."""
    if isinstance(dtype, _TYPE) and issubclass(dtype, np.ndarray):
        dtype, type = ABSENT, dtype
    wanted = self.type if type is ABSENT else type
    if wanted not in (np.ndarray, np.matrix, np.recarray, np.ma.MaskedArray) or self.type is np.ma.MaskedArray:
        raise Unmodelled("another class")
    return _in_class(view(as_plain(self), dtype), wanted)


def _in_class(made: Array, kind: Any) -> Array:
    if kind is not np.recarray or made.dtype is None:
        return finished(made, kind)
    return replace(made, type=np.recarray, dtype=_dtype_of_records(made.dtype))


@lru_cache(maxsize=256)
def _dtype_of_records(dtype: DType) -> DType:
    found: DType = np.empty(0, dtype).view(np.recarray).dtype
    return found


@rule("numpy.recarray.__getattribute__", subclasses=True)
def field_attribute(self: Array, name: Value) -> Array:
    """A field, as a view."""
    if not isinstance(name, str) or self.dtype is None or name not in (self.dtype.names or ()):
        raise Unmodelled("no field")
    return _field_in_class(plain_result(subscript, (self, name), {}))


@rule("numpy.recarray.__getitem__", subclasses=True)
def record_subscript(self: Array, key: Value) -> Value:
    """A record for one int per axis; arrays of records stay of their class, others become plain arrays."""
    item = plain_result(subscript, (self, key), {})
    if isinstance(item, Scalar):
        return item
    return _field_in_class(item)


def _field_in_class(item: Value) -> Array:
    if not isinstance(item, Array) or item.dtype is None:
        raise Unmodelled("the dtype is not known")
    return item if item.dtype.names is None else _in_class(item, np.recarray)


@rule("numpy.recarray", determined=False)
def recarray(
    shape: Value,
    dtype: Value = None,
    buf: Value = None,
    offset: Value = 0,
    strides: Value = None,
    formats: Value = None,
    names: Value = None,
    titles: Value = None,
    byteorder: Value = None,
    aligned: Value = False,
    order: Value = "C",
) -> Array:
    """A new array of records, with nothing in it."""
    wanted = as_dtype(dtype, None)
    if wanted is None or buf is not None or order != "C":
        raise Unmodelled("formats, memory of others, or another order")
    return _in_class(new_array(as_shape(shape), wanted), np.recarray)


@rule("numpy.rec.fromarrays")
def fromarrays(arrayList: Value, dtype: Value = None, shape: Value = None, *given: Value, **formats: Value) -> Array:
    """One record for each place in several arrays."""
    columns = arrayList if isinstance(arrayList, tuple) else getattr(arrayList, "items", None)
    if not isinstance(columns, tuple) or not columns or shape is not None or given:
        raise Unmodelled("columns that are not known")
    arrays = tuple(map(as_array, columns))
    kinds = tuple(array.dtype for array in arrays)
    if any(kind is None for kind in kinds):
        raise Unmodelled("the dtype of a column is not known")
    return _asked_records(np.rec.fromarrays, kinds, known_rank(arrays[0]), dtype, formats)


def _asked_records(function: Any, kinds: Any, shape: Any, dtype: Value, formats: dict[str, Value]) -> Array:
    with asking():
        columns = [np.zeros(1, kind) for kind in kinds]
        keywords = {name: concrete(value) for name, value in formats.items()}
        made = function(columns, dtype=as_dtype(dtype, None), **keywords)
    if dtype is not None and as_dtype(dtype, None) is None:
        raise Unmodelled("the dtype is not known")
    return replace(new_array(shape, made.dtype), type=np.recarray)


@rule("numpy.rec.array")
def rec_array(obj: Value, dtype: Value = None, *given: Value, copy: Value = True, **formats: Value) -> Array:
    """Records of a structured array, copied unless told otherwise, or of a list of tuples."""
    if not isinstance(obj, Array):
        return fromrecords(obj, dtype, *given, **formats)
    if dtype is not None or given or formats or obj.dtype is None or obj.dtype.names is None:
        raise Unmodelled("formats, or a view under another dtype")
    if as_bool(copy):
        return _in_class(new_array(known_rank(obj), obj.dtype), np.recarray)
    return _in_class(view_of(obj, obj.shape, obj.strides), np.recarray)


@rule("numpy.rec.fromrecords")
def fromrecords(recList: Value, dtype: Value = None, *given: Value, **formats: Value) -> Array:
    """Records of a list of tuples: a new array."""
    wanted = as_dtype(dtype, None)
    if wanted is None or wanted.names is None or given or formats or not isinstance(recList, Sequence):
        raise Unmodelled("formats, or a dtype that is not known")
    if not isinstance(recList.items[0] if recList.items else recList.element, tuple):
        raise Unmodelled("columns")
    return _in_class(as_array(recList, wanted), np.recarray)


@rule("numpy.memmap.__getitem__", subclasses=True)
def memmap_subscript(self: Array, key: Value) -> Value:
    """A view is a memmap, too, unless it is empty, when nothing tells it apart; what is copied is a plain array."""
    item = plain_result(subscript, (self, key), {})
    if not isinstance(item, Array) or item.buffer is None or item.size == 0:
        return item
    return replace(item, type=np.memmap)


@rule("numpy.memmap.flush", subclasses=True)
def flush(self: Array) -> None:
    """Writes to the file."""


def _like_plain(kind: Any, name: str, self: Array, *arguments: Value, **keywords: Value) -> Array:
    said = plain_result(rule_function(f"numpy.ndarray.{name}"), (self, *arguments), keywords)
    if not isinstance(said, Array):
        raise Unmodelled("no array")
    return self if said.identity == self.identity != 0 else replace(said, type=kind)


def _asked(name: str, self: Array, *arguments: Value, **keywords: Value) -> Value:
    plain = rule_function(f"numpy.ndarray.{name}")
    return like_numpy(getattr(np.memmap, name), plain, (self, *arguments), keywords)


for _kind in (np.memmap, np.recarray):
    for _name in _KEEP_CLASS:
        add_rule(Rule(f"numpy.{_kind.__name__}.{_name}", partial(_like_plain, _kind, _name), subclasses=True))
for _name in _ASKED:
    add_rule(Rule(f"numpy.memmap.{_name}", partial(_asked, _name), subclasses=True))
for _kind in (np.memmap, np.recarray):
    add_rule(Rule(f"numpy.{_kind.__name__}.T", partial(_like_plain, _kind, "transpose"), subclasses=True))
