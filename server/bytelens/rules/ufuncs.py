"""Every elementwise ufunc, by one rule: operands broadcast, dtypes promote.

Source: https://numpy.org/doc/stable/reference/ufuncs.html
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array, same_dtype
from ..values.dims import Shape
from ..values.kinds import Value
from .arguments import as_dtype, concrete, is_scalar
from .asking import asking
from .broadcasting import broadcast_shapes
from .layout import elementwise_order
from .literals import as_array
from .numpy_scalars import array_or_scalar, numpy_scalar
from .promotion import operand_type, ufunc_dtypes
from .registry import Rule, Unmodelled, WouldRaise, add_rule, rule
from .subclasses import like_numpy


def apply_ufunc(
    ufunc: np.ufunc,
    *operands: Value,
    out: Value = None,
    where: Value = True,
    dtype: Value = None,
    casting: Value = "same_kind",
    order: Value = "K",
) -> Value:
    """The result of `ufunc(*operands, out=out, where=where, dtype=dtype)`; a tuple for several outputs.

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
    spread = inputs if where is True else (*inputs, as_array(where))
    shape = broadcast_shapes([value.shape if isinstance(value, Array) else () for value in spread])
    dtypes = _output_dtypes(ufunc, inputs, dtype, casting)
    if shape is None:
        return _one_or_all(tuple(array_or_scalar(kind) for kind in dtypes))
    if shape == ():
        value = _computed(ufunc, inputs, dtype) if ufunc.nout == 1 else None
        return _one_or_all(tuple(_scalar(kind, value) for kind in dtypes))
    return _one_or_all(tuple(new_array(shape, kind, _order(spread, shape, order)) for kind in dtypes))


def _one_or_all(results: tuple[Value, ...]) -> Value:
    return results[0] if len(results) == 1 else results


def _outputs(out: Value) -> tuple[Array, ...]:
    outputs = out if isinstance(out, tuple) else (out,)
    given = tuple(value for value in outputs if isinstance(value, Array))
    if len(given) != len(outputs) and any(value is not None for value in outputs):
        raise Unmodelled("an output is not known to be an array")
    return given


def _output_dtypes(
    ufunc: np.ufunc, inputs: tuple[Value, ...], dtype: Value = None, casting: Value = "same_kind"
) -> tuple[DType | None, ...]:
    kinds = tuple(map(operand_type, inputs))
    wanted = as_dtype(dtype, None)
    unknown_argument = (wanted is None and dtype is not None) or not isinstance(casting, str)
    if unknown_argument or any(kind is None for kind in kinds):
        return (None,) * ufunc.nout
    return ufunc_dtypes(ufunc, kinds, wanted, str(casting))


def _scalar(dtype: DType | None, value: np.generic | None) -> Scalar:
    claim = numpy_scalar(dtype)
    return Scalar(claim.dtype, value) if value is not None and same_dtype(value.dtype, claim.dtype) else claim


def _computed(ufunc: np.ufunc, inputs: tuple[Value, ...], dtype: Value) -> np.generic | None:
    """The value itself where every operand is a known number: NumPy is asked."""
    if dtype is not None or any(isinstance(value, Array) for value in inputs):
        return None
    try:
        with asking():
            result = ufunc(*map(concrete, inputs))
    except Unmodelled:
        return None
    return result if isinstance(result, np.generic) else None


def _order(inputs: tuple[Value, ...], shape: Shape | None, order: Value) -> str | None:
    """The layout of a new output, where it is certain; by default it follows the operands."""
    if order in ("C", "F"):
        return str(order)
    if order not in ("K", "A"):
        return None
    return elementwise_order([value for value in inputs if isinstance(value, Array)], shape)


def outer(ufunc: np.ufunc, a: Value, b: Value, **keywords: Any) -> Value:
    """`ufunc.outer(a, b)`: every pair of elements; shape `a.shape + b.shape`."""
    left, right = as_array(a), as_array(b)
    if left.shape is None or right.shape is None:
        raise Unmodelled("the rank is not known")
    if keywords or _is_python_number(a) or _is_python_number(b):
        raise Unmodelled("keywords, or Python numbers that may be weak or not")
    shape = left.shape + right.shape
    dtypes = _output_dtypes(ufunc, (left, right))
    if shape == ():
        return _one_or_all(tuple(map(numpy_scalar, dtypes)))
    return _one_or_all(tuple(new_array(shape, dtype, None) for dtype in dtypes))


def _is_python_number(value: Value) -> bool:
    return is_scalar(value) and not isinstance(value, Scalar)


def of_any_class(ufunc: np.ufunc, *operands: Value, **keywords: Value) -> Value:
    """As `apply_ufunc`; beside an operand of another class than ndarray, in the class that NumPy gives."""
    if any(type(value) is Array and value.type is not np.ndarray for value in operands):
        return like_numpy(ufunc, partial(apply_ufunc, ufunc), operands, keywords)
    return apply_ufunc(ufunc, *operands, **keywords)


@rule("numpy.ndarray.conj", "numpy.ndarray.conjugate")
def conjugated(self: Array, out: Value = None) -> Value:
    """The array itself, unless it is complex or an output is given."""
    if self.dtype is None or self.dtype.hasobject:
        raise Unmodelled("the dtype is not known, or objects")
    return apply_ufunc(np.conjugate, self, out=out) if self.dtype.kind == "c" or out is not None else self


def is_elementwise(ufunc: np.ufunc) -> bool:
    """True for ufuncs that work element by element (a generalised one, such as matmul, has a signature)."""
    return ufunc.signature is None


def _register() -> None:
    for ufunc in list(vars(np).values()):  # to ask for every name would import submodules that nobody needs
        if isinstance(ufunc, np.ufunc) and is_elementwise(ufunc):
            add_rule(Rule(f"numpy.{ufunc.__name__}", partial(of_any_class, ufunc), subclasses=True))


_register()
add_rule(Rule("numpy.ufunc.outer", outer))
