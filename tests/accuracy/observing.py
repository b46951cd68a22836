"""The truth about a program: run it, note what every binding really holds, and hold the estimates against it."""

from __future__ import annotations

import ast
import contextlib
import io
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from bytelens.analysis.estimates import Claim, Estimate, Variant
from bytelens.analysis.module import analyse
from bytelens.values.arrays import same_dtype
from bytelens.values.dims import SomeInt, Symbolic

Place = tuple[int, int, str]
OBSERVE = "__observe__"


@dataclass(frozen=True, slots=True)
class Observed:
    """What a binding held once. `kind`: array, scalar (NumPy's) or other."""

    kind: str
    shape: tuple[int, ...] = ()
    dtype: np.dtype[Any] | None = None
    nbytes: int = 0


def observe(source: str) -> dict[Place, list[Observed]]:
    """Run a program, which may end in an exception, and say what each binding of a name or attribute held."""
    seen: dict[Place, list[Observed]] = defaultdict(list)

    def note(line: int, column: int, name: str, value: object) -> None:
        seen[line, column, name].append(_observed(value))

    tree = ast.fix_missing_locations(_Observer().visit(ast.parse(source)))
    namespace = {"__name__": "__main__", OBSERVE: note}
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception), np.errstate(all="ignore"):
        exec(compile(tree, "<program>", "exec"), namespace)
    return dict(seen)


def disagreements(source: str) -> list[str]:
    """Every claim about a program that its run proves wrong, as sentences; none is how it should be."""
    truth = observe(source)
    return [
        f"line {estimate.line}: {estimate.name} was said to be {_said(estimate)}, and held {observed}"
        for estimate in analyse(source).estimates
        for observed in truth.get((estimate.line, estimate.column, estimate.name), [])
        if not _holds(estimate, observed)
    ]


def coverage(source: str) -> tuple[int, int]:
    """How many of the observed arrays are claimed exactly (or as one of several), and how many there are."""
    claimed = {
        (estimate.line, estimate.column, estimate.name)
        for estimate in analyse(source).estimates
        if estimate.claim in (Claim.EXACT, Claim.ONE_OF)
    }
    arrays = [place for place, held in observe(source).items() if any(item.kind == "array" for item in held)]
    return sum(place in claimed for place in arrays), len(arrays)


def _holds(estimate: Estimate, observed: Observed) -> bool:
    return any(_fits(variant, observed) for variant in estimate.variants)


def _fits(variant: Variant, observed: Observed) -> bool:
    if variant.kind != observed.kind:
        return False
    if variant.dtype is not None and not same_dtype(variant.dtype, observed.dtype):
        return False
    if variant.at_most is not None and isinstance(variant.at_most, int) and observed.nbytes > variant.at_most:
        return False
    if variant.shape is None:
        return True
    if len(variant.shape) != len(observed.shape):
        return False
    return all(
        isinstance(length, Symbolic | SomeInt) or length == real
        for length, real in zip(variant.shape, observed.shape, strict=True)
    )


def _said(estimate: Estimate) -> str:
    variants = ", ".join(f"{v.kind} {v.shape} {v.dtype}" for v in estimate.variants)
    return f"{estimate.claim.value} ({variants})"


def _observed(value: object) -> Observed:
    if type(value) is np.ndarray:
        return Observed("array", value.shape, value.dtype, value.nbytes)
    if isinstance(value, np.generic):
        return Observed("scalar", (), value.dtype, value.nbytes)
    return Observed("other")


class _Observer(ast.NodeTransformer):
    """Puts a call after each binding that passes on what it holds."""

    def visit_Assign(self, node: ast.Assign) -> Any:
        return [node, *(note for target in node.targets for note in _notes(node, target))]

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        return [node, *_notes(node, node.target)]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        return [node, *(_notes(node, node.target) if node.value is not None else [])]

    def visit_For(self, node: ast.For) -> Any:
        self.generic_visit(node)
        node.body = [*_notes(node, node.target), *node.body]
        return node

    def visit_With(self, node: ast.With) -> Any:
        self.generic_visit(node)
        targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
        node.body = [*(note for target in targets for note in _notes(node, target)), *node.body]
        return node


def _notes(statement: ast.stmt, target: ast.expr) -> list[ast.stmt]:
    if isinstance(target, ast.Tuple | ast.List):
        return [note for part in target.elts for note in _notes(statement, part)]
    if isinstance(target, ast.Starred):
        return _notes(statement, target.value)
    constant = isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant)
    if not isinstance(target, ast.Name | ast.Attribute) and not constant:
        return []
    text = ast.unparse(target)
    call = ast.parse(f"{OBSERVE}({statement.lineno}, {target.col_offset}, {text!r}, {text})").body[0]
    for child in ast.walk(call):
        ast.copy_location(child, statement)
    return [call]


