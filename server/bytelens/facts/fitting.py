"""Whether something that was seen is among what was said."""

from __future__ import annotations

from ..analysis.estimates import Variant
from ..values.dims import Dim, SomeInt, Symbolic, upper_bound


def fits(variant: Variant, kind: str, shape: tuple[int, ...] | None, dtype: str | None, nbytes: int) -> bool:
    """Whether a binding of which `variant` is said may hold this.

    kind: "array", "scalar" or "other". dtype: `str(dtype)`. A formula fits every length: nobody says what its symbols
    stand for.
    """
    if variant.kind != kind:
        return False
    if variant.dtype is not None and str(variant.dtype) != dtype:
        return False
    if isinstance(variant.at_most, int) and nbytes > variant.at_most:
        return False
    if variant.shape is None or shape is None:
        return True
    return len(variant.shape) == len(shape) and all(map(_may_be, variant.shape, shape))


def _may_be(length: Dim, real: int) -> bool:
    if isinstance(length, Symbolic):
        return True
    if isinstance(length, SomeInt):
        bound = upper_bound(length)
        return not isinstance(bound, int) or real <= bound
    return length == real
