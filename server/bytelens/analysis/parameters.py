"""Symbols: for parameters that nobody has given a value, and for the lengths of arrays of which nothing is known.

`n, d = X.shape` names two lengths, so `np.zeros((n, d))` has a formula. Each object whose shape is read makes symbols
of its own: they may show the same letters, and are never taken for equal.
"""

from __future__ import annotations

import ast
import re

import numpy as np

from ..rules.arguments import as_dtype
from ..rules.registry import Unmodelled
from ..values.arrays import Array, DType
from ..values.dims import SOME_INT, Dim, Symbolic, symbol
from ..values.kinds import UNKNOWN, Lengths, Parameter, Slice, Typed, Unknown, Value
from .forms import ABSENT
from .machine import Machine
from .names import cell_of, look_up
from .precision import in_precision
from .scopes import Frame

_MAY_BE_SHAPES = frozenset({"shape", "size", "shp", "dims", "sizes", "shapes"})
_OF_ARRAYS = ("ndarray", "NDArray", "ArrayLike", "Array")


def any_argument(machine: Machine, frame: Frame, arg: ast.arg, default: Value = ABSENT) -> Value:
    """What is known of a parameter of a function that nobody calls, from its annotation and the kind of its default."""
    name = arg.arg
    if isinstance(arg.annotation, ast.Name) and arg.annotation.id in ("int", "str", "bool"):
        return symbol(name) if arg.annotation.id == "int" else Typed(str if arg.annotation.id == "str" else bool)
    annotated = None if arg.annotation is None else _annotated_array(machine, frame, arg.annotation)
    if annotated is not None:
        return annotated
    if type(default) is int or (arg.annotation is None and default is ABSENT and name not in _MAY_BE_SHAPES):
        return symbol(name) if type(default) is int else Parameter(symbol(name), machine.store.new_id(), free=True)
    return UNKNOWN


def named(machine: Machine, name: str) -> Symbolic:
    """A new symbol that is shown under a name."""
    for trace in machine.traces:
        trace.names = True
    return symbol(f"{name}'{machine.store.new_id()}")


def _length(machine: Machine, function: str | None, name: str) -> int | Symbolic:
    """A length that has a name: what is assumed of it, else a new symbol."""
    assumed = machine.assumptions.length(function, name)
    return named(machine, name) if assumed is None else assumed


def shape_of(machine: Machine, frame: Frame, node: ast.expr, owner: Value) -> Value:
    """`name.shape` of something of which not even the rank is known; UNKNOWN where it is no plain name."""
    if not isinstance(node, ast.Name) or not isinstance(owner, Unknown | Array):
        return UNKNOWN
    if isinstance(owner, Array):
        return Lengths(node.id, owner.identity) if owner.identity and owner.shape is None else UNKNOWN
    if not isinstance(owner, Parameter):
        machine.store.set(cell_of(frame, node.id), Parameter(named(machine, node.id), machine.store.new_id()))
        owner = look_up(machine, frame, node.id)
    return Lengths(node.id, owner.identity) if isinstance(owner, Parameter) else UNKNOWN


def length(machine: Machine, lengths: Lengths, axis: Value) -> Value:
    """`name.shape[axis]`: the same symbol each time."""
    if isinstance(axis, Slice) or type(axis) is not int:
        return SOME_INT if type(axis) is int else UNKNOWN
    cell = (lengths.owner, f"shape[{axis}]")
    known = machine.store.get(cell)
    if known is ABSENT:
        known = _length(machine, machine.frame.function, machine.naming or f"{lengths.name}.shape[{axis}]")
        machine.store.set(cell, known)
    return known


def unpacked(machine: Machine, frame: Frame, lengths: Lengths, targets: list[ast.expr]) -> list[Value]:
    """`n, d = name.shape`: lengths with the names of the targets; the array itself gets them, if it is one."""
    values: list[Value] = []
    for axis, target in enumerate(targets):
        cell = (lengths.owner, f"shape[{axis}]")
        shown = target.id if isinstance(target, ast.Name) and target.id != "_" else f"{lengths.name}.shape[{axis}]"
        known = machine.store.get(cell)
        if not isinstance(known, Symbolic | int):
            known = _length(machine, frame.function, shown)
            machine.store.set(cell, known)
        values.append(known)
    _refine(machine, frame, lengths.name, lengths.owner, tuple(values))  # type: ignore[arg-type]
    return values


def assume(machine: Machine, frame: Frame, test: ast.expr) -> None:
    """What is known of names after `assert test`: shapes, ranks and dtypes that are compared."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for part in test.values:
            assume(machine, frame, part)
        return
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return
    left, right = test.left, test.comparators[0]
    if not isinstance(left, ast.Attribute) or not isinstance(left.value, ast.Name):
        return
    name, wanted = left.value.id, machine.evaluate(frame, right)
    owner = look_up(machine, frame, name)
    if left.attr == "shape" and isinstance(wanted, tuple):
        _refine(machine, frame, name, _identity(owner), tuple(map(_as_dim, wanted)))
    elif left.attr == "ndim" and type(wanted) is int and 0 <= wanted <= 64:
        shape = tuple(_length(machine, frame.function, f"{name}.shape[{axis}]") for axis in range(wanted))
        _refine(machine, frame, name, _identity(owner), shape)
    elif left.attr == "dtype" and isinstance(owner, Array) and owner.dtype is None:
        dtype = _dtype(wanted)
        _replace(machine, owner.identity, Array(owner.shape, dtype, None, owner.buffer, owner.certain, owner.identity))


def _identity(owner: Value) -> int:
    if isinstance(owner, Parameter | Array):
        return owner.identity
    return 0


def _refine(machine: Machine, frame: Frame, name: str, identity: int, shape: tuple[Dim, ...]) -> None:
    """Give an array of unknown rank its shape; a parameter that nobody has given a value is taken for an array."""
    owner = look_up(machine, frame, name)
    if isinstance(owner, Array) and owner.identity == identity and owner.shape is None:
        new = Array(shape, owner.dtype, None, owner.buffer, owner.certain, identity, owner.type)
        _replace(machine, identity, new)
    elif isinstance(owner, Parameter) and owner.identity == identity and owner.free:
        machine.store.set(cell_of(frame, name), _given(machine, shape, None))


def _replace(machine: Machine, identity: int, new: Array) -> None:
    machine.store.change_arrays(lambda array: new if array.identity == identity else array)


def _given(machine: Machine, shape: tuple[Dim, ...] | None, dtype: DType | None) -> Array:
    """An array that a caller holds."""
    if dtype is not None and machine.assumptions.dtype is not None:
        dtype = in_precision(dtype, machine.assumptions.dtype)
    buffer = machine.store.new_buffer(Array(shape, dtype).nbytes, None)
    machine.store.shared.add(buffer)
    return Array(shape, dtype, None, buffer, identity=buffer)


def _annotated_array(machine: Machine, frame: Frame, annotation: ast.expr) -> Array | None:
    """The array that `np.ndarray`, `npt.NDArray[np.float32]` or `Float32[np.ndarray, "batch 3"]` says."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            annotation = ast.parse(annotation.value, mode="eval").body
        except (SyntaxError, ValueError):
            return None
    if not isinstance(annotation, ast.Subscript):
        return _given(machine, None, None) if _last_name(annotation) == "ndarray" else None
    name, inner = _last_name(annotation.value), annotation.slice
    if name == "NDArray":
        return _given(machine, None, _dtype(machine.evaluate(frame, inner)))
    if name == "ndarray":
        return _given(machine, None, None)
    if isinstance(inner, ast.Tuple) and len(inner.elts) == 2 and _last_name(inner.elts[0]) in _OF_ARRAYS:
        axes = inner.elts[1]
        if isinstance(axes, ast.Constant) and isinstance(axes.value, str):
            return _given(machine, _jaxtyped_shape(machine, frame, axes.value), _jaxtyped_dtype(name))
    return None


def _jaxtyped_shape(machine: Machine, frame: Frame, text: str) -> tuple[Dim, ...] | None:
    """Axes as jaxtyping writes them: names, ints, `_`, `*batch`, `...` (https://docs.kidger.site/jaxtyping/api/array/)."""
    shape: list[Dim] = []
    for axis in text.split():
        if axis.startswith(("*", "...", "#")):
            return None
        plain = axis.rpartition("=")[2]
        if re.fullmatch(r"\d+", plain):
            shape.append(int(plain))
        elif plain.isidentifier() and not plain.startswith("_"):
            assumed = machine.assumptions.length(frame.function, plain)
            shape.append(symbol(plain) if assumed is None else assumed)
        else:
            shape.append(SOME_INT)
    return tuple(shape)


def _jaxtyped_dtype(name: str) -> DType | None:
    """`Float32` is float32; `Float` and the like stand for several dtypes."""
    exact = re.fullmatch(r"(Float|Int|UInt|Complex)\d+|Bool", name)
    return _dtype(name.lower()) if exact else None


def _dtype(value: Value) -> DType | None:
    abstract = isinstance(value, type) and issubclass(value, np.generic) and value.__subclasses__()
    if value is None or isinstance(value, Unknown) or abstract:
        return None
    try:
        return as_dtype(value)
    except Unmodelled:
        return None


def _as_dim(value: Value) -> Dim:
    if isinstance(value, Parameter):
        return value.dim
    return value if type(value) is int or isinstance(value, Symbolic) else SOME_INT


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
