"""What is known of expressions: from what the analysis says of names and bindings, and from a trace."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

import numpy as np

from ..analysis.estimates import Analysis, Variant
from ..facts.marks import Marks
from ..tracing.trace import Observation
from ..values.arrays import DType


class Said:
    """What an analysis says of expressions: of reads of names and attributes, and of what is bound to a target."""

    def __init__(self, analysis: Analysis) -> None:
        self._uses = analysis.uses
        self._bound = {(e.line, e.column, e.name): e.variants for e in analysis.estimates}

    def of(self, node: ast.expr, parent: ast.AST) -> tuple[Variant, ...]:
        """All that an expression was or may be; empty where that is not said. parent: the node around it."""
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            place = (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
            for use in self._uses.get(node.lineno, ()):
                if use.attribute is None and (use.line, use.column, use.end_line, use.end_column) == place:
                    return use.variants
        target = _target(parent)
        if target is None or (node is not target and isinstance(parent, ast.AugAssign)):
            return ()
        # The target of an augmented assignment stays the same array.
        return self._bound.get((parent.lineno, target.col_offset, ast.unparse(target)), ())  # type: ignore[attr-defined]


def measured(marks: Marks, nodes: Iterable[ast.AST]) -> Mapping[ast.expr, tuple[Variant, ...]]:
    """What a trace saw of expressions that are bound to a target."""
    seen: dict[tuple[int, str], list[Observation]] = {}
    for mark in marks.marks:
        for observation in mark.cost.observations:
            seen.setdefault((mark.line, observation.name), []).append(observation)
    others = {(mark.line, name) for mark in marks.marks for name in mark.cost.others}
    found: dict[ast.expr, tuple[Variant, ...]] = {}
    for node in nodes:
        target = _target(node)
        if target is None or not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        place = (node.lineno, ast.unparse(target))
        if place in seen and place not in others:
            found[node.value] = tuple(map(_variant, seen[place]))
    return found


def _target(node: ast.AST) -> ast.expr | None:
    """The only target of an assignment."""
    if isinstance(node, ast.AnnAssign | ast.AugAssign):
        return node.target
    return node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None


def _variant(seen: Observation) -> Variant:
    return Variant(
        seen.kind, seen.shape, _dtype(seen.dtype), seen.ownership, seen.view_of, seen.root_nbytes, seen.buffer
    )


def _dtype(text: str) -> DType | None:
    """The dtype that a trace tells of; None for one that has no name here, as those of fields."""
    try:
        return np.dtype(text)
    except (TypeError, ValueError):
        return None
