"""Every elementwise ufunc, by one rule: operands broadcast, dtypes promote.

Source: https://numpy.org/doc/stable/reference/ufuncs.html
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array
from ..values.dims import Shape
from ..values.kinds import Value
from .arguments import as_dtype, concrete, is_scalar
from .broadcasting import broadcast_shapes
from .literals import as_array
from .promotion import operand_type, ufunc_dtypes
from .registry import Rule, Unmodelled, WouldRaise, add_rule


def apply_ufunc(
    ufunc: np.ufunc,
    *operands: Value,
    out: Value = None,
    where: Value = True,
    dtype: Value = None,
    casting: Value = "same_kind",
    order: Value = "K",
) -> Value:
    """The result of `ufunc(*operands, out=out, where=where, dtype=dtype)`; a tuple where it has several outputs.

    A result without axes is a NumPy scalar. Raises Unmodelled and WouldRaise.
    """
    if len(operands) > ufunc.nin:
        operands, out = operands[: ufunc.nin], operands[ufunc.nin :]
    if len(operands) < ufunc.nin:
        raise WouldRaise(f"{ufunc.__name__} takes {ufunc.nin} operands")
    inputs = tuple(value if is_scalar(value) else as_array(value) for value in operands)
    given = _outputs(out)
    if given:
        return given[0] if len(given) == 1 else given
    shapes = [value.shape if isinstance(value, Array) else () for value in inputs]
    if where is not True:
        shapes.append(as_array(where).shape)
    shape = broadcast_shapes(shapes)
    dtypes = _output_dtypes(ufunc, inputs, as_dtype(dtype, None))
    if shape == ():
        value = _computed(ufunc, inputs, dtype) if ufunc.nout == 1 else None
        results: tuple[Value, ...] = tuple(_scalar(kind, value) for kind in dtypes)
    else:
        results = tuple(new_array(shape, kind, _order(inputs, shape, order)) for kind in dtypes)
    return results[0] if ufunc.nout == 1 else results


def _outputs(out: Value) -> tuple[Array, ...]:
    outputs = out if isinstance(out, tuple) else (out,)
    given = tuple(value for value in outputs if isinstance(value, Array))
    if len(given) != len(outputs) and any(value is not None for value in outputs):
        raise Unmodelled("an output is not known to be an array")
    return given


def _output_dtypes(
    ufunc: np.ufunc, inputs: tuple[Value, ...], dtype: DType | None
) -> tuple[DType | None, ...]:
    kinds = tuple(map(operand_type, inputs))
    if any(kind is None for kind in kinds):
        return (None,) * ufunc.nout
    return ufunc_dtypes(ufunc, kinds, dtype)


def _scalar(dtype: DType | None, value: np.generic | None) -> Value:
    if dtype is None or dtype.hasobject:
        raise Unmodelled("the result is a Python object")
    return Scalar(dtype, value if value is not None and value.dtype == dtype else None)


def _computed(ufunc: np.ufunc, inputs: tuple[Value, ...], dtype: Value) -> np.generic | None:
    """The value itself where every operand is a known number: NumPy is asked."""
    if dtype is not None or any(isinstance(value, Array) for value in inputs):
        return None
    try:
        numbers = [concrete(value) for value in inputs]
        with np.errstate(all="ignore"):
            result = ufunc(*numbers)
    except (Unmodelled, TypeError, ValueError, OverflowError):
        return None
    return result if isinstance(result, np.generic) else None


def _order(inputs: tuple[Value, ...], shape: Shape | None, order: Value) -> str | None:
    """The layout of a new output under `order="K"`, where it is certain."""
    if order in ("C", "F"):
        return str(order)
    arrays = [value for value in inputs if isinstance(value, Array) and value.shape != ()]
    if all(array.is_c_contiguous for array in arrays):
        return "C"
    if all(array.is_f_contiguous and array.shape == shape for array in arrays):
        return "F"
    return None


def outer(ufunc: np.ufunc, a: Value, b: Value, **keywords: Any) -> Value:
    """`ufunc.outer(a, b)`: every pair of elements; shape `a.shape + b.shape`."""
    left, right = as_array(a), as_array(b)
    if left.shape is None or right.shape is None:
        raise Unmodelled("the rank is not known")
    if keywords:
        raise Unmodelled("keywords of outer")
    return new_array(left.shape + right.shape, _output_dtypes(ufunc, (left, right), None)[0], None)


def is_elementwise(ufunc: np.ufunc) -> bool:
    """True for ufuncs that work element by element (a generalised one, such as matmul, has a signature)."""
    return ufunc.signature is None


def _register() -> None:
    for name in dir(np):
        ufunc = getattr(np, name)
        if isinstance(ufunc, np.ufunc) and is_elementwise(ufunc):
            add_rule(Rule(f"numpy.{ufunc.__name__}", partial(apply_ufunc, ufunc)))


_register()
add_rule(Rule("numpy.ufunc.outer", outer))

