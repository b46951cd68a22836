"""`match`: the case that is taken where the subject is known, else each that may be.

Source: https://docs.python.org/3/reference/compound_stmts.html#the-match-statement
"""

from __future__ import annotations

import ast

from ..values.arrays import Array, Scalar
from ..values.dims import SomeInt
from ..values.kinds import UNKNOWN, Instance, Mapping, Ref, Sequence, Typed, Unknown, Value
from ..values.kinds import Union as OneOf
from .attributes import attribute_of
from .classes import class_attribute, class_of
from .containers import sequence_items, stored
from .escapes import is_lost, lose
from .forms import ABSENT, Delta
from .instance_checks import is_of_kind
from .machine import Machine, executes
from .names import cell_of
from .operators import operate, truth
from .scopes import Class, Frame

_TAKES_ITSELF = (bool, bytes, dict, float, frozenset, int, list, set, str, tuple)


@executes(ast.Match)
def match(machine: Machine, frame: Frame, node: ast.Match) -> bool:
    """Cases in order, up to one that surely matches."""
    store = machine.store
    frame.end_line = node.subject.end_lineno or node.lineno
    subject = stored(machine, machine.evaluate(frame, node.subject))
    ends: list[Delta] = []
    undecided, exhausted = 0, False
    for case in node.cases:
        mark = store.mark()
        verdict = _matches(machine, frame, case.pattern, subject)
        if verdict is not False and case.guard is not None:
            guarded = truth(machine, machine.evaluate(frame, case.guard))
            verdict = guarded if verdict is True or guarded is False else None
        if verdict is False:
            store.merge([store.rollback(mark), {}])
            continue
        bound = store.changes_since(mark)
        surely = verdict is True and not undecided
        frame.forks += not surely
        falls_through = machine.execute(frame, case.body)
        frame.forks -= not surely
        if surely:
            return falls_through
        undecided += 1
        delta = store.rollback(mark)
        ends += [delta] if falls_through else []
        if verdict is True:
            exhausted = True
            break
        store.merge([bound, {}])
    if not exhausted:
        ends.append({})
    if ends:
        store.merge(ends)
    return bool(ends)


def _matches(machine: Machine, frame: Frame, pattern: ast.pattern, subject: Value) -> bool | None:
    """Whether a pattern fits, its names bound; None where that is not known."""
    if isinstance(subject, OneOf) and not (isinstance(pattern, ast.MatchAs) and pattern.pattern is None):
        return _perhaps(machine, frame, pattern, subject)
    if isinstance(pattern, ast.MatchAs):
        verdict = True if pattern.pattern is None else _matches(machine, frame, pattern.pattern, subject)
        if pattern.name is not None:
            machine.store.set(cell_of(frame, pattern.name), subject)
        return verdict
    if isinstance(pattern, ast.MatchValue):
        return _equals(machine, pattern, subject, machine.evaluate(frame, pattern.value))
    if isinstance(pattern, ast.MatchSingleton):
        return _is_same(subject, pattern.value)
    if isinstance(pattern, ast.MatchSequence):
        return _matches_sequence(machine, frame, pattern, subject)
    if isinstance(pattern, ast.MatchMapping):
        return _matches_mapping(machine, frame, pattern, subject)
    if isinstance(pattern, ast.MatchClass):
        return _matches_class(machine, frame, pattern, subject)
    if isinstance(pattern, ast.MatchOr):
        return _matches_one(machine, frame, pattern, subject)
    return _perhaps(machine, frame, pattern, subject)


def _perhaps(machine: Machine, frame: Frame, pattern: ast.pattern, subject: Value) -> bool | None:
    """None: whether a pattern fits is not known, nor what it binds."""
    lose(machine, subject)
    for part in ast.walk(pattern):
        name = part.rest if isinstance(part, ast.MatchMapping) else None
        if isinstance(part, ast.MatchAs | ast.MatchStar):
            name = part.name
        if name is not None:
            machine.store.set(cell_of(frame, name), UNKNOWN)
    return None


def _equals(machine: Machine, pattern: ast.MatchValue, subject: Value, value: Value) -> bool | None:
    """`subject == value`; lists, dicts and objects equal no text and no number, unless their class says so."""
    held = machine.store.get(subject.address) if isinstance(subject, Ref) else None
    cls = class_of(machine, subject)
    if cls is not None and class_attribute(machine, cls, "__eq__") is not ABSENT:
        held = None
    if isinstance(held, Sequence | Mapping | Instance) and isinstance(value, str | bytes | int | float):
        return False
    return truth(machine, operate(machine, ast.Eq, pattern, subject, value))


def _is_same(subject: Value, value: object) -> bool | None:
    if isinstance(subject, Unknown):
        return None
    if isinstance(subject, Typed):
        return None if subject.type in (bool, type(None)) else False
    return subject is value


def _matches_one(machine: Machine, frame: Frame, pattern: ast.MatchOr, subject: Value) -> bool | None:
    for option in pattern.patterns:
        verdict = _matches(machine, frame, option, subject)
        if verdict is None:
            return _perhaps(machine, frame, pattern, subject)
        if verdict:
            return True
    return False


def _matches_sequence(machine: Machine, frame: Frame, pattern: ast.MatchSequence, subject: Value) -> bool | None:
    """Tuples, lists and ranges; arrays are no sequences."""
    held = machine.store.get(subject.address) if isinstance(subject, Ref) else subject
    if _is_atom(held) or isinstance(held, Mapping | Instance):
        return False
    items = sequence_items(held)
    if items is None or items.items is None or (isinstance(held, Sequence) and held.kind != "list"):
        return _perhaps(machine, frame, pattern, subject)
    parts = list(pattern.patterns)
    stars = [place for place, part in enumerate(parts) if isinstance(part, ast.MatchStar)]
    if not stars:
        return len(items.items) == len(parts) and _all_match(machine, frame, pattern, subject, parts, items.items)
    if len(items.items) < len(parts) - 1:
        return False
    after = len(items.items) - (len(parts) - 1 - stars[0])
    star = parts.pop(stars[0])
    verdict = _all_match(machine, frame, pattern, subject, parts, (*items.items[: stars[0]], *items.items[after:]))
    if isinstance(star, ast.MatchStar) and star.name is not None and verdict is not None:
        rest = machine.store.allocate(Sequence(items.items[stars[0] : after]))
        machine.store.set(cell_of(frame, star.name), rest)
    return verdict


def _all_match(
    machine: Machine,
    frame: Frame,
    pattern: ast.pattern,
    subject: Value,
    parts: list[ast.pattern],
    items: tuple[Value, ...],
) -> bool | None:
    for part, item in zip(parts, items, strict=True):
        verdict = _matches(machine, frame, part, item)
        if verdict is None:
            return _perhaps(machine, frame, pattern, subject)
        if not verdict:
            return False
    return True


def _matches_mapping(machine: Machine, frame: Frame, pattern: ast.MatchMapping, subject: Value) -> bool | None:
    held = machine.store.get(subject.address) if isinstance(subject, Ref) else subject
    if (
        _is_atom(held)
        or isinstance(held, tuple | range | Instance)
        or (isinstance(held, Sequence) and held.kind == "list")
    ):
        return False
    keys = [machine.evaluate(frame, key) for key in pattern.keys]
    if not isinstance(held, Mapping) or held.entries is None or held.missing is not None:
        return _perhaps(machine, frame, pattern, subject)
    entries = list(held.entries)
    values: list[Value] = []
    for key in keys:
        place = next((place for place, (known, _) in enumerate(entries) if known == key), None)
        if place is None:
            return False
        values.append(entries.pop(place)[1])
    if pattern.rest is not None:
        machine.store.set(cell_of(frame, pattern.rest), machine.store.allocate(Mapping(tuple(entries))))
    return _all_match(machine, frame, pattern, subject, pattern.patterns, tuple(values))


def _matches_class(machine: Machine, frame: Frame, pattern: ast.MatchClass, subject: Value) -> bool | None:
    cls = machine.evaluate(frame, pattern.cls)
    verdict = is_of_kind(machine, subject, cls)
    if not verdict:
        return False if verdict is False else _perhaps(machine, frame, pattern, subject)
    if isinstance(cls, type) and cls in _TAKES_ITSELF and len(pattern.patterns) <= 1 and not pattern.kwd_patterns:
        return _matches(machine, frame, pattern.patterns[0], subject) if pattern.patterns else True
    names = [*_positional(machine, cls)[: len(pattern.patterns)], *pattern.kwd_attrs]
    parts = [*pattern.patterns, *pattern.kwd_patterns]
    held = machine.store.get(subject.address) if isinstance(subject, Ref) else subject
    if len(names) != len(parts) or (isinstance(held, Instance) and is_lost(held)):
        return _perhaps(machine, frame, pattern, subject)
    values = tuple(attribute_of(machine, pattern, name, subject) for name in names)
    if any(value is UNKNOWN for value in values):
        return _perhaps(machine, frame, pattern, subject)
    return _all_match(machine, frame, pattern, subject, parts, values)


def _positional(machine: Machine, cls: Value) -> tuple[str, ...]:
    """The attributes that patterns without a name stand for."""
    if isinstance(cls, Class):
        return cls.fields or ()
    found = getattr(cls, "__match_args__", ())
    return found if isinstance(found, tuple) else ()


def _is_atom(held: Value) -> bool:
    """True for numbers, text, None and arrays, which are neither sequences nor mappings to a pattern."""
    if isinstance(held, Typed):
        return held.type in (bool, int, float, complex, str, bytes)
    return held is None or isinstance(held, int | float | complex | str | bytes | SomeInt | Array | Scalar)
