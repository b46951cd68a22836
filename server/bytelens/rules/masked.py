"""Masked arrays: how they are made, and what they give back.

Sizes are those of the data; the mask, one byte for each element, is memory of its own that `nbytes` does not count.
An element, or a reduction over all axes, may be the constant `np.ma.masked`: nothing is said of these.
Source: https://numpy.org/doc/stable/reference/routines.ma.html
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from ..values.arrays import Array, maybe_view_of, new_array, view_of
from ..values.dims import SomeInt, upper_bound
from ..values.kinds import Value
from . import creation as creation
from . import grids as grids
from . import joining as joining
from . import ranges as ranges
from . import reductions as reductions
from . import repetition as repetition
from .arguments import as_bool, as_int, known_rank
from .conversion import array as plain_array
from .conversion import converted
from .creation import zeros
from .indexing import subscript
from .layout import like
from .literals import as_array
from .registry import Rule, Unmodelled, add_rule, rule
from .subclasses import RuleFunction, as_plain, class_of, plain_result, rule_function

Masked = np.ma.MaskedArray
_COMPARED = ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal")


def as_masked(value: Value, itself: Value = None, *, made: bool = False) -> Array:
    """A plain result as a masked array. Raises Unmodelled for what is none, and for one without axes unless it is made.

    itself: an argument which NumPy makes a view of where the plain rule gives it back.
    """
    if not isinstance(value, Array) or not (value.shape or (made and value.shape == ())):
        raise Unmodelled("no array, or np.ma.masked")
    if isinstance(itself, Array) and value.identity == itself.identity != 0:
        value = view_of(value, value.shape, value.strides)
    return replace(value, type=Masked)


def refuse_other_classes(*values: Value) -> None:
    """Raise Unmodelled for matrices and the like, which a masked array keeps as the class of its data."""
    if class_of(*values) not in (np.ndarray, Masked):
        raise Unmodelled("a masked array of another class")


def _made(data: Value, dtype: Value, copy: Value, order: Value, ndmin: Value, subok: Value) -> Array:
    refuse_other_classes(data)
    if not as_bool(subok):
        raise Unmodelled("the class of the data")
    made = plain_array(as_plain(data), dtype, copy=True if as_bool(copy) else None, order=order, ndmin=ndmin)
    return as_masked(made, data, made=True)


@rule("numpy.ma.MaskedArray", subclasses=True)
def masked_array(
    data: Value,
    mask: Value = False,
    dtype: Value = None,
    copy: Value = False,
    subok: Value = True,
    ndmin: Value = 0,
    fill_value: Value = None,
    keep_mask: Value = True,
    hard_mask: Value = None,
    shrink: Value = True,
    order: Value = None,
) -> Array:
    """A view of an array that fits, with a mask beside it."""
    return _made(data, dtype, copy, order, ndmin, subok)


@rule("numpy.ma.array", subclasses=True)
def ma_array(
    data: Value,
    dtype: Value = None,
    copy: Value = False,
    order: Value = None,
    mask: Value = False,
    fill_value: Value = None,
    keep_mask: Value = True,
    hard_mask: Value = False,
    shrink: Value = True,
    subok: Value = True,
    ndmin: Value = 0,
) -> Array:
    """As the class itself, with its arguments in another order."""
    return _made(data, dtype, copy, order, ndmin, subok)


@rule("numpy.ma.asarray", "numpy.ma.asanyarray", subclasses=True)
def ma_asarray(a: Value, dtype: Value = None, order: Value = None) -> Value:
    """A masked array, which a masked array that fits is itself."""
    made = _made(a, dtype, False, order, 0, True)
    same = isinstance(a, Array) and a.type is Masked and made.buffer == a.buffer and made.certain
    if not same:
        return made
    raise Unmodelled("the array itself, or a view of it")


@rule("numpy.ma.masked_where", subclasses=True, determined=False)
def masked_where(condition: Value, a: Value, copy: Value = True) -> Array:
    """A copy with a mask; a view on request."""
    return _with_more_masked(a, copy)


@rule("numpy.ma.masked_invalid", "numpy.ma.fix_invalid", subclasses=True, determined=False)
def masked_invalid(a: Value, *mask: Value, copy: Value = True, fill_value: Value = None) -> Array:
    """A copy with what is not finite masked."""
    if mask:
        raise Unmodelled("a second argument means one thing or another")
    return _with_more_masked(a, copy)


@rule("numpy.ma.masked_values", subclasses=True, determined=False)
def masked_values(
    x: Value, value: Value, rtol: Value = 1e-5, atol: Value = 1e-8, copy: Value = True, shrink: Value = True
) -> Array:
    """A copy with what is close to a value masked."""
    if not as_bool(copy):
        raise Unmodelled("a view or a copy")
    return _made(x, None, True, "K", 0, True)


def _masked_compared(x: Value, value: Value, copy: Value = True) -> Array:
    return _with_more_masked(x, copy)


def _with_more_masked(x: Value, copy: Value) -> Array:
    """A copy, or a view on request; a view of a masked array changes the mask of that."""
    if isinstance(x, Array) and x.type is Masked and not as_bool(copy):
        raise Unmodelled("the mask of the argument changes")
    return _made(x, None, copy, "K", 0, True)


@rule("numpy.ma.masked_inside", "numpy.ma.masked_outside", subclasses=True, determined=False)
def masked_between(x: Value, v1: Value, v2: Value, copy: Value = True) -> Array:
    """A copy with what lies between two values, or does not, masked."""
    return _with_more_masked(x, copy)


@rule("numpy.ma.masked_all", determined=False)
def masked_all(shape: Value, dtype: Value = float) -> Array:
    """Every element is masked, and none is set."""
    return as_masked(zeros(shape, dtype))


@rule("numpy.ma.make_mask_none")
def make_mask_none(newshape: Value, dtype: Value = None) -> Value:
    """A mask that masks nothing."""
    if dtype is not None:
        raise Unmodelled("a mask for each field")
    return zeros(newshape, np.dtype(bool))


def _as_plain_function(plain: RuleFunction, *arguments: Value, **keywords: Value) -> Array:
    refuse_other_classes(*arguments)
    return as_masked(plain_result(plain, arguments, keywords), arguments[0] if arguments else None)


@rule("numpy.ma.MaskedArray.__getitem__", subclasses=True)
def masked_subscript(self: Array, key: Value) -> Array:
    """As of an array, where it is known not to be an element."""
    return as_masked(plain_result(subscript, (self, key), {}), self)


@rule("numpy.ma.MaskedArray.data", "numpy.ma.MaskedArray._data", subclasses=True)
def data_of(self: Array) -> Array:
    """The data as a plain array: a view."""
    return replace(view_of(self, self.shape, self.strides), type=np.ndarray)


@rule("numpy.ma.getdata", subclasses=True)
def getdata(a: Value, subok: Value = True) -> Value:
    """The data of a masked array; a plain array itself."""
    refuse_other_classes(a)
    return data_of(a) if isinstance(a, Array) and a.type is Masked else converted(a, None, None, "K")


@rule("numpy.ma.MaskedArray.mask", "numpy.ma.getmask", subclasses=True, determined=False)
def mask_of(self: Value) -> Value:
    """The mask, which later writes change, or `np.ma.nomask`."""
    raise Unmodelled("a mask or none")


@rule("numpy.ma.getmaskarray", subclasses=True, determined=False)
def getmaskarray(arr: Value) -> Array:
    """The mask itself or a new one; it counts as memory of the array, since writing to it changes the array."""
    array = as_array(arr)
    refuse_other_classes(array)
    if array.dtype is None or array.dtype.names is not None:
        raise Unmodelled("a mask for each field")
    if array.type is np.ndarray:
        return zeros(known_rank(array), np.dtype(bool))
    return replace(maybe_view_of(array, array.shape, np.dtype(bool)), type=np.ndarray)


@rule("numpy.ma.MaskedArray.filled", subclasses=True)
def filled(self: Array, fill_value: Value = None) -> Array:
    """A copy without masked elements, or the data where none is masked."""
    if not self.shape:
        raise Unmodelled("an array or a scalar")
    return replace(maybe_view_of(self, self.shape, self.dtype), type=np.ndarray)


@rule("numpy.ma.filled", subclasses=True)
def filled_function(a: Value, fill_value: Value = None) -> Value:
    """As the method; a plain array itself."""
    refuse_other_classes(a)
    return filled(a, fill_value) if isinstance(a, Array) and a.type is Masked else converted(a, None, None, "K")


@rule("numpy.ma.MaskedArray.compressed", "numpy.ma.compressed", subclasses=True)
def compressed(x: Value) -> Array:
    """What is not masked, in one axis: no more than all."""
    array = as_array(x)
    refuse_other_classes(array)
    length = SomeInt(upper_bound(array.size))
    return replace(maybe_view_of(array, (length,), array.dtype), type=np.ndarray)


@rule("numpy.ma.MaskedArray.count", "numpy.ma.count", subclasses=True)
def count(a: Value, axis: Value = None, keepdims: Value = False) -> Value:
    """How many elements are not masked: an array where axes are left."""
    refuse_other_classes(a)
    if axis is None:
        raise Unmodelled("a Python int or a NumPy scalar")
    counted = plain_result(rule_function("numpy.count_nonzero"), (as_array(a), as_int(axis)), {"keepdims": keepdims})
    if not isinstance(counted, Array):
        raise Unmodelled("a Python int or a NumPy scalar")
    return new_array(counted.shape, counted.dtype, None)


@rule("numpy.ma.isMaskedArray", "numpy.ma.isMA", "numpy.ma.isarray", subclasses=True)
def is_masked_array(x: Value) -> bool:
    """Whether it is of the class, masked or not."""
    if not isinstance(x, Array):
        raise Unmodelled("no array")
    return x.type is Masked


@rule("numpy.ma.masked_all_like", subclasses=True, determined=False)
def masked_all_like(arr: Value) -> Array:
    """As `np.empty_like`, with every element masked."""
    array = as_array(arr)
    refuse_other_classes(array)
    return as_masked(like(as_plain(array), array.dtype, "K"))


for _name in _COMPARED:
    add_rule(Rule(f"numpy.ma.masked_{_name}", _masked_compared, subclasses=True, determined=False))
for _name in (
    "zeros", "ones", "arange", "identity", "indices", "ones_like", "zeros_like", "concatenate", "vstack", "hstack",
    "dstack", "resize",
):  # fmt: skip
    _rule = partial(_as_plain_function, rule_function(f"numpy.{_name}"))
    add_rule(Rule(f"numpy.ma.{_name}", _rule, subclasses=True))
add_rule(Rule("numpy.ma.empty", partial(_as_plain_function, zeros), subclasses=True, determined=False))
