"""Operators: Python's on constants and lengths, ufuncs on arrays."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..rules.arguments import is_scalar
from ..rules.registry import find_rule
from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, Dim, SomeInt, Symbolic, add, divide, multiply, subtract
from ..values.joining import options
from ..values.kinds import UNKNOWN, Mapping, Parameter, Ref, Sequence, Typed, Unknown, Value
from ..values.kinds import Union as OneOf
from .escapes import lose
from .forms import ABSENT
from .known import truth_of
from .lists import extend
from .machine import Machine, evaluates
from .membership import contains
from .scopes import Frame
from .strings import percent

MOST_BITS = 4096
MOST_CONSTANT_ITEMS = 10_000

_UFUNCS: dict[type[ast.AST], np.ufunc] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.true_divide,
    ast.FloorDiv: np.floor_divide, ast.Mod: np.remainder, ast.Pow: np.power, ast.MatMult: np.matmul,
    ast.BitAnd: np.bitwise_and, ast.BitOr: np.bitwise_or, ast.BitXor: np.bitwise_xor,
    ast.LShift: np.left_shift, ast.RShift: np.right_shift,
    ast.Eq: np.equal, ast.NotEq: np.not_equal, ast.Lt: np.less, ast.LtE: np.less_equal,
    ast.Gt: np.greater, ast.GtE: np.greater_equal,
    ast.USub: np.negative, ast.UAdd: np.positive, ast.Invert: np.invert,
}  # fmt: skip
_PYTHON: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow, ast.MatMult: operator.matmul,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor,
    ast.LShift: operator.lshift, ast.RShift: operator.rshift,
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Invert: operator.invert,
}  # fmt: skip
OPERATIONS: dict[object, type[ast.AST]] = {function: operation for operation, function in _PYTHON.items()}
"""The operators by the functions of `operator` that do the same."""
_SPECIAL: dict[type[ast.AST], str] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv", ast.FloorDiv: "floordiv", ast.Mod: "mod",
    ast.Pow: "pow", ast.MatMult: "matmul", ast.BitAnd: "and", ast.BitOr: "or", ast.BitXor: "xor",
    ast.LShift: "lshift", ast.RShift: "rshift", ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le",
    ast.Gt: "gt", ast.GtE: "ge", ast.USub: "neg", ast.UAdd: "pos", ast.Invert: "invert",
}  # fmt: skip
_REFLECTED = {"eq": "eq", "ne": "ne", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}
_LENGTHS: dict[type[ast.AST], Callable[[Any, Any], Dim]] = {
    ast.Add: add,
    ast.Sub: subtract,
    ast.Mult: multiply,
    ast.FloorDiv: divide,
}
_BITWISE = (ast.BitAnd, ast.BitOr, ast.BitXor)
_COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_ARRAYS = frozenset({Array, Scalar})
_CONSTANTS = frozenset({int, bool, float, complex, str, bytes, type(Path())})
_CONSTANT = (int, float, complex, str, bytes)


@evaluates(ast.BinOp)
def binary(machine: Machine, frame: Frame, node: ast.BinOp) -> Value:
    """`left op right`."""
    left = machine.evaluate(frame, node.left)
    right = machine.evaluate(frame, node.right)
    return operate(machine, type(node.op), node, left, right)


@evaluates(ast.UnaryOp)
def unary(machine: Machine, frame: Frame, node: ast.UnaryOp) -> Value:
    """`-x`, `+x`, `~x`, `not x`."""
    value = machine.evaluate(frame, node.operand)
    if isinstance(node.op, ast.Not):
        known = truth(machine, value)
        return Typed(bool) if known is None else not known
    return operate(machine, type(node.op), node, value)


@evaluates(ast.Compare)
def compare(machine: Machine, frame: Frame, node: ast.Compare) -> Value:
    """`a < b`, and chains of comparisons, which are known only among constants."""
    left = machine.evaluate(frame, node.left)
    results: list[Value] = []
    for operation, comparator in zip(node.ops, node.comparators, strict=True):
        right = _perhaps(machine, frame, comparator) if results else machine.evaluate(frame, comparator)
        results.append(_compared(machine, operation, node, left, right))
        left = right
    if len(results) == 1:
        return results[0]
    if all(result is True for result in results):
        return True
    return False if results[0] is False else UNKNOWN


@evaluates(ast.BoolOp)
def boolean(machine: Machine, frame: Frame, node: ast.BoolOp) -> Value:
    """`a and b`, `a or b`: one of the operands. Operands after the first may not be evaluated."""
    stops_at = isinstance(node.op, ast.Or)
    possible: list[Value] = []
    for expression in node.values:
        value = _perhaps(machine, frame, expression) if possible else machine.evaluate(frame, expression)
        known = truth(machine, value)
        if known is not (not stops_at) or expression is node.values[-1]:
            possible.append(value)
        if known is stops_at:
            break
    return machine.store.joined(possible)


def _perhaps(machine: Machine, frame: Frame, expression: ast.expr) -> Value:
    """The value of an expression that is not always evaluated."""
    mark = machine.store.mark()
    value = machine.evaluate(frame, expression)
    machine.store.merge([machine.store.rollback(mark), {}])
    return value


@evaluates(ast.IfExp)
def conditional(machine: Machine, frame: Frame, node: ast.IfExp) -> Value:
    """`a if test else b`."""
    known = truth(machine, machine.evaluate(frame, node.test))
    if known is not None:
        return machine.evaluate(frame, node.body if known else node.orelse)
    store = machine.store
    mark = store.mark()
    first = machine.evaluate(frame, node.body)
    deltas = [store.rollback(mark)]
    second = machine.evaluate(frame, node.orelse)
    deltas.append(store.rollback(mark))
    store.merge(deltas)
    return store.joined((first, second))


def operate(machine: Machine, operation: type[ast.AST], node: ast.AST, *operands: Value) -> Value:
    """The result of a binary or unary operator. One that nobody knows may do anything with its operands."""
    if any(type(operand) is OneOf for operand in operands):
        result = machine.each(partial(_operate, machine, operation, node), *operands)
    else:
        result = _operate(machine, operation, node, *operands)
    if result is UNKNOWN:
        lose(machine, operands)
    return result


def operate_in_place(machine: Machine, operation: type[ast.AST], node: ast.AST, left: Value, right: Value) -> Value:
    """`left op= right`: an array and a list stay the same object, anything else is replaced."""
    if isinstance(left, Array):
        machine.store.write(left.buffer)
        return UNKNOWN if any(isinstance(option, Unknown) for option in options(right)) else left
    if isinstance(left, Ref):
        return _change_list(machine, operation, left, right)
    if isinstance(left, OneOf) and any(isinstance(option, Ref) for option in left.options):
        lose(machine, (left, right))
        return UNKNOWN
    if isinstance(left, OneOf) and not isinstance(right, OneOf):
        return machine.store.joined(
            [operate_in_place(machine, operation, node, option, right) for option in left.options]
        )
    return operate(machine, operation, node, left, right)


def truth(machine: Machine, value: Value) -> bool | None:
    """`bool(value)`, or None where it is not known."""
    if isinstance(value, OneOf):
        found = {truth(machine, option) for option in value.options}
        return found.pop() if len(found) == 1 else None
    if isinstance(value, Ref):
        held = machine.store.get(value.address)
        count = held.count if isinstance(held, Sequence) else None
        return count > 0 if isinstance(count, int) else None
    if isinstance(value, Scalar):
        return None if value.value is None else bool(value.value)
    if isinstance(value, Array):
        return truth_of(machine.visible(value))
    if value is None or isinstance(value, bool | int | float | complex | str | bytes | tuple | range):
        return bool(value)
    return None


def _operate(machine: Machine, operation: type[ast.AST], node: ast.AST, *operands: Value) -> Value:
    kinds = set(map(type, operands))
    if operation is ast.Mod and type(operands[0]) in (str, bytes) and _is_plain(operands[1]):
        return percent(operands[0], operands[1])  # type: ignore[arg-type]
    if not kinds.isdisjoint(_ARRAYS):
        if Ref in kinds and (found := _on_objects(machine, operation, *operands)) is not ABSENT:
            return found
        return _by_ufunc(machine, operation, node, *operands)
    if Unknown in kinds:
        return UNKNOWN
    if Parameter in kinds:
        return _on_parameters(operation, *operands)
    if kinds <= _CONSTANTS:
        return _folded(operation, *operands)
    if Ref in kinds and (found := _on_objects(machine, operation, *operands)) is not ABSENT:
        return found
    if any(isinstance(operand, Ref | tuple) for operand in operands):
        return _on_sequences(machine, operation, *operands)
    if all(is_scalar(operand) for operand in operands):
        return _on_numbers(operation, *operands)
    if operation in _COMPARISONS or not operands:
        return _compared_constants(operation, *operands)
    return UNKNOWN


def _is_plain(value: Value) -> bool:
    """Whether formatting a value runs no code of the program."""
    if type(value) is tuple:
        return all(map(_is_plain, value))
    return type(value) in _CONSTANTS or isinstance(value, Array | Scalar | SomeInt | Symbolic | Typed)


def _on_objects(machine: Machine, operation: type[ast.AST], *operands: Value) -> Value:
    """The special method of an object of the program, if one of the operands is one; ABSENT otherwise."""
    name = _SPECIAL[operation]
    if len(operands) == 1:
        return machine.special(operands[0], f"__{name}__")
    left, right = operands
    result = machine.special(left, f"__{name}__", right)
    if result is ABSENT and not isinstance(left, Array):
        return machine.special(right, f"__{_REFLECTED.get(name, 'r' + name)}__", left)
    return result


def _by_ufunc(machine: Machine, operation: type[ast.AST], node: ast.AST, *operands: Value) -> Value:
    subclass = False
    for value in operands:
        if type(value) is Array:
            subclass = subclass or value.type is not np.ndarray
        elif not is_scalar(value) and not isinstance(value, Ref | tuple):
            return UNKNOWN
    rule = find_rule(_PYTHON[operation] if subclass else _UFUNCS[operation])
    return UNKNOWN if rule is None else machine.apply(rule, node, *operands)


def _folded(operation: type[ast.AST], *operands: Any) -> Value:
    """Python's own result on constants, unless it would be huge."""
    if not _stays_small(operation, *operands):
        return UNKNOWN
    try:
        result: Value = _PYTHON[operation](*operands)
    except (TypeError, ValueError, ArithmeticError, MemoryError):
        return UNKNOWN
    return result


def _stays_small(operation: type[ast.AST], *operands: Any) -> bool:
    if any(type(operand) is int and operand.bit_length() > MOST_BITS for operand in operands):
        return False
    if operation is ast.Pow and all(type(operand) is int for operand in operands):
        base, exponent = operands
        return bool(base.bit_length() * max(exponent, 1) <= MOST_BITS)
    if operation is ast.LShift:
        left, right = operands
        return isinstance(left, int) and type(right) is int and left.bit_length() + right <= MOST_BITS
    sizes = [len(operand) for operand in operands if isinstance(operand, str | bytes | tuple)]
    if operation is ast.Mult and sizes:
        counts = [operand for operand in operands if isinstance(operand, int)]
        return bool(counts) and sizes[0] * counts[0] <= MOST_CONSTANT_ITEMS
    return not (operation is ast.Mod and sizes) and sum(sizes) <= MOST_CONSTANT_ITEMS


def _on_numbers(operation: type[ast.AST], *operands: Value) -> Value:
    """Numbers of which one is not known: lengths keep their formula, others their type."""
    if operation in _COMPARISONS:
        return Typed(bool)
    kinds = {_number_type(operand) for operand in operands}
    if kinds <= {int, bool}:
        combine = _LENGTHS.get(operation)
        if operation in _BITWISE and kinds == {bool}:
            return Typed(bool)
        if combine is not None and all(isinstance(operand, int | Symbolic) for operand in operands):
            left, right = operands
            return combine(left, right)
        if operation is ast.USub and isinstance(operands[0], Symbolic):
            return multiply(-1, operands[0])
        if operation is ast.Pow:
            return _power(*operands)
        return Typed(float) if operation is ast.Div else SOME_INT
    if operation is ast.Pow or kinds - {int, bool, float}:
        return UNKNOWN
    return Typed(float)


def _on_parameters(operation: type[ast.AST], *operands: Value) -> Value:
    """Sums and products of ints with values that may be ints: were they, this would be the result."""
    dims = [operand.dim if isinstance(operand, Parameter) else operand for operand in operands]
    if len(dims) != 2 or not all(type(dim) is int or isinstance(dim, Symbolic) for dim in dims):
        return UNKNOWN
    combine = _LENGTHS.get(operation)
    found = UNKNOWN if combine is None else combine(*dims)
    identity = next(operand.identity for operand in operands if isinstance(operand, Parameter))
    return Parameter(found, -identity) if isinstance(found, Symbolic) else UNKNOWN


def _power(base: Value, exponent: Value) -> Value:
    """An int to a negative int is a float, so that only a known exponent tells."""
    if not isinstance(exponent, int) or not 0 <= exponent <= 16 or not isinstance(base, Symbolic | SomeInt):
        return UNKNOWN
    result: Any = 1
    for _ in range(exponent):
        result = multiply(result, base) if isinstance(base, Symbolic) else SOME_INT
    return result


def _number_type(value: Value) -> type:
    if isinstance(value, Typed):
        return value.type
    return int if isinstance(value, SomeInt | Symbolic) else type(value)


def _on_sequences(machine: Machine, operation: type[ast.AST], *operands: Value) -> Value:
    """`+` and `*` of lists and tuples; comparisons of constant tuples."""
    if operation in _COMPARISONS:
        return _compared_constants(operation, *operands)
    if len(operands) != 2 or operation not in (ast.Add, ast.Mult):
        return UNKNOWN
    left, right = operands
    if operation is ast.Mult:
        if isinstance(right, Ref | tuple):
            left, right = right, left
        return _repeated(machine, left, right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return left + right if len(left) + len(right) <= MOST_CONSTANT_ITEMS else UNKNOWN
    if isinstance(left, Ref) and isinstance(right, Ref):
        return _list_sum(machine, left, right)
    return UNKNOWN


def _repeated(machine: Machine, sequence: Value, count: Value) -> Value:
    if isinstance(sequence, tuple):
        fits = type(count) is int and len(sequence) * count <= MOST_CONSTANT_ITEMS
        return sequence * count if fits and isinstance(count, int) else UNKNOWN
    held = machine.store.get(sequence.address) if isinstance(sequence, Ref) else None
    if not isinstance(held, Sequence) or held.kind != "list" or not isinstance(count, int | Symbolic | SomeInt):
        return UNKNOWN
    if held.items is not None and type(count) is int and len(held.items) * count <= MOST_CONSTANT_ITEMS:
        return machine.store.allocate(Sequence(held.items * count))
    members = (held.element,) if held.items is None else held.items
    element = machine.store.joined(members) if members else UNKNOWN
    return machine.store.allocate(Sequence(None, element, multiply(held.count, count)))


def _list_sum(machine: Machine, left: Ref, right: Ref) -> Value:
    result = machine.store.get(left.address)
    if not isinstance(result, Sequence) or result.kind != "list":
        return UNKNOWN
    copy = machine.store.allocate(result)
    extend(machine, copy, right)
    return copy


def _change_list(machine: Machine, operation: type[ast.AST], target: Ref, other: Value) -> Value:
    """`+=` and `*=` change a list itself; other operators change a dict."""
    held = machine.store.get(target.address)
    if isinstance(held, Sequence) and operation is ast.Add:
        extend(machine, target, other)
        return target
    if isinstance(held, Sequence) and operation is ast.Mult:
        product = _repeated(machine, target, other)
        if isinstance(product, Ref):
            machine.store.set(target.address, machine.store.get(product.address))
            return target
    lose(machine, (target, other))
    return UNKNOWN if not isinstance(held, Sequence | Mapping) else target


def _compared(machine: Machine, operation: ast.cmpop, node: ast.AST, left: Value, right: Value) -> Value:
    if isinstance(operation, ast.Is | ast.IsNot):
        return machine.each(partial(_identical, operation), left, right)
    if isinstance(operation, ast.In | ast.NotIn):
        found = contains(machine, right, left)
        if found is not None:
            return found is isinstance(operation, ast.In)
        if isinstance(right, Unknown | OneOf) or isinstance(left, Unknown):
            lose(machine, left)
        return Typed(bool)
    return operate(machine, type(operation), node, left, right)


def _identical(operation: ast.cmpop, left: Value, right: Value) -> Value:
    """`is` is decided only against None, True and False, of which there is one each."""
    singles = (None, True, False)
    if any(isinstance(value, Unknown) for value in (left, right)):
        return Typed(bool)
    if not any(value is single for value in (left, right) for single in singles):
        return Typed(bool)
    if any(isinstance(value, Typed) and value.type is bool for value in (left, right)):
        return Typed(bool)
    return (left is right) is isinstance(operation, ast.Is)


def _compared_constants(operation: type[ast.AST], *operands: Value) -> Value:
    if len(operands) == 2 and all(map(_is_constant, operands)):
        return _folded(operation, *operands)
    return UNKNOWN


def _is_constant(value: Value) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_constant, value))
    return value is None or isinstance(value, (*_CONSTANT, np.dtype, type))
