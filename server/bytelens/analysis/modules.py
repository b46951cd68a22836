"""Modules of the program: found, executed once, and their attributes.

Whether a module has been executed is kept in a cell of the store, so that branches, loops and calls join it like any
name: False, True, or who knows. See docs/decisions/0009-workspace.md.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..values.kinds import UNKNOWN, Typed, Value
from .escapes import lose
from .forms import ABSENT, Cell
from .machine import BudgetExceeded, Machine
from .scopes import MODULE, Frame, Function, Module, Scope, names_of
from .workspace import OPAQUE, Loaded, Place, finds_otherwise

EXECUTED = -3
FIRST_SCOPE = -10
"""Ids of modules lie below all others, as if they had always been there: an import is no event of its own."""
MOST_NESTED = 40


class Raises(Exception):  # noqa: N818 - what the program raises is no error of ours
    """A module surely raises when it is imported, or never ends."""


def load(machine: Machine, frame: Frame, name: str) -> Value:
    """A module of the program, executed if it has not been; UNKNOWN where nobody knows what it is or does.

    ABSENT where it is none of the program's files. Raises Raises.
    """
    if machine.module != MODULE:
        return _load(machine, frame, name)
    delayed, iterated = machine.delayed, machine.iterated
    mark, limit, used = machine.store.mark(), machine.most_steps, machine.steps
    machine.most_steps = min(limit, used + machine.import_steps)
    try:
        return _load(machine, frame, name)
    except (BudgetExceeded, RecursionError):
        if machine.steps > limit:
            raise
        machine.store.rollback(mark)
        machine.delayed, machine.iterated = delayed, iterated
        _give_up(machine, name)
        return UNKNOWN
    finally:
        machine.most_steps = limit
        machine.import_steps -= machine.steps - used


def registered(machine: Machine, name: str) -> Loaded | None:
    """A module of the program, not executed; None where it is not one of its files, or one that nobody can follow."""
    found = _find(machine, name)
    return found if isinstance(found, Loaded) else None


def package_of(machine: Machine, module: int) -> str:
    """The package that relative imports in a module start from."""
    if module == MODULE:
        return ".".join(machine.workspace.package)
    name = machine.store.modules[module]
    loaded = machine.modules.get(name)
    return name if loaded is not None and loaded.place.folders else name.rpartition(".")[0]


def absolute(machine: Machine, module: int, name: str | None, level: int) -> str | None:
    """The full name of what a module imports; None where there is no package to start from."""
    if level == 0:
        return name
    package = package_of(machine, module).split(".")
    if len(package) < level or not package[0]:
        return None
    return ".".join([*package[: len(package) + 1 - level], *([name] if name else [])])


def attribute_of_module(machine: Machine, module: Module, name: str) -> Value:
    """`module.name` where it is read; ABSENT where it has no such attribute."""
    if module.scope in machine.lost_modules:
        return UNKNOWN
    if name == "__dict__":
        lose(machine, module)
        return UNKNOWN
    value = machine.store.get((module.scope, name))
    if value is not ABSENT:
        return value
    supplier = machine.store.get((module.scope, "__getattr__"))
    if supplier is not ABSENT:
        lose(machine, supplier)
        return UNKNOWN
    return UNKNOWN if module.scope in machine.unknown_names else ABSENT


def set_on_module(machine: Machine, module: Module, name: Value, value: Value) -> None:
    """`module.name = value`; the name is not always known."""
    if not isinstance(name, str):
        lose(machine, module)
    if module.scope in machine.lost_modules or not isinstance(name, str):
        lose(machine, value)
        value = UNKNOWN
    if isinstance(name, str):
        machine.store.set((module.scope, name), value)


def imported_by(machine: Machine, function: Function) -> Iterator[tuple[Module, str | None]]:
    """The modules that a function imports when it runs, with the name that it takes from one, if it is just one."""
    for node in names_of(function.node).imports:
        for alias in node.names:
            if isinstance(node, ast.Import):
                name, taken = alias.name, None
            else:
                base = absolute(machine, function.scopes[-1].id, node.module, node.level)
                name, taken = base or "", alias.name
            loaded = registered(machine, name) if name else None
            if loaded is not None:
                yield loaded.module, taken if taken != "*" else None
            inner = registered(machine, f"{name}.{taken}") if loaded is not None and taken not in (None, "*") else None
            if inner is not None:
                yield inner.module, None


def _load(machine: Machine, frame: Frame, name: str) -> Value:
    parent = name.rpartition(".")[0]
    around = _load(machine, frame, parent) if parent else None
    if parent and not isinstance(around, Module):
        return around
    loaded = _find(machine, name)
    if loaded is not ABSENT:
        machine.give_up_traces()
    if not isinstance(loaded, Loaded):
        return loaded
    _ensure_executed(machine, frame, loaded)
    if isinstance(around, Module):
        machine.store.set((around.scope, name.rpartition(".")[2]), loaded.module)
    return loaded.module


def _find(machine: Machine, name: str) -> Value:
    """A `Loaded`, UNKNOWN for a module that cannot be followed, ABSENT for one that is not there."""
    if name in machine.modules:
        loaded = machine.modules[name]
        return UNKNOWN if loaded is None else loaded
    if name == machine.store.modules[MODULE]:
        return UNKNOWN
    place = _place(machine, name)
    if place is None:
        return ABSENT
    loaded = None
    if place is not OPAQUE and not machine.finds_otherwise:
        loaded = _loaded(machine, name, place)
    machine.modules[name] = loaded
    return UNKNOWN if loaded is None else loaded


def _place(machine: Machine, name: str) -> Place | None:
    parent, _, last = name.rpartition(".")
    if not parent:
        return machine.workspace.find(name, machine.looked_at)
    around = _find(machine, parent)
    if not isinstance(around, Loaded):
        return None if around is ABSENT else OPAQUE
    return machine.workspace.find_in(around.place.folders, last, machine.looked_at)


def _loaded(machine: Machine, name: str, place: Place) -> Loaded | None:
    source = None
    if place.source is not None:
        source = machine.workspace.sources.source(place.source, machine.looked_at[place.source])
        if source is None:
            return None
        machine.finds_otherwise = machine.finds_otherwise or finds_otherwise(source.text)
    module = Module(FIRST_SCOPE - len(machine.store.modules), name)
    machine.store.modules[module.scope] = name
    machine.texts[module.scope] = [] if source is None else source.lines
    machine.store.begin((EXECUTED, name), False)
    return Loaded(module, place, source)


def _ensure_executed(machine: Machine, frame: Frame, loaded: Loaded) -> None:
    store, marker = machine.store, _marker(loaded)
    if store.get(marker) is True:
        return
    if store.get(marker) is False:
        _execute(machine, frame, loaded)
        return
    mark = store.mark()
    try:
        _execute(machine, frame, loaded)
    except Raises:
        store.rollback(mark)
    else:
        store.merge([store.rollback(mark), {}])
    store.set(marker, True)


def _execute(machine: Machine, frame: Frame, loaded: Loaded) -> None:
    store, scope = machine.store, loaded.module.scope
    store.set(_marker(loaded), True)
    store.set((scope, "__name__"), loaded.module.name)
    if loaded.source is None:
        return
    for name in ("__file__", "__package__"):
        store.set((scope, name), Typed(str))
    inner = Frame((Scope(scope, None),), call_lines=frame.call_lines, active=frame.active, mark=store.mark())
    previous, machine.frame = machine.frame, inner
    machine.importing += 1
    try:
        if machine.importing > MOST_NESTED:
            raise BudgetExceeded
        with machine.within(scope):
            falls_through = machine.execute(inner, loaded.source.tree.body)
    finally:
        machine.frame = previous
        machine.importing -= 1
    if scope in machine.lost_modules:
        machine.lost_modules.discard(scope)
        lose(machine, loaded.module)
    if not falls_through:
        store.set(_marker(loaded), False)
        raise Raises


def _give_up(machine: Machine, name: str) -> None:
    """An import that is too much to follow: whatever it can reach is lost."""
    top = name.partition(".")[0]
    for known, loaded in list(machine.modules.items()):
        if loaded is not None:
            lose(machine, loaded.module)
            if machine.store.get(_marker(loaded)) is False:
                machine.modules[known] = None
    machine.modules[name] = machine.modules[top] = None


def _marker(loaded: Loaded) -> Cell:
    return (EXECUTED, loaded.module.name)
