"""Callables that allocate their result and nothing else; a view allocates nothing.

Source: measurements, see docs/decisions/0015-transients.md.
"""

from __future__ import annotations

from ...values.arrays import Array
from ...values.dims import Dim
from ...values.kinds import Sequence, Value
from ..registry import Unmodelled
from .operands import NUMBERS
from .registry import add_transient
from .sizes import held_by

OF_ANYTHING = (
    "numpy.zeros", "numpy.empty", "numpy.array", "numpy.asarray", "numpy.asanyarray", "numpy.copy", "numpy.empty_like",
)  # fmt: skip
"""Of these, lists become the result itself."""

OF_ARRAYS = (
    "numpy.ascontiguousarray", "numpy.asfortranarray", "numpy.reshape", "numpy.ravel", "numpy.transpose",
    "numpy.swapaxes", "numpy.moveaxis", "numpy.squeeze", "numpy.expand_dims", "numpy.broadcast_to", "numpy.flip",
    "numpy.fliplr", "numpy.flipud", "numpy.atleast_1d", "numpy.atleast_2d", "numpy.atleast_3d", "numpy.diagonal",
    "numpy.matrix_transpose", "numpy.shape", "numpy.ndim", "numpy.size",
)  # fmt: skip
METHODS = (
    "reshape", "ravel", "flatten", "transpose", "swapaxes", "squeeze", "diagonal", "copy", "view", "T", "mT", "flat",
)  # fmt: skip


def plain(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """The bytes of the result. Raises Unmodelled for elements that are objects, which may do anything."""
    if isinstance(result, Array) and (result.dtype is None or result.dtype.hasobject):
        raise Unmodelled("the dtype is not known, or objects")
    return held_by(result)


def of_arrays(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """As `plain`, where the first argument is an array."""
    if not arguments or not isinstance(arguments[0], Array):
        raise Unmodelled("the argument becomes an array first")
    return plain(result)


def cast(result: Value, self: Value, *arguments: Value, **keywords: Value) -> Dim:
    """`a.astype(dtype)` between numbers: elements are cast on the way."""
    if not isinstance(self, Array) or self.dtype is None or self.dtype.kind not in NUMBERS:
        raise Unmodelled("no numbers")
    return plain(result)


def of_numbers(result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """As `plain`, of numbers alone."""
    if any(isinstance(value, Array | Sequence) for value in (*arguments, *keywords.values())):
        raise Unmodelled("arrays are no numbers")
    return plain(result)


for _name in OF_ANYTHING:
    add_transient(_name, plain)
for _name in (*OF_ARRAYS, *(f"numpy.ndarray.{name}" for name in METHODS)):
    add_transient(_name, of_arrays)
add_transient("numpy.ndarray.astype", cast)
add_transient("numpy.arange", of_numbers)
add_transient("numpy.ndarray", of_numbers)
