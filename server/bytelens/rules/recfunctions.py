"""`numpy.lib.recfunctions`: structured arrays with other fields, or as plain arrays. NumPy is asked for dtypes.

Source: https://numpy.org/doc/stable/user/basics.rec.html#recarray-helper-functions
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.lib import recfunctions

from ..values.arrays import Array, DType, maybe_view_of, new_array
from ..values.kinds import Mapping, Value
from .arguments import as_dtype, concrete, known_rank
from .asking import asking
from .literals import as_array
from .registry import Rule, Unmodelled, add_rule, rule
from .subclasses import class_of


def _structures(value: Value) -> tuple[Array, DType]:
    """A plain structured array and its dtype. Raises Unmodelled for what is not known to be one."""
    if not isinstance(value, Array) or value.dtype is None or value.dtype.names is None:
        raise Unmodelled("not known to be a structured array")
    if class_of(value) is not np.ndarray or value.shape is None:
        raise Unmodelled("another class, or the rank is not known")
    return value, value.dtype


def _asked(function: Callable[..., Any], *arguments: Any, **keywords: Value) -> np.ndarray[Any, Any]:
    with asking():
        made = function(*arguments, **{name: _known(value) for name, value in keywords.items()})
    if not isinstance(made, np.ndarray):
        raise Unmodelled("no array")
    return made


def _known(value: Value) -> Any:
    if isinstance(value, Mapping) and value.entries is not None:
        return {concrete(key): concrete(entry) for key, entry in value.entries}
    return concrete(value)


def _one(shape: tuple[Any, ...], dtype: DType) -> np.ndarray[Any, Any]:
    return np.ones((1,) * len(shape), dtype)


@rule("numpy.lib.recfunctions.structured_to_unstructured")
def structured_to_unstructured(arr: Value, **keywords: Value) -> Array:
    """The fields along a new last axis: a view, or a copy."""
    array, dtype = _structures(arr)
    made = _asked(recfunctions.structured_to_unstructured, _one(known_rank(array), dtype), **keywords)
    return maybe_view_of(array, (*known_rank(array), made.shape[-1]), made.dtype)


@rule("numpy.lib.recfunctions.unstructured_to_structured")
def unstructured_to_structured(arr: Value, dtype: Value = None, **keywords: Value) -> Array:
    """The last axis as fields: a view, or a copy."""
    array = as_array(arr)
    shape = known_rank(array)
    wanted = as_dtype(dtype, None)
    if not shape or not isinstance(shape[-1], int) or array.dtype is None or (dtype is not None and wanted is None):
        raise Unmodelled("the fields are not known")
    if array.dtype.names is not None:
        raise Unmodelled("structures already")
    sample = np.ones((*(1,) * (len(shape) - 1), shape[-1]), array.dtype)
    made = _asked(recfunctions.unstructured_to_structured, sample, wanted, **keywords)
    return maybe_view_of(array, shape[:-1], made.dtype)


def _same_places(function: Callable[..., Any], base: Value, *arguments: Value, **keywords: Value) -> Array:
    """As many structures as before, with other fields: a view, or a copy."""
    array, dtype = _structures(base)
    shape = known_rank(array)
    made = _asked(function, _one(shape, dtype), *map(_known, arguments), **keywords)
    if made.ndim != len(shape):
        raise Unmodelled("another rank")
    return replace(maybe_view_of(array, shape, made.dtype), type=_class_of(made))


def _class_of(made: np.ndarray[Any, Any]) -> type[np.ndarray[Any, Any]]:
    if type(made) not in (np.ndarray, np.recarray, np.ma.MaskedArray):
        raise Unmodelled("another class")
    return type(made)


def _appended(function: Callable[..., Any], base: Value, names: Value, data: Value, **keywords: Value) -> Array:
    """New fields beside the old ones, for as many structures as the longer of them has: a new array."""
    array, dtype = _structures(base)
    shape = known_rank(array)
    columns = (data,) if isinstance(names, str) else data if isinstance(data, tuple) else getattr(data, "items", None)
    if not isinstance(columns, tuple) or len(shape) != 1:
        raise Unmodelled("the columns are not known")
    arrays = tuple(map(as_array, columns))
    if any(column.shape != shape or column.dtype is None or column.dtype.names for column in arrays):
        raise Unmodelled("columns of another length")
    samples = [np.ones(1, column.dtype) for column in arrays]
    made = _asked(function, _one(shape, dtype), concrete(names), samples, **keywords)
    return replace(new_array(shape, made.dtype), type=_class_of(made))


for _name in ("repack_fields", "drop_fields", "rec_drop_fields", "rename_fields", "require_fields"):
    add_rule(
        Rule(f"numpy.lib.recfunctions.{_name}", partial(_same_places, getattr(recfunctions, _name)), subclasses=True)
    )
for _name in ("append_fields", "rec_append_fields"):
    add_rule(Rule(f"numpy.lib.recfunctions.{_name}", partial(_appended, getattr(recfunctions, _name))))
