"""What changes elements of an array and returns nothing: put, place, copyto, fill_diagonal and their like.

Source: https://numpy.org/doc/stable/reference/routines.indexing.html#inserting-data-into-arrays
"""

from __future__ import annotations

from ..values.arrays import Array
from ..values.kinds import Value
from .registry import Rule, Unmodelled, add_rule

FUNCTIONS = ("put", "place", "putmask", "put_along_axis", "copyto", "fill_diagonal")
METHODS = ("put", "setfield")


def written(arr: Value, *arguments: Value, **keywords: Value) -> None:
    """Elements change, which are no Python objects: such an array would keep the arguments themselves."""
    if not isinstance(arr, Array) or arr.dtype is None or arr.dtype.hasobject:
        raise Unmodelled("not known to be an array of numbers")


def at(ufunc: object, a: Value, indices: Value, b: Value = None, /) -> None:
    """`ufunc.at(a, indices, b)`: the operation in place, at some indices."""
    written(a)


for _name in FUNCTIONS:
    add_rule(Rule(f"numpy.{_name}", written, writes=True))
for _name in METHODS:
    add_rule(Rule(f"numpy.ndarray.{_name}", written, writes=True))
add_rule(Rule("numpy.ufunc.at", at, writes=True))
