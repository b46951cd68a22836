"""BL007: int64 where the values are small and used only as indexes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from ..findings import Level, Remark
from ..program import Program, Scope
from ..registry import diagnostic
from ..sizes import bytes_text, exact_bytes, is_worth

_MAKING = frozenset({"numpy.arange", "numpy.zeros", "numpy.argsort", "numpy.flatnonzero"})
_MOST = int(np.iinfo(np.int32).max)


@diagnostic(
    "BL007",
    "wide-index-dtype",
    Level.HINT,
    "Default int64 for small values that are used only as indexes.",
    on=False,
)
def find(program: Program) -> Iterator[Remark]:
    """Names of int64 arrays without an explicit dtype that are read only between square brackets."""
    for node in program.assignments:
        if not isinstance(node.targets[0], ast.Name):
            continue
        call, variants = node.value, program.variants(node.value)
        if program.called(call) not in _MAKING or not isinstance(call, ast.Call) or _has_dtype(call):
            continue
        if not is_worth(variants) or any(v.dtype != np.dtype("int64") or not _is_short(v.size) for v in variants):
            continue
        if _only_indexes(program, node.targets[0].id, program.scope(node)):
            nbytes = exact_bytes(variants) or 0
            message = (
                f"these indexes are below 2³¹: int32 takes {bytes_text(nbytes // 2)} instead of {bytes_text(nbytes)}"
            )
            yield Remark(call, message, saves=nbytes // 2)


def _has_dtype(call: ast.Call) -> bool:
    return any(keyword.arg in (None, "dtype") for keyword in call.keywords) or len(call.args) > 1


def _is_short(size: object) -> bool:
    return isinstance(size, int) and size <= _MOST


def _only_indexes(program: Program, name: str, scope: Scope) -> bool:
    reads = [n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)]
    return bool(reads) and all(_is_index(program, read) for read in reads)


def _is_index(program: Program, node: ast.AST) -> bool:
    parent = program.parent(node)
    if isinstance(parent, ast.Tuple):
        node, parent = parent, program.parent(parent)
    return isinstance(parent, ast.Subscript) and parent.slice is node
