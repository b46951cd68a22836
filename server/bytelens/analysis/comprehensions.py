"""Comprehensions and generator expressions: item by item where there are few, else one item that stands for all."""

from __future__ import annotations

import ast
from functools import partial

from ..values.dims import SOME_INT, SomeInt, multiply, upper_bound
from ..values.joining import options
from ..values.kinds import Mapping, Sequence, Typed, Value, is_key
from .bindings import assign
from .containers import any_element, changes_source, elements_of, stored
from .escapes import defer, lose
from .forms import ABSENT
from .laziness import NOTHING, Source, note_reads, settled
from .machine import Machine, evaluates
from .operators import truth
from .scopes import Frame, Scope, names_of

MOST_ITEMS = 64


@evaluates(ast.ListComp)
def list_comprehension(machine: Machine, frame: Frame, node: ast.ListComp) -> Value:
    """`[element for ...]`: a new list."""
    return machine.store.allocate(_collected(machine, frame, node, node.elt))


@evaluates(ast.GeneratorExp)
def generator_expression(machine: Machine, frame: Frame, node: ast.GeneratorExp) -> Value:
    """`(element for ...)`: an iterator; what it reads may change before it does."""
    made = settled(machine, partial(_collected, machine, frame, node, node.elt))
    names = names_of(node)
    note_reads(machine, frame, (names.touched | names.only_read) - names.bound)
    machine.iterated.append(Source(NOTHING, ABSENT, reader=node))
    return made


@evaluates(ast.SetComp)
def set_comprehension(machine: Machine, frame: Frame, node: ast.SetComp) -> Value:
    """`{element for ...}`: a set, of which nothing more is kept."""
    _collected(machine, frame, node, node.elt)
    return Typed(set)


@evaluates(ast.DictComp)
def dict_comprehension(machine: Machine, frame: Frame, node: ast.DictComp) -> Value:
    """`{key: value for ...}`: a new dict."""
    pair = ast.copy_location(ast.Tuple([node.key, node.value], ast.Load()), node.key)
    made = _collected(machine, frame, node, pair)
    entries: dict[Value, Value] = {}
    for item in made.items or ():
        if not isinstance(item, tuple) or not is_key(item[0]):
            lose(machine, made)
            return machine.store.allocate(Mapping(None))
        entries[item[0]] = item[1]
    return machine.store.allocate(Mapping(None if made.items is None else tuple(entries.items())))


def _collected(
    machine: Machine,
    frame: Frame,
    node: ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp,
    element: ast.expr,
) -> Sequence:
    scope = Scope(machine.store.new_id(), names_of(node).bound)
    inner = Frame(
        (scope, *frame.scopes),
        frame.function,
        frame.call_lines,
        frame.declared_global,
        frame.declared_nonlocal,
        frame.active,
        frame.mark,
        frame.forks,
        frame.line,
        frame.end_line,
        outer=frame,
    )
    iterable = machine.evaluate(frame, node.generators[0].iter)
    made = _generate(machine, inner, node.generators, iterable, element)
    if not names_of(node).defines_functions:
        for name in scope.bound or ():
            machine.store.set((scope.id, name), ABSENT)
    return made


def _inner(machine: Machine, frame: Frame, generators: list[ast.comprehension], element: ast.expr) -> Sequence:
    """The elements of the remaining `for` clauses for one item of those before."""
    if not generators:
        return Sequence((stored(machine, machine.evaluate(frame, element)),))
    return _generate(machine, frame, generators, machine.evaluate(frame, generators[0].iter), element)


def _generate(
    machine: Machine, frame: Frame, generators: list[ast.comprehension], iterable: Value, element: ast.expr
) -> Sequence:
    """The elements that one or several nested `for` clauses yield."""
    first, *rest = generators
    source = elements_of(machine, iterable, first.iter)
    if source is None:
        lose(machine, iterable)
        source = Sequence(None)
    start = machine.store.mark()
    few = source.items is not None and len(source.items) <= MOST_ITEMS and machine.spend(len(source.items))
    if few and source.items is not None:
        found = _one_by_one(machine, frame, first, rest, element, source.items)
        if found is not None and not changes_source(machine, iterable, source):
            return found
        machine.store.rollback(start)
    made = _for_any(machine, frame, first, rest, element, source)
    if changes_source(machine, iterable, source):
        lose(machine, (iterable, made))
        return Sequence(None)
    return made


def _one_by_one(
    machine: Machine,
    frame: Frame,
    first: ast.comprehension,
    rest: list[ast.comprehension],
    element: ast.expr,
    items: tuple[Value, ...],
) -> Sequence | None:
    """Every element in order; None where a filter's outcome or an inner length is not known."""
    found: list[Value] = []
    for item in items:
        assign(machine, frame, first.target, item, first.iter)
        verdicts = [truth(machine, machine.evaluate(frame, test)) for test in first.ifs]
        if any(verdict is None for verdict in verdicts):
            return None
        if not all(verdicts):
            continue
        inner = _inner(machine, frame, rest, element)
        if inner.items is None:
            return None
        found.extend(inner.items)
    return Sequence(tuple(found))


def _for_any(
    machine: Machine,
    frame: Frame,
    first: ast.comprehension,
    rest: list[ast.comprehension],
    element: ast.expr,
    source: Sequence,
) -> Sequence:
    """One element that stands for all of them. What the body changes is lost, and seen so by a second pass."""
    store = machine.store
    item = SOME_INT if source.kind == "range" else any_element(machine, source)
    if len(options(item)) > 1:
        item = store.generalised(item)
    results: list[Value] = []
    while len(results) < 2:
        mark = store.mark()
        with defer(machine, since=frame.scope.id):
            assign(machine, frame, first.target, item, first.iter)
            for test in first.ifs:
                machine.evaluate(frame, test)
            inner = _inner(machine, frame, rest, element)
        results.append(any_element(machine, inner))
        if not any((cell if isinstance(cell, int) else cell[0]) < frame.scope.id for cell in store.changes_since(mark)):
            break
    length = multiply(source.count, inner.count)
    if first.ifs:
        length = SomeInt(upper_bound(length))
    return Sequence(None, store.joined(results), length)
