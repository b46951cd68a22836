"""BL005: `a = a + b` where `a += b` saves a buffer."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ...analysis.estimates import Variant
from ..findings import Fix, Level, Range, Remark, TextEdit
from ..holders import holds_alone
from ..program import Program
from ..registry import diagnostic
from ..sizes import are_arrays, bytes_text, exact_bytes, is_worth, largest

_SYMBOLS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>",
}  # fmt: skip
_COMMUTATIVE = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr, ast.BitXor)
_MAKING = (ast.BinOp, ast.UnaryOp, ast.Call)


@diagnostic(
    "BL005",
    "new-buffer-for-update",
    Level.INFORMATION,
    "`a = a + b` fills a new buffer where `a += b` would use the old one.",
)
def find(program: Program) -> Iterator[Remark]:
    """Updates of a name whose array nobody else holds, with a result of the same shape and dtype."""
    for node in program.assignments:
        target, value = node.targets[0], node.value
        if not isinstance(target, ast.Name) or not isinstance(value, ast.BinOp) or type(value.op) not in _SYMBOLS:
            continue
        if not _is_name(value.left, target.id) or not _saves(program, value):
            continue
        if holds_alone(program, target.id, program.scope(node)):
            yield _said(program, node, target, value)


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _saves(program: Program, value: ast.BinOp) -> bool:
    """Whether the result fits into the array that is updated, and NumPy would not reuse a temporary for it."""
    old, new = program.variants(value.left), program.variants(value)
    if not are_arrays(old) or not are_arrays(new) or not is_worth(new):
        return False
    kinds = _kinds(old) | _kinds(new)
    if len(kinds) != 1 or any(variant.dtype is None or variant.dtype.kind not in "biufc" for variant in new):
        return False
    reuses = isinstance(value.op, _COMMUTATIVE) and isinstance(value.right, _MAKING)
    return not (reuses and _may_be_as_large(program.variants(value.right), new))


def _may_be_as_large(right: Sequence[Variant], new: Sequence[Variant]) -> bool:
    """Whether an operand that no name holds is, or may be, an array of the result's shape (see NumPy's elision)."""
    return not right or bool({str(variant.shape) for variant in right} & {str(variant.shape) for variant in new})


def _kinds(variants: Sequence[Variant]) -> set[tuple[str, str]]:
    """Shapes and dtypes; one that is not known equals no other."""
    if any(variant.shape is None or largest([variant]) is None for variant in variants):
        return {("", ""), ("?", "?")}
    return {(str(variant.shape), str(variant.dtype)) for variant in variants}


def _said(program: Program, node: ast.Assign, target: ast.Name, value: ast.BinOp) -> Remark:
    top = largest(program.variants(value))
    symbol = _SYMBOLS[type(value.op)]
    size = bytes_text(top.nbytes) if top is not None else ""
    message = f"this fills a new buffer of {size}; `{target.id} {symbol}= ...` uses the one that is there"
    return Remark(node, message, _fix(program, target, value, symbol), exact_bytes(program.variants(value)))


def _fix(program: Program, target: ast.Name, value: ast.BinOp, symbol: str) -> Fix | None:
    """`a = a + b` to `a += b`: what stands between the two operands keeps its parentheses."""
    left, right = Range.of(value.left), Range.of(value.right)
    between = program.text_in(Range(left.end_line, left.end_column, right.line, right.column))
    before = program.text_in(Range(target.lineno, target.end_col_offset or 0, left.line, left.column))
    after = between.strip().removeprefix(symbol)
    if before.strip() != "=" or after.strip(" (") or left.end_line != right.line or target.lineno != left.line:
        return None
    place = Range(target.lineno, target.end_col_offset or 0, right.line, right.column)
    return Fix(f"Use `{symbol}=`", (TextEdit(place, f" {symbol}= {after.strip()}"),))
