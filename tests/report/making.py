"""Estimates made by hand."""

import numpy as np

from bytelens.analysis.estimates import Estimate, Variant
from bytelens.values.dims import Shape
from bytelens.values.ownership import Ownership

OWNER, VIEW, ALIAS, UNSURE = Ownership.OWNER, Ownership.VIEW, Ownership.ALIAS, Ownership.UNKNOWN


def array(shape: Shape | None, dtype: str | None = "int64", ownership: Ownership = OWNER, **rest: object) -> Variant:
    """One variant of an array."""
    return Variant("array", shape, None if dtype is None else np.dtype(dtype), ownership, **rest)


def scalar(dtype: str = "float64") -> Variant:
    """A NumPy scalar."""
    return Variant("scalar", (), np.dtype(dtype), OWNER)


def bound(name: str, *variants: Variant, line: int = 1, end_line: int | None = None, column: int = 0) -> Estimate:
    """A binding outside functions."""
    return Estimate(line, end_line or line, column, name, None, variants)
