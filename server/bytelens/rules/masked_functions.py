"""What the functions of `np.ma` and the methods of masked arrays do: as with plain arrays, in classes that NumPy tells.

Source: https://numpy.org/doc/stable/reference/routines.ma.html
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ..values.arrays import Array, new_array
from ..values.kinds import Value
from . import accumulations as accumulations
from . import attributes as attributes
from . import generalised as generalised
from . import joining as joining
from . import manipulation as manipulation
from . import products as products
from . import reductions as reductions
from . import repetition as repetition
from . import reshaping as reshaping
from . import rounding as rounding
from . import searching as searching
from .literals import as_array
from .masked import Masked, as_masked, refuse_other_classes
from .registry import Rule, Unmodelled, add_rule, find_method, resolve, rule
from .subclasses import RuleFunction, like_numpy, plain_result, rule_function
from .ufuncs import apply_ufunc, is_elementwise

_VIEWS_AND_COPIES = (
    "copy", "flatten", "ravel", "repeat", "reshape", "squeeze", "swapaxes", "transpose", "astype", "T",
)  # fmt: skip
_ASKED = (
    "sum", "prod", "mean", "std", "var", "min", "max", "any", "all", "argmin", "argmax", "cumsum", "cumprod", "round",
    "dot", "clip", "argsort",
)  # fmt: skip
_BY_METHOD = (
    "sum", "prod", "product", "mean", "std", "var", "min", "max", "any", "all", "argmin", "argmax", "cumsum", "cumprod",
    "round", "around", "round_", "copy", "ravel", "repeat", "swapaxes", "transpose", "reshape", "nonzero",
)  # fmt: skip
_OTHER_NAMES = {"product": "prod", "around": "round", "round_": "round"}
_TWO = {"power": np.power, "maximum": np.maximum, "minimum": np.minimum}
_PLAIN_FUNCTIONS = ("where", "dot", "column_stack", "stack", "append", "diff")
_OF_ALL_CLASSES = ("shape", "dtype")


def masked_result(
    function: Any, plain: RuleFunction, arguments: tuple[Value, ...], keywords: dict[str, Value]
) -> Array:
    """What NumPy is asked for, where it is an array: scalars may be `np.ma.masked`."""
    refuse_other_classes(*arguments, *keywords.values())
    said = like_numpy(function, plain, arguments, keywords)
    if not isinstance(said, Array) or not said.shape:
        raise Unmodelled("an element, or np.ma.masked")
    if said.identity:
        raise Unmodelled("an argument itself, or a view of it")
    return said


def _asked_function(name: str, plain: RuleFunction, *arguments: Value, **keywords: Value) -> Array:
    return masked_result(resolve(name), plain, arguments, keywords)


def _asked_method(name: str, self: Array, *arguments: Value, **keywords: Value) -> Array:
    return masked_result(getattr(Masked, name), _without_fill_value(_plain_method(name)), (self, *arguments), keywords)


def _without_fill_value(plain: RuleFunction) -> RuleFunction:
    """The rule for plain arrays, which have nothing to fill."""

    def without(*arguments: Value, **keywords: Value) -> Any:
        return plain(*arguments, **{name: value for name, value in keywords.items() if name != "fill_value"})

    return without


def _like_plain(name: str, self: Array, *arguments: Value, **keywords: Value) -> Array:
    """A view of the data or a copy of them, and the same of the mask."""
    return as_masked(plain_result(_plain_method(name), (self, *arguments), keywords), self)


def _plain_method(name: str) -> RuleFunction:
    return rule_function(f"numpy.ndarray.{name}")


def _by_method(name: str, a: Value, *arguments: Value, **keywords: Value) -> Value:
    """The method of what `np.asanyarray` makes of the argument, as a masked array."""
    array = as_array(a)
    refuse_other_classes(array)
    rule = find_method(Masked, _OTHER_NAMES.get(name, name))
    if rule is None or array.type is not Masked:
        raise Unmodelled("a plain array")
    result: Value = rule.function(array, *arguments, **keywords)
    return result


def _part(name: str, self: Array) -> Array:
    """`real` and `imag`: views of the data, masked."""
    part = plain_result(partial(attributes.attribute, name=name), (self,), {})
    return as_masked(part, self)


@rule("numpy.ma.MaskedArray.nonzero", subclasses=True)
def nonzero(self: Array) -> Value:
    """Where elements are neither masked nor zero: plain arrays, one for each axis."""
    return plain_result(_plain_method("nonzero"), (self,), {})


@rule("numpy.ma.count_masked", subclasses=True)
def count_masked(arr: Value, axis: Value = None) -> Value:
    """How many elements are masked."""
    array = as_array(arr)
    refuse_other_classes(array)
    if array.dtype is None or array.dtype.names is not None:
        raise Unmodelled("a mask for each field")
    counted = plain_result(rule_function("numpy.sum"), (new_array(array.shape, np.dtype(bool), None), axis), {})
    return new_array(counted.shape, counted.dtype, None) if isinstance(counted, Array) else counted


@rule("numpy.ma.MaskedArray.sort", writes=True, subclasses=True)
def sort(self: Array, *arguments: Value, **keywords: Value) -> None:
    """Sorts in place."""


def _register_ufuncs() -> None:
    """The ufuncs of `np.ma`, which mask what is out of their domain."""
    for name in dir(np.ma):
        known = getattr(np.ma, name)
        ufunc = _TWO.get(name, getattr(known, "f", None))
        if isinstance(ufunc, np.ufunc) and is_elementwise(ufunc):
            function = partial(_asked_function, f"numpy.ma.{name}", partial(apply_ufunc, ufunc))
            add_rule(Rule(f"numpy.ma.{name}", function, subclasses=True))


def _register() -> None:
    for name in _PLAIN_FUNCTIONS:
        if hasattr(np.ma, name):
            function = partial(_asked_function, f"numpy.ma.{name}", rule_function(f"numpy.{name}"))
            add_rule(Rule(f"numpy.ma.{name}", function, subclasses=True))
    for name in _BY_METHOD:
        if hasattr(np.ma, name):
            add_rule(Rule(f"numpy.ma.{name}", partial(_by_method, name), subclasses=True))
    for names, family in ((_VIEWS_AND_COPIES, _like_plain), (_ASKED, _asked_method)):
        for name in names:
            add_rule(Rule(f"numpy.ma.MaskedArray.{name}", partial(family, name), subclasses=True))
    for name in ("real", "imag"):
        add_rule(Rule(f"numpy.ma.MaskedArray.{name}", partial(_part, name), subclasses=True))
    for name in _OF_ALL_CLASSES:
        read = partial(attributes.attribute, name=name)
        add_rule(Rule(f"numpy.ma.MaskedArray.{name}", read, subclasses=True))


_register_ufuncs()
_register()
