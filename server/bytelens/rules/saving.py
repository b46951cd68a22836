"""What writes arrays to files, or sets how NumPy behaves: nothing comes back, and arrays stay as they are.

None of these is ever called by the analysis itself, which is why their rules say that nothing is determined.
Sources: https://numpy.org/doc/stable/reference/routines.io.html, https://numpy.org/doc/stable/reference/routines.err.html
"""

from __future__ import annotations

import numpy as np

from ..values.arrays import Array
from ..values.kinds import Sequence, Typed, Value
from .arguments import is_scalar
from .registry import Rule, Unmodelled, add_rule

FUNCTIONS = ("save", "savez", "savez_compressed", "savetxt")
METHODS = ("tofile", "dump")
SETTINGS = ("seterr", "geterr", "get_printoptions")


def saved(file: Value, *values: Value, **keywords: Value) -> None:
    """Arrays are written to the file of a name. Objects of the program may do anything when they are written to."""
    if not isinstance(file, str) and not (isinstance(file, Typed) and file.type is str):
        raise Unmodelled("a file-like object of unknown type")
    if not all(map(_is_plain, (*values, *keywords.values()))):
        raise Unmodelled("objects of the program may be asked how to write them")


def saved_itself(self: Array, file: Value, *values: Value, **keywords: Value) -> None:
    """`a.tofile(name)`."""
    saved(file, self, *values, **keywords)


def _is_plain(value: Value) -> bool:
    if isinstance(value, Array):
        return value.dtype is not None and not value.dtype.hasobject
    if isinstance(value, tuple | Sequence):
        items = value.items if isinstance(value, Sequence) else value
        return items is not None and all(map(_is_plain, items))
    return value is None or isinstance(value, str | bytes | Typed) or is_scalar(value)


def setting(*values: Value, **keywords: Value) -> Typed:
    """What was set before: a dict, of which nothing is kept."""
    if not all(map(_is_plain, (*values, *keywords.values()))):
        raise Unmodelled("a function of the program may be called later")
    return Typed(dict)


def set_print_options(*values: Value, **keywords: Value) -> None:
    """Nothing comes back."""
    setting(*values, **keywords)


def errstate(**keywords: Value) -> Typed:
    """What `with` enters and leaves, for settings that hold meanwhile."""
    setting(**keywords)
    return Typed(np.errstate)


for _name in FUNCTIONS:
    add_rule(Rule(f"numpy.{_name}", saved, determined=False))
for _name in METHODS:
    add_rule(Rule(f"numpy.ndarray.{_name}", saved_itself, determined=False))
add_rule(Rule("numpy.set_printoptions", set_print_options, determined=False))
for _name in SETTINGS:
    add_rule(Rule(f"numpy.{_name}", setting, determined=False))
add_rule(Rule("numpy.errstate", errstate, determined=False))
