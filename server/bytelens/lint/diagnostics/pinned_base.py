"""BL006: a small view that keeps a large base alive."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...analysis.estimates import Variant
from ...values.ownership import Ownership
from ..fates import Fate
from ..findings import Fix, Level, Range, Remark, TextEdit
from ..holders import fate_of_name, holds_alone, parameters
from ..program import Program, Scope
from ..registry import diagnostic
from ..sizes import are_arrays, bytes_text

TIMES = 8
SMALLEST = 1_000_000
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@diagnostic(
    "BL006",
    "view-keeps-base",
    Level.WARNING,
    "A small view keeps a large array alive after its function has returned.",
)
def find(program: Program) -> Iterator[Remark]:
    """Returned views of an array that only the function held."""
    for node in program.nodes:
        if not isinstance(node, ast.Return) or node.value is None or not isinstance(program.scope(node), _FUNCTIONS):
            continue
        for value in node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]:
            variants = program.variants(value)
            if are_arrays(variants) and all(map(_pins, variants)) and _is_of_local(program, value):
                yield _said(value, variants[0])


def _pins(variant: Variant) -> bool:
    root, nbytes = variant.root_nbytes, variant.nbytes
    if variant.ownership is not Ownership.VIEW or not isinstance(root, int) or not isinstance(nbytes, int):
        return False
    return root - nbytes >= SMALLEST and root >= TIMES * nbytes


def _is_of_local(program: Program, value: ast.expr) -> bool:
    """Whether the base is the array of a name that nobody outside of the function holds, or of no name at all."""
    scope = program.scope(value)
    steps = [value]
    root = _root(program, value)
    while isinstance(root, ast.Name) and (bound := _only_binding(program, root.id, scope)) is not None:
        if _root(program, bound) is bound:
            break
        steps.append(bound)
        root = _root(program, bound)
    if not isinstance(root, ast.Name):
        return isinstance(root, ast.BinOp | ast.UnaryOp)
    if not holds_alone(program, root.id, scope, besides=steps):
        return False
    return fate_of_name(program, root.id, scope, besides=steps) is not Fate.RETURNED


def _only_binding(program: Program, name: str, scope: Scope) -> ast.expr | None:
    """The expression that a name is bound to, where it is bound once."""
    stores = [node for node in program.names_in(scope, name) if isinstance(node.ctx, ast.Store)]
    parent = program.parent(stores[0]) if len(stores) == 1 and name not in parameters(scope) else None
    return parent.value if isinstance(parent, ast.Assign) and parent.targets == stores else None


def _root(program: Program, node: ast.expr) -> ast.expr:
    """What a chain of attributes, subscripts and methods begins with."""
    while True:
        method = program.method(node)
        if isinstance(node, ast.Subscript | ast.Attribute):
            node = node.value
        elif method is not None:
            node = method[0]
        else:
            return node


def _said(value: ast.expr, variant: Variant) -> Remark:
    root, nbytes = variant.root_nbytes, variant.nbytes
    assert isinstance(root, int)
    assert isinstance(nbytes, int)
    message = f"this view of {bytes_text(nbytes)} keeps {bytes_text(root)} alive; a copy would let them go"
    end = Range.of(value)
    edit = TextEdit(Range(end.end_line, end.end_column, end.end_line, end.end_column), ".copy()")
    return Remark(value, message, Fix("Return a copy", (edit,)), root - nbytes)
