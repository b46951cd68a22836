"""Array creation routines: https://numpy.org/doc/stable/reference/routines.array-creation.html"""

from __future__ import annotations

from ..values.arrays import Array, new_array
from ..values.kinds import Value
from .arguments import as_dtype, as_shape
from .registry import rule


def as_order(value: Value) -> str | None:
    """The order of a new array that is asked for by "C" or "F"; None where it follows another array or is unknown."""
    return str(value) if value in ("C", "F") else None


@rule("numpy.zeros", "numpy.ones", "numpy.empty")
def zeros(
    shape: Value, dtype: Value = None, order: Value = "C", *, device: Value = None, like: Value = None
) -> Array:
    """A new array of a given shape; float64 by default."""
    return new_array(as_shape(shape), as_dtype(dtype), as_order(order))
