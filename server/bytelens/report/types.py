"""The type of an array as text: dtype and shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..values.dims import Dim, Shape, SomeInt

if TYPE_CHECKING:
    # A trace is shown without NumPy.
    from ..values.arrays import DType


def dtype_text(dtype: DType | None) -> str:
    """The name of a dtype, as `str` gives it; empty where it is unknown."""
    return "" if dtype is None else str(dtype)


def axes_text(shape: Shape | None) -> str:
    """A shape in brackets without spaces, as `[50,n,?]`; empty where the rank is unknown."""
    return "" if shape is None else f"[{','.join(axis_text(axis).replace(' ', '') for axis in shape)}]"


def shape_text(shape: Shape | None) -> str:
    """A shape as Python writes a tuple, as `(1000,)` or `(n, ?)`; `?` where the rank is unknown."""
    if shape is None:
        return "?"
    return f"({', '.join(map(axis_text, shape))}{',' if len(shape) == 1 else ''})"


def axis_text(axis: Dim) -> str:
    """A length: a number, a formula, `≤1000` where it is bounded, or `?`."""
    if isinstance(axis, SomeInt):
        return "?" if axis.at_most is None else f"≤{axis.at_most}"
    return str(axis)
