"""What becomes of an array that an expression makes: who reads it, writes to it, or keeps it."""

from __future__ import annotations

import ast
from enum import Enum

import numpy as np

from .imports import numpy_object
from .program import Program


class Fate(Enum):
    """READ: its elements are looked at, and nothing that is left shares its memory. WRITTEN: they may be changed.
    RETURNED: the caller gets it when the function ends. KEPT: something else may hold it, or look into it, from then
    on.
    """

    READ = 0
    WRITTEN = 1
    RETURNED = 2
    KEPT = 3


_ATTRIBUTES = frozenset({"shape", "size", "ndim", "dtype", "nbytes", "itemsize", "strides"})
_VIEWS = frozenset({"T", "real", "imag", "mT"})
_VIEW_METHODS = frozenset({"reshape", "ravel", "transpose", "swapaxes", "squeeze", "view", "diagonal"})
_READERS = frozenset({
    "all", "any", "argmax", "argmin", "argpartition", "argsort", "astype", "copy", "cumprod", "cumsum", "dot",
    "flatten", "item", "max", "mean", "min", "nonzero", "prod", "ptp", "repeat", "round", "searchsorted", "std", "sum",
    "take", "tobytes", "tolist", "trace", "var",
})  # fmt: skip
_FUNCTIONS = frozenset({
    "all", "allclose", "amax", "amin", "any", "append", "argmax", "argmin", "argsort", "argwhere", "around", "array",
    "array_equal", "average", "bincount", "clip", "concatenate", "convolve", "column_stack", "corrcoef", "correlate",
    "count_nonzero", "cov", "cross", "cumprod", "cumsum", "diff", "digitize", "dot", "empty_like",
    "full_like", "gradient", "histogram", "histogram2d", "hstack", "inner", "interp", "isclose", "isin", "kron",
    "linalg.cond", "linalg.det", "linalg.eig", "linalg.eigh", "linalg.eigvals", "linalg.eigvalsh", "linalg.inv",
    "linalg.lstsq", "linalg.matrix_power", "linalg.matrix_rank", "linalg.norm", "linalg.pinv", "linalg.qr",
    "linalg.solve", "linalg.svd", "max", "mean", "median", "min", "nanmax", "nanmean", "nanmin", "nanstd", "nansum",
    "nanvar", "nonzero", "ones_like", "outer", "pad", "percentile", "polyfit", "polyval", "prod", "ptp", "quantile",
    "repeat", "roll", "round", "searchsorted", "setdiff1d", "shape", "size", "sort", "stack", "std", "sum", "take",
    "tensordot", "tile", "trace", "trapezoid", "unique", "var", "vdot", "vstack", "where", "zeros_like",
})  # fmt: skip
_WITH_THIRD_OUT = frozenset({"all", "amax", "amin", "any", "argmax", "argmin", "dot", "max", "min", "outer", "round",
                             "take"})  # fmt: skip
_WRITING = frozenset({None, "out", "copy", "overwrite_input"})
_BUILTINS = frozenset({"abs", "bool", "complex", "float", "int", "isinstance", "len", "max", "min", "print", "repr",
                       "round", "set", "str", "sum", "type"})  # fmt: skip
_ASKING = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.FormattedValue, ast.Expr, ast.If, ast.While, ast.Assert, ast.Slice)


def fate(program: Program, node: ast.AST) -> Fate:
    """What becomes of the value of an expression. Where that is not clear, it is kept."""
    parent = program.parent(node)
    if isinstance(parent, ast.AugAssign):
        return Fate.WRITTEN if parent.target is node else Fate.READ
    if isinstance(parent, _ASKING):
        return Fate.READ
    if isinstance(parent, ast.Attribute):
        return _of_attribute(program, parent)
    if isinstance(parent, ast.Subscript):
        return _of_subscript(program, parent, node)
    if isinstance(parent, ast.For | ast.comprehension):
        return _of_iterated(program, node)
    if _is_returned(program, parent):
        return Fate.RETURNED
    if isinstance(parent, ast.Call | ast.Tuple | ast.List | ast.keyword):
        return _of_argument(program, node, parent)
    return Fate.KEPT


def _is_returned(program: Program, parent: ast.AST) -> bool:
    return isinstance(program.parent(parent) if isinstance(parent, ast.Tuple | ast.List) else parent, ast.Return)


def worst(fates: list[Fate]) -> Fate:
    """What becomes of an array that meets several fates."""
    return max(fates, key=lambda found: found.value, default=Fate.READ)


def _of_attribute(program: Program, node: ast.Attribute) -> Fate:
    outer = program.parent(node)
    if not isinstance(node.ctx, ast.Load):
        return Fate.WRITTEN
    if isinstance(outer, ast.Call) and outer.func is node:
        if node.attr in _VIEW_METHODS:
            return fate(program, outer)
        return Fate.READ if node.attr in _READERS and _is_plain(outer, most=1) else Fate.KEPT
    if node.attr in _VIEWS:
        return fate(program, node)
    return Fate.READ if node.attr in _ATTRIBUTES else Fate.KEPT


def _of_subscript(program: Program, node: ast.Subscript, part: ast.AST) -> Fate:
    if part is node.slice:
        return Fate.READ
    if not isinstance(node.ctx, ast.Load):
        return Fate.WRITTEN
    variants = program.variants(node)
    if variants and all(variant.kind == "scalar" for variant in variants):
        return Fate.READ
    return fate(program, node)


def _of_iterated(program: Program, node: ast.AST) -> Fate:
    """The elements of one axis are scalars, those of several are views."""
    variants = program.variants(node) if isinstance(node, ast.expr) else ()
    flat = bool(variants) and all(variant.shape is not None and len(variant.shape) == 1 for variant in variants)
    return Fate.READ if flat else Fate.KEPT


def _of_argument(program: Program, node: ast.AST, parent: ast.AST) -> Fate:
    """An argument, or an item of one, of a function that gives back new memory."""
    if isinstance(parent, ast.Tuple | ast.List):
        outer = program.parent(parent)
        if isinstance(outer, ast.Subscript) and outer.slice is parent:
            return Fate.READ
        node, parent = parent, outer
    if isinstance(parent, ast.keyword):
        if parent.arg in (None, "out"):
            return Fate.WRITTEN
        parent = program.parent(parent)
    return (
        Fate.READ if isinstance(parent, ast.Call) and parent.func is not node and _reads(program, parent) else Fate.KEPT
    )


def _reads(program: Program, call: ast.Call) -> bool:
    """Whether a call leaves its arguments alone and gives back what shares no memory with them."""
    if isinstance(call.func, ast.Name) and call.func.id in _BUILTINS:
        return True
    method = program.method(call)
    if method is not None:
        return method[1] in _READERS and _is_plain(call, most=1)
    name = program.called(call)
    function = numpy_object(name) if name else None
    if isinstance(function, np.ufunc):
        return _is_plain(call, most=function.nin)
    short = name.removeprefix("numpy.")
    return short in _FUNCTIONS and _is_plain(call, most=2 if short in _WITH_THIRD_OUT else 3)


def _is_plain(call: ast.Call, most: int) -> bool:
    """Without arguments that may make it write into an array, or share memory with one."""
    return len(call.args) <= most and all(keyword.arg not in _WRITING for keyword in call.keywords)
