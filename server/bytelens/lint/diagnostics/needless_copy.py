"""BL003: a copy where a view would do."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from ...values.ownership import Ownership
from ..copies import is_only_read, is_unchanged
from ..findings import Fix, Level, Range, Remark, TextEdit
from ..program import Program
from ..registry import diagnostic
from ..sizes import bytes_text, exact_bytes, is_worth, largest

_MAKING = (ast.BinOp, ast.UnaryOp)
_FRESH = frozenset({"arange", "concatenate", "empty", "eye", "full", "linspace", "ones", "stack", "vstack", "zeros"})


@diagnostic("BL003", "needless-copy", Level.INFORMATION, "A copy is made where a view, or the array itself, would do.")
def find(program: Program) -> Iterator[Remark]:
    """`flatten`, `np.array(a)`, `astype` to the same dtype and indexing by a range, where the result is only read."""
    for node in program.nodes:
        remark = None
        if isinstance(node, ast.Call):
            remark = _flattened(program, node) or _same_dtype(program, node) or _copied(program, node)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            remark = _by_range(program, node)
        if remark is not None:
            yield remark


def _flattened(program: Program, node: ast.Call) -> Remark | None:
    method = program.method(node)
    if method is None or method[1] != "flatten" or node.args or node.keywords:
        return None
    if not _is_contiguous(program, method[0]) or not _is_needless(program, node, method[0]):
        return None
    assert isinstance(node.func, ast.Attribute)
    edit = TextEdit(_end(node.func, len("flatten")), "ravel")
    return _remark(program, node, "flatten copies {}; ravel gives a view", Fix("Use ravel", (edit,)))


def _same_dtype(program: Program, node: ast.Call) -> Remark | None:
    """`x.astype(d)` where the dtype of x is d already."""
    method = program.method(node)
    if method is None or method[1] != "astype" or len(node.args) != 1 or node.keywords:
        return None
    before = {variant.dtype for variant in program.variants(method[0])}
    after = {variant.dtype for variant in program.variants(node)}
    if len(before | after) != 1 or None in before or not _is_needless(program, node, method[0]):
        return None
    place = Range.of(node)
    edit = TextEdit(Range(place.end_line, place.end_column - 1, place.end_line, place.end_column), ", copy=False)")
    fix = None if program.text_in(Range.of(node)).rstrip(")").rstrip().endswith(",") else Fix("Add copy=False", (edit,))
    return _remark(program, node, f"the dtype is {before.pop()} already: astype copies {{}}", fix)


def _copied(program: Program, node: ast.Call) -> Remark | None:
    """`np.array(x)` of an array."""
    if program.called(node) != "numpy.array" or len(node.args) != 1 or node.keywords:
        return None
    argument = node.args[0]
    before, after = program.variants(argument), program.variants(node)
    if not program.is_array(argument) or {str(v.dtype) for v in before} != {str(v.dtype) for v in after}:
        return None
    if not _is_needless(program, node, argument):
        return None
    func = node.func
    edits = (TextEdit(_end(func, len("array")), "asarray"),) if isinstance(func, ast.Attribute) else ()
    fix = Fix("Use asarray", edits) if edits else None
    return _remark(program, node, "np.array copies {}; np.asarray gives the array itself", fix)


def _by_range(program: Program, node: ast.Subscript) -> Remark | None:
    """`x[np.arange(a, b)]`, with slices at most beside it."""
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    ranges = [part for part in parts if isinstance(part, ast.Call)]
    if len(ranges) != 1 or any(not isinstance(part, ast.Slice) for part in parts if part is not ranges[0]):
        return None
    call = ranges[0]
    is_range = program.called(call) == "numpy.arange" or (isinstance(call.func, ast.Name) and call.func.id == "range")
    if not is_range or not _counts_from_start(call) or not program.is_array(node.value):
        return None
    if not _is_needless(program, node, node.value):
        return None
    bounds = ":".join(["", *map(ast.unparse, call.args)][-2:])
    return _remark(program, node, f"indexing by a range copies {{}}; the slice `{bounds}` gives a view", None)


def _counts_from_start(call: ast.Call) -> bool:
    """Whether a range goes up by one from a number that is not negative, which a slice would count from the end."""
    if call.keywords or len(call.args) not in (1, 2):
        return False
    start = call.args[0] if len(call.args) == 2 else ast.Constant(0)
    return isinstance(start, ast.Constant) and isinstance(start.value, int) and start.value >= 0


def _is_needless(program: Program, node: ast.expr, source: ast.expr) -> bool:
    """Whether nobody would see that two arrays share memory: neither changes while the result is alive."""
    if not is_worth(program.variants(node)):
        return False
    return is_only_read(program, node) and (is_fresh(program, source) or is_unchanged(program, source, node))


def is_fresh(program: Program, node: ast.expr) -> bool:
    """Whether an expression surely fills new memory, which nobody else holds."""
    if isinstance(node, _MAKING):
        return program.is_array(node)
    name = program.called(node).removeprefix("numpy.")
    owned = all(variant.ownership is Ownership.OWNER for variant in program.variants(node))
    return name in _FRESH and owned and program.is_array(node)


def _is_contiguous(program: Program, node: ast.expr) -> bool:
    """Whether the elements lie one after the other, so that `ravel` need not copy: those of whole arrays mostly do."""
    variants = program.variants(node)
    flat = all(variant.shape is not None and len(variant.shape) == 1 for variant in variants)
    return flat or all(variant.ownership in (Ownership.OWNER, Ownership.ALIAS) for variant in variants)


def _end(node: ast.expr, length: int) -> Range:
    """The last characters of an expression."""
    line, column = node.end_lineno or node.lineno, node.end_col_offset or 0
    return Range(line, column - length, line, column)


def _remark(program: Program, node: ast.expr, message: str, fix: Fix | None) -> Remark:
    variants = program.variants(node)
    top = largest(variants)
    size = bytes_text(top.nbytes) if top is not None and isinstance(top.nbytes, int | np.integer) else None
    if size is None and top is not None:
        size = bytes_text(top.nbytes)
    return Remark(node, message.format(size), fix, exact_bytes(variants))
