"""What a statement cost, from what its ledger says of its expressions and from what the store holds now."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...values.amounts import NO_BYTES, NO_CHANGE, UNKNOWN_AMOUNT, Amount, Change
from ...values.arrays import Array
from ...values.kinds import Typed, Value
from ..line_costs import FREE, NOT_KNOWN, LineCost
from ..peaks import Peak, peak_at
from .ledger import CallNote, Ledger
from .memory import Buffers
from .operations import Evaluation
from .plain import is_plain
from .walk import Walk

if TYPE_CHECKING:
    from .accounts import Accountant

COMPOUND: tuple[type[ast.stmt], ...] = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.FunctionDef, ast.AsyncFunctionDef,
    ast.ClassDef, ast.Match, *([ast.TryStar] if hasattr(ast, "TryStar") else []),
)  # fmt: skip
_SILENT = (ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal)
_FREE_HEADERS = (ast.FunctionDef, ast.ClassDef, ast.Try)


@dataclass(frozen=True, slots=True)
class Outlay:
    """What a statement that has run cost; of a compound one, its header. holds: memory that a header holds on to.

    calls: of functions of the program, with the bytes that were alive in the statement when each began.
    """

    cost: LineCost
    peak: Peak
    holds: bool = False
    calls: tuple[tuple[CallNote, Change], ...] = ()


def outlay_of(machine: Accountant, ledger: Ledger, function: str | None) -> Outlay:
    """What a statement that has just run cost."""
    node = ledger.node
    if isinstance(node, _SILENT) and not ledger.opaque:
        return Outlay(FREE, peak_at(NO_BYTES, node.lineno, function))
    known = Evaluation(machine, ledger)
    walk = Walk(known, node.lineno, function)
    held = None if ledger.opaque else _through(node, walk, known, ledger)
    if held is None:
        calls = tuple((call, Change(0, None)) for calls in ledger.calls.values() for call in calls)
        return Outlay(NOT_KNOWN, Peak(walk.peak.least), True, calls)
    if isinstance(node, COMPOUND):
        holds = walk.level != NO_CHANGE
        kept = UNKNOWN_AMOUNT if holds else NO_BYTES
        replaces = isinstance(node, ast.For) and not _replaces_nothing(node, known, ledger.left)
        frees = UNKNOWN_AMOUNT if replaces else kept
        return Outlay(LineCost(kept, frees, _amount(walk.peak)), walk.peak, holds, tuple(walk.calls))
    given = node.value if isinstance(node, ast.Return) else None
    returned = () if given is None else machine.memory_of(known.value(given))
    cost = _kept_and_freed(machine, ledger, walk, returned)
    return Outlay(cost, walk.peak, False, tuple(walk.calls))


def _through(node: ast.stmt, walk: Walk, known: Evaluation, ledger: Ledger) -> Buffers | None:
    """Walk through a statement, of a compound one through its header; what is held at its end. None: not modelled."""
    if isinstance(node, ast.Assign):
        return _assigned(walk, known, node.value, node.targets)
    if isinstance(node, ast.AnnAssign):
        return () if node.value is None else _assigned(walk, known, node.value, [node.target])
    if isinstance(node, ast.AugAssign):
        return _augmented(node, walk, known, ledger.left)
    if isinstance(node, ast.Expr):
        return _let_go(walk, node.value)
    if isinstance(node, ast.Return):
        return () if node.value is None else walk.expression(node.value)
    if isinstance(node, ast.While) and node.test in ledger.repeated and not known.is_plain_throughout(node.test):
        return None
    if isinstance(node, ast.Assert | ast.If | ast.While):
        return _let_go(walk, node.test) if known.has_plain_truth(node.test) else None
    if isinstance(node, ast.For):
        return _iterated(node, walk, known)
    if isinstance(node, ast.With):
        return () if all(_changes_settings(walk, known, item) for item in node.items) else None
    if isinstance(node, ast.Delete):
        return () if all(_deleted(walk, known, target) for target in node.targets) else None
    if isinstance(node, ast.Import | ast.ImportFrom):
        return () if all(map(_makes_no_arrays, _modules(node))) else None
    if isinstance(node, ast.Try) and node.finalbody and any(isinstance(part, ast.Return) for part in ast.walk(node)):
        return None  # what is returned is alive while the `finally` part runs
    if isinstance(node, ast.ClassDef | ast.FunctionDef) and known.has_changed_memory():
        return None
    return () if isinstance(node, _FREE_HEADERS) and _has_plain_header(node, known) else None


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The top-level packages that a statement imports; "" for those around the file."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return ["" if node.level else (node.module or "").partition(".")[0]]


def _makes_no_arrays(package: str) -> bool:
    return package == "numpy" or package in sys.stdlib_module_names


def _let_go(walk: Walk, node: ast.expr) -> Buffers:
    walk.release(walk.expression(node))
    return ()


def _assigned(walk: Walk, known: Evaluation, value: ast.expr, targets: list[ast.expr]) -> Buffers | None:
    held = walk.expression(value)
    for target in targets:
        if not known.is_unpacked(target, value):
            return None
        for part in _parts_of_target(target):
            if not _write(walk, known, part, known.value(value) if part is target else None):
                return None
    keeps = any(_keeps(known, target, value) for target in targets)
    if keeps and not all(known.is_kept(buffer) for buffer in held if known.is_new(buffer)):
        return None  # what others may set is not known to hold what it is given
    walk.release(held)
    return ()


def _keeps(known: Evaluation, target: ast.expr, value: ast.expr) -> bool:
    """Whether a target holds what it is given, or the parts of that; the elements of an array are copied."""
    if isinstance(target, ast.Tuple | ast.List):
        return not known.is_vector(value) and any(_keeps(known, part, part) for part in target.elts)
    return not isinstance(target, ast.Subscript) or not isinstance(known.value(target.value), Array)


def _write(walk: Walk, known: Evaluation, target: ast.expr, value: Value) -> bool:
    if isinstance(target, ast.Name):
        return True
    if not isinstance(target, ast.Subscript | ast.Attribute) or value is None:
        return False
    held = [walk.expression(target.value)]
    if isinstance(target, ast.Subscript):
        held.append(walk.expression(target.slice))
    walk.operate(known.written(target, value))
    for buffers in held:
        walk.release(buffers)
    return True


def _changes_settings(walk: Walk, known: Evaluation, item: ast.withitem) -> bool:
    """Whether a part of a `with` header only lets NumPy treat errors in another way."""
    walk.release(walk.expression(item.context_expr))
    return item.optional_vars is None and known.value(item.context_expr) == Typed(np.errstate)


def _parts_of_target(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _parts_of_target(part)
    else:
        yield target


def _deleted(walk: Walk, known: Evaluation, target: ast.expr) -> bool:
    if isinstance(target, ast.Name):
        return True
    if not isinstance(target, ast.Subscript) or not known.is_known_container(target.value):
        return False
    held = [walk.expression(target.value), walk.expression(target.slice)]
    walk.operate(known.written(target, None))
    for buffers in held:
        walk.release(buffers)
    return True


def _augmented(node: ast.AugAssign, walk: Walk, known: Evaluation, left: Value) -> Buffers | None:
    """`target op= value`: what the target holds is read, changed in place or not, and set anew."""
    target, read = node.target, None
    if not isinstance(target, ast.Name):
        read = known.read_of(target)
        if read is None:
            return None
        left = known.value(read)
    held = [() if read is None else walk.expression(read), walk.expression(node.value)]
    walk.operate(known.in_place(node, left, known.value(node.value)))
    if read is not None:
        walk.operate(known.written(target, left))
    for buffers in held:
        walk.release(buffers)
    return ()


def _iterated(node: ast.For, walk: Walk, known: Evaluation) -> Buffers | None:
    """The header of a loop over numbers, or over the rows of an array."""
    held = walk.expression(node.iter)
    return held if all(map(known.has_plain_elements, _gone_through(node, known))) else None


def _gone_through(node: ast.For, known: Evaluation) -> list[ast.expr]:
    if isinstance(node.iter, ast.Call) and known.value(node.iter.func) in (enumerate, zip, reversed):
        return node.iter.args
    return [node.iter]


def _replaces_nothing(node: ast.For, known: Evaluation, before: Value) -> bool:
    """Whether no memory is let go of where targets are bound anew, nor where the iteration ends."""
    return known.is_still_held(before) and all(map(known.has_lasting_elements, _gone_through(node, known)))


def _has_plain_header(node: ast.stmt, known: Evaluation) -> bool:
    headers = [*getattr(node, "decorator_list", ()), *getattr(node, "bases", ()), *getattr(node, "keywords", ())]
    args = getattr(node, "args", None)
    defaults = [] if args is None else [*args.defaults, *filter(None, args.kw_defaults)]
    return not headers and all(not known.was_evaluated(part) or is_plain(known.value(part)) for part in defaults)


def _kept_and_freed(machine: Accountant, ledger: Ledger, walk: Walk, returned: Buffers | None) -> LineCost:
    store = machine.store
    kept, net = NO_BYTES, store.level.since(ledger.before)
    for buffer in range(ledger.first + 1, store.last_id + 1):
        if buffer in store.buffers and store.counts.raw.get(buffer, 0) > 0:
            kept = kept.plus(store.amount(buffer) if store.is_held(buffer) else UNKNOWN_AMOUNT)
    passed_on = {buffer for buffer in returned or () if not store.is_held(buffer)}
    if any(store.counts.raw.get(buffer, 0) > 0 for buffer in passed_on):
        return LineCost(Amount(kept.least, None), UNKNOWN_AMOUNT, _amount(walk.peak))  # others may hold it
    for buffer in passed_on:
        net = net.plus(store.amount(buffer))
        if buffer > ledger.first:
            kept = kept.plus(store.amount(buffer))
    if walk.level.exact is None or returned is None:
        return LineCost(Amount(kept.least, None), UNKNOWN_AMOUNT, _amount(walk.peak))
    return LineCost(kept, _freed(kept, net), _amount(walk.peak))


def _freed(kept: Amount, net: Change) -> Amount:
    return UNKNOWN_AMOUNT if kept.exact is None or net.exact is None else kept.minus(Amount.of(net.exact))


def _amount(peak: Peak) -> Amount:
    """The number of a peak."""
    least = 0 if peak.least is None else peak.least.nbytes
    return Amount(least, None if peak.most is None else peak.most.nbytes)
