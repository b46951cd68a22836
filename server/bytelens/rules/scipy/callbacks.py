"""What rules may say of functions that call back into the program."""

from __future__ import annotations

import ast
import inspect
from types import FunctionType
from typing import Protocol, runtime_checkable

from ...values.arrays import Array, Scalar
from ...values.dims import SomeInt, Symbolic
from ...values.kinds import Typed, Unknown, Value
from ..registry import Unmodelled

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@runtime_checkable
class Definition(Protocol):
    """A function of the analysed program, as rules see it: by its syntax. `receiver`: of a method, its first name."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    receiver: str | None


def positional_parameters(function: Value) -> int:
    """How many positional parameters a function has. Raises Unmodelled where that is not known, or without bound."""
    if isinstance(function, FunctionType):
        parameters = inspect.signature(function).parameters.values()
        if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters):
            raise Unmodelled("any number of parameters")
        return sum(parameter.kind in _POSITIONAL for parameter in parameters)
    if not isinstance(function, Definition) or function.receiver is not None:
        raise Unmodelled("not known to be a function of the program")
    node = function.node
    if node.args.vararg is not None or (not isinstance(node, ast.Lambda) and node.decorator_list):
        raise Unmodelled("any number of parameters")
    return len(node.args.posonlyargs) + len(node.args.args)


def refuse_changeable(value: Value) -> None:
    """Raise Unmodelled for what a function that is called back could change, other than the elements of arrays.

    Nothing is known of an unknown object, so nothing that is known changes with it.
    """
    if isinstance(value, tuple):
        for item in value:
            refuse_changeable(item)
    elif not isinstance(value, Array | Scalar | Symbolic | SomeInt | Typed | Unknown | int | float | complex | str):
        raise Unmodelled("the function may change what it is passed")
