"""np.matrix: two axes always, products for `*` and `**` (see `operators`).

Source: https://numpy.org/doc/stable/reference/arrays.classes.html#matrix-objects
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from ..values.arrays import Array, new_array, view_of
from ..values.kinds import Sequence, Value
from . import accumulations as accumulations
from . import reductions as reductions
from . import repetition as repetition
from . import scalars as scalars
from . import searching as searching
from .arguments import as_bool, as_dtype, as_int, is_scalar
from .conversion import converted
from .indexing import subscript
from .joining import concatenate
from .layout import like
from .registry import Rule, Unmodelled, WouldRaise, add_rule, find_method, rule
from .reshaping import ravel
from .standins import found
from .subclasses import RuleFunction, finished, for_class, like_numpy, plain_result, rule_function

_REDUCTIONS = ("sum", "prod", "mean", "std", "var", "min", "max", "any", "all")
_AS_FLAT_OR_ROW = ("argmin", "argmax", "ptp")
_LIKE_PLAIN = (
    "flatten",
    "ravel",
    "reshape",
    "squeeze",
    "swapaxes",
    "transpose",
    "astype",
    "copy",
    "repeat",
    "conj",
    "conjugate",
)
_ASKED = ("round", "clip", "cumsum", "cumprod", "dot", "argsort")


@rule("numpy.matrix", subclasses=True)
def matrix(data: Value, dtype: Value = None, copy: Value = True) -> Array:
    """A matrix of what `np.array` makes of the data: a copy by default. Text is left to NumPy."""
    if isinstance(data, str):
        raise Unmodelled("text")
    wanted = as_dtype(dtype, None)
    if dtype is not None and wanted is None:
        raise Unmodelled("the dtype is not known")
    if not isinstance(data, Array):
        return finished(converted(data, wanted, True, "K"), np.matrix)
    if wanted is not None and data.dtype is None:
        raise Unmodelled("whether the dtype fits is not known")
    fits = wanted is None or wanted == data.dtype
    if fits and not as_bool(copy):
        return data if data.type is np.matrix else finished(view_of(data, data.shape, data.strides), np.matrix)
    plain = replace(data, type=np.ndarray)
    made = like(plain, wanted or data.dtype, "C" if fits and data.type is not np.matrix else "K")
    return finished(made, np.matrix)


@rule("numpy.asmatrix", subclasses=True)
def asmatrix(data: Value, dtype: Value = None) -> Array:
    """A matrix that looks into the memory of an array, where its dtype is kept."""
    return matrix(data, dtype, False)


@rule("numpy.bmat", subclasses=True)
def bmat(obj: Value, ldict: Value = None, gdict: Value = None) -> Array:
    """Blocks joined: rows of them side by side, then one below the other."""
    items = obj if isinstance(obj, tuple) else obj.items if isinstance(obj, Sequence) else None
    if not items:
        raise Unmodelled("text, or blocks that are not known")
    if any(isinstance(row, Array) for row in items):
        raise Unmodelled("a single row of blocks")
    rows = tuple(_plain_join(row, -1) for row in items)
    return finished(_plain_join(rows, 0), np.matrix)


def _plain_join(blocks: Value, axis: int) -> Array:
    joined = plain_result(concatenate, (blocks,), {"axis": axis})
    if not isinstance(joined, Array) or joined.shape is None or len(joined.shape) != 2:
        raise Unmodelled("the blocks are not known to have two axes")
    return new_array(joined.shape, joined.dtype, None)


@rule("numpy.matrix.__getitem__", subclasses=True)
def matrix_subscript(self: Array, key: Value) -> Value:
    """What is left with one axis becomes a row, or a column where the second part of the key is an int."""
    item = plain_result(subscript, (self, key), {})
    if not isinstance(item, Array) or item.shape is None or len(item.shape) == 2:
        return replace(item, type=np.matrix) if isinstance(item, Array) else item
    if len(item.shape) != 1:
        raise Unmodelled("NumPy lets it have another rank")
    row = finished(item, np.matrix)
    if not isinstance(key, tuple) or len(key) < 2 or not is_scalar(key[1]):
        return row
    strides = None if row.strides is None else row.strides[::-1]
    return replace(row, shape=(item.shape[0], 1), strides=strides)


def _reduced(name: str, self: Array, axis: Value = None, *arguments: Value, **keywords: Value) -> Value:
    """As of an array with `keepdims=True`; a scalar over all axes."""
    if axis is None:
        return like_numpy(
            getattr(np.matrix, name), rule_function(f"numpy.ndarray.{name}"), (self, *arguments), keywords
        )
    said = plain_result(
        rule_function(f"numpy.ndarray.{name}"), (self, axis, *arguments), {**keywords, "keepdims": True}
    )
    return _itself_or_matrix(said, (self, *arguments, *keywords.values()))


def _row_or_column(name: str, self: Array, axis: Value = None, out: Value = None) -> Value:
    """Over the first axis a row, over the second a column."""
    plain = rule_function(f"numpy.{name}")
    if axis is None or out is not None:
        return plain_result(plain, (self, axis, out), {})
    if as_int(axis) not in (0, 1):
        raise WouldRaise("unsupported axis")
    row = _itself_or_matrix(plain_result(plain, (self, axis), {}), ())
    if not isinstance(row, Array) or row.shape is None:
        raise Unmodelled("no array")
    return row if as_int(axis) == 0 else replace(new_array(row.shape[::-1], row.dtype), type=np.matrix)


def _like_plain(name: str, self: Array, *arguments: Value, **keywords: Value) -> Value:
    said = plain_result(rule_function(f"numpy.ndarray.{name}"), (self, *arguments), keywords)
    return _itself_or_matrix(said, (self,))


def _itself_or_matrix(said: Value, given: tuple[Value, ...]) -> Value:
    if not isinstance(said, Array):
        raise Unmodelled("no array")
    for value in given:
        if isinstance(value, Array) and value.identity == said.identity != 0:
            return value
    return finished(said, np.matrix)


def _asked(name: str, *arguments: Value, **keywords: Value) -> Value:
    return like_numpy(getattr(np.matrix, name), rule_function(f"numpy.{name}"), arguments, keywords)


@rule("numpy.matrix.T", "numpy.matrix.getT", subclasses=True)
def transposed(self: Array) -> Value:
    """A view with rows and columns interchanged."""
    return _like_plain("transpose", self)


@rule("numpy.matrix.H", "numpy.matrix.getH", subclasses=True)
def conjugate_transposed(self: Array) -> Value:
    """A view, or a new matrix of complex numbers."""
    if self.dtype is None:
        raise Unmodelled("the dtype is not known")
    turned = transposed(self)
    if self.dtype.kind != "c" or not isinstance(turned, Array):
        return turned
    return replace(new_array(turned.shape, self.dtype, None), type=np.matrix)


@rule("numpy.matrix.I", "numpy.matrix.getI", subclasses=True)
def inverse(self: Array) -> Array:
    """The inverse, or what comes close to it where the matrix is not square."""
    kinds = {found(function, (self,), {})[0].dtype for function in (np.linalg.inv, np.linalg.pinv)}
    if self.shape is None or len(kinds) > 1:
        raise Unmodelled("the shape or dtype is not known")
    return replace(new_array(self.shape[::-1], kinds.pop(), None), type=np.matrix)


@rule("numpy.matrix.A", "numpy.matrix.getA", subclasses=True)
def as_ndarray(self: Array) -> Array:
    """The matrix as a plain array: a view."""
    return replace(view_of(self, self.shape, self.strides), type=np.ndarray)


@rule("numpy.matrix.A1", "numpy.matrix.getA1", subclasses=True)
def flat_ndarray(self: Array) -> Value:
    """The matrix as a plain array with one axis."""
    return ravel(as_ndarray(self))


@for_class(np.matrix, "numpy.ravel")
def ravel_function(plain: RuleFunction, a: Value, order: Value = "C") -> Value:
    """Unlike the method, a plain array with one axis."""
    if not isinstance(a, Array):
        raise Unmodelled("a sequence of matrices")
    flat: Value = plain(as_ndarray(a), order)
    return flat


def _register(names: tuple[str, ...], function: RuleFunction) -> None:
    for name in names:
        if hasattr(np.matrix, name):
            add_rule(Rule(f"numpy.matrix.{name}", partial(function, name), subclasses=True))


def _inherit(names: tuple[str, ...]) -> None:
    """What does nothing of its own to the shape or class."""
    for name in names:
        inherited = find_method(np.ndarray, name)
        if inherited is not None:
            add_rule(replace(inherited, name=f"numpy.matrix.{name}", subclasses=True))


_register(_REDUCTIONS, _reduced)
_register(_AS_FLAT_OR_ROW, _row_or_column)
_register(_LIKE_PLAIN, _like_plain)
_register(_ASKED, _asked)
_inherit(("fill", "sort", "item"))
