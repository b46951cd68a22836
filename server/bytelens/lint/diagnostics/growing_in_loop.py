"""BL004: append, concatenate or stack in a loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...analysis.estimates import Variant
from ..findings import Level, Remark
from ..operands import JOINING
from ..program import LOOPS, Program
from ..registry import diagnostic
from ..sizes import bytes_text, exact_bytes, is_small

_GROWING = JOINING | {"numpy.append", "numpy.insert"}
FEW = 8


@diagnostic(
    "BL004",
    "array-grown-in-loop",
    Level.WARNING,
    "An array is grown in a loop: every pass copies all of it.",
)
def find(program: Program) -> Iterator[Remark]:
    """`a = np.append(a, ...)`, and its like, below a `for` or `while` of the same function."""
    for node in program.assignments:
        if not isinstance(node.value, ast.Call) or not _is_in_loop(program, node):
            continue
        call, target = node.value, ast.unparse(node.targets[0])
        name = program.called(call)
        if name not in _GROWING or not _is_among(target, call):
            continue
        variants = program.variants(call)
        if not is_small(variants):
            short = name.removeprefix("numpy.")
            yield Remark(call, f"np.{short} copies all of `{target}`{_size(variants)} on every pass of the loop")


def _is_in_loop(program: Program, node: ast.Assign) -> bool:
    """In the innermost function, where some loop around it takes more than a few passes."""
    scope = program.scope(node)
    for outer in program.ancestors(node):
        if outer is scope:
            return False
        if isinstance(outer, LOOPS) and not _is_short(outer):
            return not _is_of_pass(outer, node.targets[0])
    return False


def _is_of_pass(loop: ast.AST, target: ast.expr) -> bool:
    """Whether each pass has a target of its own, such as `parts[key]`."""
    if not isinstance(loop, ast.For):
        return False
    names = {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
    return any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(target))


def _is_short(loop: ast.AST) -> bool:
    """A loop of which the text says that it takes few passes."""
    if not isinstance(loop, ast.For):
        return False
    if isinstance(loop.iter, ast.Tuple | ast.List):
        return len(loop.iter.elts) < FEW
    call = loop.iter
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != "range":
        return False
    try:
        return len(range(*map(ast.literal_eval, call.args))) < FEW
    except (ValueError, TypeError):
        return False


def _is_among(target: str, call: ast.Call) -> bool:
    """Whether the array that grows is an argument, or an item of the first one."""
    if not call.args:
        return False
    first = call.args[0]
    parts = first.elts if isinstance(first, ast.Tuple | ast.List) else [first]
    return any(ast.unparse(part) == target for part in parts)


def _size(variants: tuple[Variant, ...]) -> str:
    most = exact_bytes(variants)
    return "" if most is None else f" (up to {bytes_text(most)})"
