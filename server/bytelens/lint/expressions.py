"""What is known of expressions: from what the analysis says of names and bindings, and from a trace."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import numpy as np

from ..analysis.estimates import Analysis, Variant
from ..facts.marks import Marks
from ..tracing.trace import Observation
from ..values.arrays import DType


def estimated(analysis: Analysis, tree: ast.Module) -> Mapping[ast.expr, tuple[Variant, ...]]:
    """What the analysis says of reads of names and attributes, and of what is bound to a target."""
    by_place = {(e.line, e.column, e.name): e.variants for e in analysis.estimates}
    found: dict[ast.expr, tuple[Variant, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            place = (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
            for use in analysis.uses.get(node.lineno, ()):
                if use.attribute is None and (use.line, use.column, use.end_line, use.end_column) == place:
                    found[node] = use.variants
    for target, statement in _targets(tree):
        variants = by_place.get((statement.lineno, target.col_offset, ast.unparse(target)))
        if variants is not None and statement.value is not None:
            found.setdefault(statement.value, variants)
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign):
            # An array stays the same object.
            variants = by_place.get((node.lineno, node.target.col_offset, ast.unparse(node.target)))
            if variants is not None:
                found[node.target] = variants
    return found


def measured(marks: Marks, tree: ast.Module) -> Mapping[ast.expr, tuple[Variant, ...]]:
    """What a trace saw of expressions that are bound to a target."""
    seen: dict[tuple[int, str], list[Observation]] = {}
    for mark in marks.marks:
        for observation in mark.cost.observations:
            seen.setdefault((mark.line, observation.name), []).append(observation)
    others = {(mark.line, name) for mark in marks.marks for name in mark.cost.others}
    found: dict[ast.expr, tuple[Variant, ...]] = {}
    for target, statement in _targets(tree):
        place = (statement.lineno, ast.unparse(target))
        if statement.value is not None and place in seen and place not in others:
            found[statement.value] = tuple(map(_variant, seen[place]))
    return found


def _targets(tree: ast.Module) -> Iterator[tuple[ast.expr, ast.Assign | ast.AnnAssign]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            yield node.targets[0], node
        elif isinstance(node, ast.AnnAssign):
            yield node.target, node


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
