"""BL008: an object dtype by accident."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from ..findings import Level, Remark
from ..program import Program
from ..registry import diagnostic

_MAKING = frozenset({"numpy.array", "numpy.asarray", "numpy.asanyarray", "numpy.ascontiguousarray"})


@diagnostic(
    "BL008",
    "object-dtype",
    Level.WARNING,
    "NumPy falls back to the object dtype, which nobody asked for.",
)
def find(program: Program) -> Iterator[Remark]:
    """Arrays made of Python objects without `dtype=object`."""
    for node in program.operations:
        if not isinstance(node, ast.Call) or program.called(node) not in _MAKING or _has_dtype(node):
            continue
        variants = program.variants(node)
        if not variants or not node.args or any(v.dtype is None or v.dtype != np.dtype(object) for v in variants):
            continue
        if not _asks_for_objects(node.args[0]):
            yield Remark(node, "the dtype is object, each element a Python object; say dtype=object if that is meant")


def _has_dtype(call: ast.Call) -> bool:
    return len(call.args) > 1 or any(keyword.arg in (None, "dtype") for keyword in call.keywords)


def _asks_for_objects(argument: ast.expr) -> bool:
    """Whether the elements are objects by intention: those of a class, or an array of objects."""
    if not isinstance(argument, ast.List | ast.Tuple):
        return True
    inner = [node for node in ast.walk(argument) if node is not argument]
    return any(isinstance(node, ast.Call | ast.Lambda | ast.Name | ast.Attribute) for node in inner)
