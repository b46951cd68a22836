"""NumPy's functions that do with subclasses what they do with plain arrays, or what the method of that name does.

Source: https://numpy.org/doc/stable/user/basics.interoperability.html
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from ..values.arrays import Array, view_of
from ..values.kinds import Value
from . import accumulations as accumulations
from . import conversion as conversion
from . import creation as creation
from . import generalised as generalised
from . import joining as joining
from . import linalg as linalg
from . import manipulation as manipulation
from . import products as products
from . import reductions as reductions
from . import repetition as repetition
from . import reshaping as reshaping
from . import rounding as rounding
from . import searching as searching
from .registry import Unmodelled
from .subclasses import RuleFunction, by_method, for_class, keeps_class, like_numpy, plain_result, specialise

CLASSES = (np.matrix, np.ma.MaskedArray, np.recarray, np.memmap)
NUMERIC = (np.matrix, np.ma.MaskedArray, np.memmap)

_JOINING = ("concatenate", "vstack", "hstack")
_AS_PLAIN = ("where", "zeros_like", "ones_like", "empty_like", "full_like", "append")
_OF_NUMBERS = (
    "dot", "matmul", "inner", "linalg.inv", "linalg.pinv", "linalg.solve", "linalg.eigh", "linalg.cholesky",
    "linalg.svd", "linalg.qr",
)  # fmt: skip
_AS_METHODS = (
    "sum", "prod", "mean", "std", "var", "min", "max", "amin", "amax", "any", "all", "argmin", "argmax",
    "cumsum", "cumprod", "round", "transpose", "squeeze", "reshape", "repeat", "swapaxes", "clip",
)  # fmt: skip


def _joined(name: str, plain: RuleFunction, arrays: Value, *arguments: Value, **keywords: Value) -> Value:
    """Of several arrays; the rows of one array have shapes that depend on its class."""
    if isinstance(arrays, Array):
        raise Unmodelled("the rows of an array")
    return like_numpy(getattr(np, name), plain, (arrays, *arguments), keywords)


for _kind in CLASSES:
    for _name in _JOINING:
        specialise(_kind, f"numpy.{_name}", partial(_joined, _name))
for _name in _AS_PLAIN:
    keeps_class(f"numpy.{_name}", *CLASSES)
for _name in _OF_NUMBERS:
    keeps_class(f"numpy.{_name}", *NUMERIC)
for _name in _AS_METHODS:
    by_method(_name, *CLASSES)
by_method("ravel", np.ma.MaskedArray, np.recarray, np.memmap)


def _converted(plain: RuleFunction, a: Value, *arguments: Value, **keywords: Value) -> Value:
    """A plain array: a view of one of another class where that would do, else a copy."""
    made = plain_result(plain, (a, *arguments), keywords)
    if isinstance(made, Array) and isinstance(a, Array) and made.identity == a.identity != 0:
        return replace(view_of(made, made.shape, made.strides), type=np.ndarray)
    return made


def _kept(plain: RuleFunction, a: Value, *arguments: Value, **keywords: Value) -> Value:
    """The array itself where it fits."""
    made = plain_result(plain, (a, *arguments), keywords)
    if isinstance(made, Array) and isinstance(a, Array):
        return a if made.identity == a.identity != 0 else replace(made, type=a.type)
    return made


for _kind in CLASSES:
    for_class(_kind, "numpy.array", "numpy.asarray", "numpy.ascontiguousarray", "numpy.asfortranarray", "numpy.copy")(
        _converted
    )
    for_class(_kind, "numpy.asanyarray")(_kept)
