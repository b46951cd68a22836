"""Generalised ufuncs, such as `matmul`: core axes follow the signature, the axes before them broadcast.

Source: https://numpy.org/doc/stable/reference/c-api/generalized-ufuncs.html
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

import numpy as np

from ..values.arrays import new_array
from ..values.dims import Dim, Shape, SomeInt
from ..values.kinds import Value
from .arguments import as_dtype, is_scalar, known_rank
from .broadcasting import broadcast_shapes
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import operand_type, ufunc_dtypes
from .reducing import given_output
from .registry import Rule, WouldRaise, add_rule

Core = tuple[str, ...]


def apply_generalised(
    ufunc: np.ufunc,
    *operands: Value,
    out: Value = None,
    dtype: Value = None,
    casting: Value = "same_kind",
    order: Value = "K",
) -> Value:
    """The result of a generalised ufunc with one output; a scalar where no axis is left.

    Raises WouldRaise where core axes differ in length, or an operand lacks them.
    """
    inputs, output = _signature(ufunc)
    if len(operands) == len(inputs) + 1:
        *first, out = operands
        operands = tuple(first)
    given = given_output(out)
    if given is not None:
        return given
    if len(operands) != len(inputs) or any(map(is_scalar, operands)):
        raise WouldRaise("too few operands, or too few axes")
    arrays = tuple(map(as_array, operands))
    lengths: dict[str, Dim] = {}
    batches = [_match(known_rank(array), core, lengths) for array, core in zip(arrays, inputs, strict=True)]
    batch = broadcast_shapes(batches)
    assert batch is not None
    shape = (*batch, *(lengths[name] for name in output if name in lengths))
    kinds = tuple(operand_type(array) for array in arrays)
    wanted = as_dtype(dtype, None)
    known = (dtype is None or wanted is not None) and not any(kind is None for kind in kinds)
    kind = ufunc_dtypes(ufunc, kinds, wanted, str(casting))[0] if known else None
    if shape == ():
        return numpy_scalar(kind)
    return new_array(shape, kind, "C" if order == "K" and len(batch) < 2 else None)


@lru_cache(maxsize=64)
def _signature(ufunc: np.ufunc) -> tuple[tuple[Core, ...], Core]:
    """The core axes of operands and output, as in `(n?,k),(k,m?)->(n?,m?)`; with `?` they may be missing."""
    assert ufunc.signature is not None
    before, after = ufunc.signature.split("->")
    cores = [tuple(re.findall(r"\w+\??", core)) for core in re.findall(r"\(([^)]*)\)", before)]
    return tuple(cores), tuple(re.findall(r"\w+\??", after))


def _match(shape: Shape, core: Core, lengths: dict[str, Dim]) -> Shape:
    """Note the lengths of the core axes of an operand; return its other axes."""
    if len(shape) < len(core):
        core = tuple(name for name in core if not name.endswith("?"))
    if len(shape) < len(core):
        raise WouldRaise("an operand has too few axes")
    split = len(shape) - len(core)
    for name, length in zip(core, shape[split:], strict=True):
        lengths[name] = common_length(lengths.get(name, length), length)
    return shape[:split]


def common_length(a: Dim, b: Dim) -> Dim:
    """The better known of two lengths that must be equal. Raises WouldRaise if they differ."""
    if isinstance(a, int) and isinstance(b, int) and a != b:
        raise WouldRaise(f"lengths {a} and {b} differ")
    if isinstance(a, SomeInt) or isinstance(b, int):
        return b
    return a


def is_generalised(value: object) -> bool:
    """True for the ufuncs that this module stands for."""
    return isinstance(value, np.ufunc) and value.signature is not None and value.nout == 1


for _ufunc in vars(np).values():
    if is_generalised(_ufunc):
        add_rule(Rule(f"numpy.{_ufunc.__name__}", partial(apply_generalised, _ufunc)))
