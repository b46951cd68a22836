"""The truth about a program: run it, note what it really binds and reads, and hold the estimates against it."""

from __future__ import annotations

import ast
import contextlib
import io
import math
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

from bytelens.analysis.estimates import Analysis, Claim, Estimate, Use, Variant
from bytelens.analysis.module import analyse
from bytelens.values.arrays import same_dtype
from bytelens.values.dims import SomeInt, Symbolic
from bytelens.values.ownership import Ownership

from .holders import Neighbours, neighbours

Place = tuple[int, int, str]
NOTE, READ = "__note__", "__read__"
# Of an in-place operator, and of several targets at once: who holds the array says little of how it was bound.
NOTE_SHARED = "__note_shared__"
PROGRAM = "<program>"


@dataclass(frozen=True, slots=True)
class Observed:
    """What a binding or a name held once. `kind`: array, scalar (NumPy's) or other; `near`: who else holds it."""

    kind: str
    shape: tuple[int, ...] = ()
    dtype: np.dtype[Any] | None = None
    nbytes: int = 0
    near: Neighbours | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.shape} {self.dtype} ({self.near})"


@dataclass(slots=True)
class Truth:
    """Every binding and every read of a run, by place."""

    bindings: dict[Place, list[Observed]] = field(default_factory=lambda: defaultdict(list))
    reads: dict[Place, list[Observed]] = field(default_factory=lambda: defaultdict(list))


def observe(source: str) -> Truth:
    """Run a program, which may end in an exception, and say what each binding and each read held."""
    truth = Truth()

    def note(line: int, column: int, name: str, value: Any) -> Any:
        truth.bindings[line, column, name].append(_observed(value, neighbours(value, name, PROGRAM)))
        return value

    def note_shared(line: int, column: int, name: str, value: Any) -> Any:
        truth.bindings[line, column, name].append(_observed(value))
        return value

    def read(line: int, column: int, name: str, value: Any) -> Any:
        truth.reads[line, column, name].append(_observed(value))
        return value

    tree = ast.fix_missing_locations(_Observer().visit(ast.parse(source)))
    namespace = {"__name__": "__main__", NOTE: note, NOTE_SHARED: note_shared, READ: read}
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.suppress(Exception, SystemExit),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        with _mended(np, np.linalg, np.random, math):
            exec(compile(tree, PROGRAM, "exec"), namespace)
    return truth


@contextlib.contextmanager
def _mended(*modules: ModuleType) -> Iterator[None]:
    """Undo what a program does to modules that it shares with the tests."""
    before = [dict(vars(module)) for module in modules]
    try:
        yield
    finally:
        for module, attributes in zip(modules, before, strict=True):
            vars(module).clear()
            vars(module).update(attributes)


def disagreements(source: str) -> list[str]:
    """Every claim about a program that its run proves wrong, as sentences; none is how it should be."""
    truth, analysis = observe(source), analyse(source)
    return _wrong_bindings(truth, analysis) + _wrong_reads(truth, analysis)


def coverage(source: str) -> tuple[int, int]:
    """How many of the observed arrays are claimed exactly (or as one of several), and how many there are."""
    claimed = {
        (estimate.line, estimate.column, estimate.name)
        for estimate in analyse(source).estimates
        if estimate.claim in (Claim.EXACT, Claim.ONE_OF)
    }
    arrays = [place for place, held in observe(source).bindings.items() if any(item.kind == "array" for item in held)]
    return sum(place in claimed for place in arrays), len(arrays)


def _wrong_bindings(truth: Truth, analysis: Analysis) -> list[str]:
    return [
        f"line {estimate.line}: {estimate.name} was said to be {_said(estimate)}, and held {observed}"
        for estimate in analysis.estimates
        for observed in truth.bindings.get((estimate.line, estimate.column, estimate.name), [])
        if not any(_fits(variant, observed) and _is_held_so(variant, observed) for variant in estimate.variants)
    ]


def _wrong_reads(truth: Truth, analysis: Analysis) -> list[str]:
    return [
        f"line {use.line}: {use.text} was read as {_said(use)}, and held {observed}"
        for uses in analysis.uses.values()
        for use in uses
        if use.attribute is None
        for observed in truth.reads.get((use.line, use.column, use.text), [])
        if not any(_fits(variant, observed) for variant in use.variants)
    ]


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
        isinstance(length, Symbolic)
        or length == real
        or (isinstance(length, SomeInt) and not (isinstance(length.at_most, int) and real > length.at_most))
        for length, real in zip(variant.shape, observed.shape, strict=True)
    )


def _is_held_so(variant: Variant, observed: Observed) -> bool:
    if observed.near is None or variant.kind != "array" or observed.nbytes == 0:
        return True
    if variant.ownership is Ownership.OWNER:
        return observed.near.is_alone and observed.near.spans_its_root
    if variant.ownership is Ownership.ALIAS:
        return observed.near.is_alias_of(variant.view_of)
    if variant.ownership is Ownership.VIEW:
        return observed.near.is_view_of(variant.view_of)
    return True


def _said(claims: Estimate | Use) -> str:
    return " or ".join(f"{v.kind} {v.shape} {v.dtype} ({v.ownership.value} of {v.view_of})" for v in claims.variants)


def _observed(value: object, near: Neighbours | None = None) -> Observed:
    if type(value) is np.ndarray:
        return Observed("array", value.shape, value.dtype, value.nbytes, near)
    if isinstance(value, np.generic):
        return Observed("scalar", (), value.dtype, value.nbytes)
    return Observed("other")


class _Observer(ast.NodeTransformer):
    """Puts a call after each binding, and around each name that is read, which passes on what it holds."""

    def visit_Assign(self, node: ast.Assign) -> Any:
        function = NOTE if len(node.targets) == 1 else NOTE_SHARED
        notes = [note for target in node.targets for note in _notes(node, target, function)]
        return [self.generic_visit(node), *notes]

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        notes = _notes(node, node.target, NOTE_SHARED)
        return [self.generic_visit(node), *notes]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        notes = _notes(node, node.target) if node.value is not None else []
        if node.value is not None:
            node.value = self.visit(node.value)
        return [node, *notes]

    def visit_For(self, node: ast.For) -> Any:
        notes = _notes(node, node.target)
        self.generic_visit(node)
        node.body = [*notes, *node.body]
        return node

    def visit_With(self, node: ast.With) -> Any:
        targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
        notes = [note for target in targets for note in _notes(node, target)]
        self.generic_visit(node)
        node.body = [*notes, *node.body]
        return node

    def visit_NamedExpr(self, node: ast.NamedExpr) -> Any:
        place = (node.lineno, node.target.col_offset, node.target.id)
        return _call(NOTE, place, self.generic_visit(node), node)

    def visit_Name(self, node: ast.Name) -> Any:
        if not isinstance(node.ctx, ast.Load):
            return node
        return _call(READ, (node.lineno, node.col_offset, node.id), node, node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> Any:
        return node

    def visit_MatchValue(self, node: ast.MatchValue) -> Any:
        return node

    def visit_MatchClass(self, node: ast.MatchClass) -> Any:
        return node

    def visit_MatchMapping(self, node: ast.MatchMapping) -> Any:
        return node


def _notes(statement: ast.stmt, target: ast.expr, function: str = NOTE) -> list[ast.stmt]:
    if isinstance(target, ast.Tuple | ast.List):
        return [note for part in target.elts for note in _notes(statement, part, function)]
    if isinstance(target, ast.Starred):
        return _notes(statement, target.value, function)
    constant = isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant)
    if not isinstance(target, ast.Name | ast.Attribute) and not constant:
        return []
    text = ast.unparse(target)
    value = ast.parse(text, mode="eval").body
    call = _call(function, (statement.lineno, target.col_offset, text), value, statement)
    return [ast.copy_location(ast.Expr(call), statement)]


def _call(function: str, place: Place, value: ast.expr, where: ast.AST) -> ast.Call:
    arguments: list[ast.expr] = [ast.Constant(part) for part in place]
    call = ast.Call(ast.Name(function, ast.Load()), [*arguments, value], [])
    for child in (call, call.func, *arguments):
        ast.copy_location(child, where)
    for child in ast.walk(value):
        ast.copy_location(child, where)
    return call
