"""Methods that NumPy scalars share with arrays: a scalar answers as an array without axes does.

Source: https://numpy.org/doc/stable/reference/arrays.scalars.html#methods
"""

from __future__ import annotations

from functools import partial

from ..values.arrays import Array, Scalar
from ..values.kinds import Typed, Value
from .registry import Rule, Unmodelled, add_rule, find_method

AS_ARRAY = ("ravel", "flatten", "reshape", "repeat", "cumsum", "cumprod", "take", "compress", "choose")
ITSELF = ("squeeze", "transpose")


def as_method_of_array(name: str, self: Scalar, *arguments: Value, **keywords: Value) -> Value:
    """What the method of an array without axes gives, in new memory."""
    rule = find_method(Array(None, None).type, name)
    if rule is None or self.dtype is None:
        raise Unmodelled("the method of the array, or the dtype")
    found = rule.function(Array((), self.dtype, ()), *arguments, **keywords)
    if not isinstance(found, Array | Scalar) or found.dtype is None:
        raise Unmodelled("no array")
    return found


def itself(self: Scalar, *arguments: Value) -> Scalar:
    """A scalar of the same type."""
    return Scalar(self.dtype, self.value)


def tobytes(self: Scalar, order: Value = "C") -> Typed:
    """The element as a bytes object."""
    return Typed(bytes)


for _name in AS_ARRAY:
    add_rule(Rule(f"numpy.generic.{_name}", partial(as_method_of_array, _name)))
for _name in ITSELF:
    add_rule(Rule(f"numpy.generic.{_name}", itself))
add_rule(Rule("numpy.generic.tobytes", tobytes))
