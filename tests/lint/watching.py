"""Programs of which every expression is known: an analysis that is watched."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bytelens.analysis.estimates import Variant
from bytelens.analysis.machine import Machine
from bytelens.analysis.module import analyse
from bytelens.analysis.scopes import MODULE, Frame
from bytelens.analysis.session import Session
from bytelens.analysis.sources import Sources
from bytelens.analysis.workspace import Workspace
from bytelens.facts.marks import Marks
from bytelens.lint.program import Program
from bytelens.syntax.parse import parse
from bytelens.values.arrays import Array, Scalar
from bytelens.values.joining import options
from bytelens.values.kinds import Value
from bytelens.values.ownership import Ownership

MOST = 64


def watched(text: str, budget: int | None = None, marks: Marks | None = None) -> Program:
    """The program of a text, with what all of its expressions evaluated to."""
    parsed = parse(text)
    found: dict[ast.expr, list[Variant] | None] = {}

    def see(machine: Machine, node: ast.expr, value: Value) -> None:
        if machine.module != MODULE:
            return
        known = found.setdefault(node, [])
        variants = _variants(machine, value)
        if known is None or variants is None or len(known) > MOST:
            found[node] = None
            return
        known += [variant for variant in variants if variant not in known]

    with _watching(see):
        analysis = Session(Workspace(Sources())).analyse(text, parsed)
    expressions = {node: tuple(variants) for node, variants in found.items() if variants}
    return Program(text, parsed, analysis, budget, marks, expressions)


def plain(text: str, budget: int | None = None, marks: Marks | None = None) -> Program:
    """The program of a text, as the command line makes it."""
    return Program(text, parse(text), analyse(text), budget, marks)


@contextmanager
def _watching(see: Callable[[Machine, ast.expr, Value], None]) -> Iterator[None]:
    original = Machine.evaluate

    def evaluate(self: Machine, frame: Frame, node: ast.expr) -> Value:
        value = original(self, frame, node)
        see(self, node, value)
        return value

    Machine.evaluate = evaluate  # type: ignore[method-assign]
    try:
        yield
    finally:
        Machine.evaluate = original  # type: ignore[method-assign]


def _variants(machine: Machine, value: Value) -> list[Variant] | None:
    """What a value may be, or None where it may be anything but an array or a NumPy scalar."""
    found: list[Variant] = []
    for option in options(value):
        if isinstance(option, Scalar):
            found.append(Variant("scalar", (), option.dtype, Ownership.OWNER))
        elif isinstance(option, Array) and (option.shape is not None or option.dtype is not None):
            found.append(_variant(machine, option))
        else:
            return None
    return found


def _variant(machine: Machine, array: Array) -> Variant:
    if array.buffer is None or not array.certain or machine.store.buffers[array.buffer].summary:
        return Variant("array", array.shape, array.dtype, Ownership.UNKNOWN)
    root = machine.store.buffers[array.buffer].nbytes
    owns = array.identity == array.buffer or (array.nbytes == root and not machine.store.holders(array.buffer))
    ownership = Ownership.OWNER if owns else Ownership.VIEW
    return Variant("array", array.shape, array.dtype, ownership, None, root, array.buffer)
