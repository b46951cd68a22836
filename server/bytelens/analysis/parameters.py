"""What is known of a parameter that nobody has given a value."""

from __future__ import annotations

import ast

from ..values.dims import symbol
from ..values.kinds import UNKNOWN, Typed, Value
from .machine import Machine
from .scopes import Frame


def any_argument(machine: Machine, frame: Frame, arg: ast.arg) -> Value:
    """What is known of a parameter from its annotation: an int is a symbol of its name."""
    if isinstance(arg.annotation, ast.Name):
        if arg.annotation.id == "int":
            return symbol(arg.arg)
        if arg.annotation.id == "str":
            return Typed(str)
    return UNKNOWN
