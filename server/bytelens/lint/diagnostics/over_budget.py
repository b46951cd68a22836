"""BL010: more memory than there is."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...values.dims import SomeInt
from ..findings import Level, Remark
from ..program import Cost, Program
from ..registry import diagnostic
from ..sizes import are_arrays, bytes_text

_READS = (ast.Constant, ast.Name, ast.Attribute, ast.Subscript)


@diagnostic(
    "BL010",
    "over-budget",
    Level.WARNING,
    "A line needs more memory than the budget, which is the machine's memory by default.",
)
def find(program: Program) -> Iterator[Remark]:
    """Arrays that are larger than the budget, and statements that need more than it."""
    budget = program.budget
    if budget is None:
        return
    seen: set[ast.stmt] = set()
    for node in program.nodes:
        if not isinstance(node, ast.expr) or _is_read(node):
            continue
        nbytes = _smallest_new(program, node)
        statement = program.statement(node) if nbytes is not None and nbytes > budget else None
        if nbytes is not None and statement is not None and statement not in seen:
            seen.add(statement)
            yield Remark(node, f"this takes {bytes_text(nbytes)}, more than the budget of {bytes_text(budget)}")
    yield from _by_cost(program, budget, seen)


def _is_read(node: ast.expr) -> bool:
    return isinstance(node, _READS)


def _smallest_new(program: Program, node: ast.expr) -> int | None:
    """The bytes of the memory that an expression surely fills; None where it may be a view, or is not known."""
    variants = program.variants(node)
    if not are_arrays(variants) or any(variant.ownership.value != "owner" for variant in variants):
        return None
    sizes = [variant.nbytes for variant in variants]
    numbers = [size for size in sizes if isinstance(size, int)]
    return min(numbers) if len(numbers) == len(sizes) and not any(isinstance(s, SomeInt) for s in sizes) else None


def _by_cost(program: Program, budget: int, seen: set[ast.stmt]) -> Iterator[Remark]:
    """Statements whose temporaries and results together need too much, or at which a function or the file does."""
    statements = {node.lineno: node for node in reversed(program.nodes) if isinstance(node, ast.stmt)}
    largest: dict[ast.stmt, Cost] = {}
    for cost in program.costs:
        statement = statements.get(cost.line)
        if cost.peak > budget and statement is not None and statement not in seen:
            known = largest.get(statement)
            largest[statement] = cost if known is None or cost.peak > known.peak else known
    for statement, cost in largest.items():
        how = "took" if cost.measured else "takes"
        size = bytes_text(cost.peak)
        text = f"this {cost.what} {how} {size} at its peak, more than the budget of {bytes_text(budget)}"
        yield Remark(statement, text)
