"""Values as one types them: `100_000`, `10**6`, `"float32"`, `(200, 3)`."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from typing import Any

from .assumptions import Constant

_MOST_BITS = 10_000
_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
}
_KINDS = (bool, int, float, str, type(None))


def read_constant(text: str) -> Constant:
    """The value of a text. Nothing is looked up and nothing runs but arithmetic on numbers of a sane size.

    Raises ValueError, with what can be typed.
    """
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, TypeError, ArithmeticError, RecursionError, MemoryError):
        shown = text.strip() or "nothing"
        raise ValueError(f"{shown} is no value: a number, a string or a tuple of these is expected") from None


def show_constant(value: Constant) -> str:
    """A value as Python writes it; ints from five digits on with underscores."""
    if isinstance(value, tuple):
        return f"({', '.join(map(show_constant, value))}{',' * (len(value) == 1)})"
    if type(value) is int and abs(value) >= 10_000:
        return f"{value:_}"
    return repr(value)


def expression_of(value: Constant, at: ast.AST) -> ast.expr:
    """The syntax of a value, in the place of a node."""
    made = ast.parse(repr(value), mode="eval").body
    for node in ast.walk(made):
        ast.copy_location(node, at)
    return made


def _value(node: ast.expr) -> Constant:
    if isinstance(node, ast.Constant) and type(node.value) in _KINDS:
        return _finite(node.value)
    if isinstance(node, ast.Tuple):
        return tuple(map(_value, node.elts))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = _number(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _combined(type(node.op), _number(node.left), _number(node.right))
    raise ValueError(node)


def _number(node: ast.expr) -> int | float:
    value = _value(node)
    if type(value) not in (int, float):
        raise ValueError(value)
    return value  # type: ignore[return-value]


def _combined(kind: type[ast.operator], left: float, right: float) -> Constant:
    if isinstance(left, int) and isinstance(right, int):
        growing = kind in (ast.Pow, ast.LShift)
        bits = left.bit_length() * max(right, 1) + right if growing else left.bit_length() + right.bit_length()
        if bits > _MOST_BITS or (growing and right < 0):
            raise ValueError(bits)
    return _finite(_OPERATORS[kind](left, right))


def _finite(value: Any) -> Constant:
    if type(value) not in _KINDS or (isinstance(value, float) and not math.isfinite(value)):
        raise ValueError(value)
    return value  # type: ignore[no-any-return]
