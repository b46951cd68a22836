"""What unknown code has got hold of: it may change the lists and dicts, and call the functions at any time.

Both last. A list that is once lost holds anything for ever, and so does what is put into it later. The names that a
lost function rebinds are not known any more; the lists and dicts that it mentions are lost with it, now and whenever
such a name is bound anew.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from types import FunctionType

from ..values.arrays import Array, Scalar
from ..values.dims import SomeInt, Symbolic
from ..values.kinds import UNKNOWN, Instance, Mapping, Ref, Sequence, Typed, Unknown, Value
from .files import begin
from .forms import ABSENT, NAMESPACE, Cell, Decorated, parts
from .machine import Machine
from .noted import NotedSet
from .scopes import Class, Function, Module, Names, names_of
from .writers import note_lost_function

_HARMLESS = frozenset(
    {int, float, str, bool, type(None), Unknown, Scalar, SomeInt, Symbolic, Typed, FunctionType, type}
)
ANY_LIST = Sequence(None)
ANY_ARRAY = Array(None, None, certain=False)


def connect(machine: Machine) -> None:
    """Let the store know what is lost."""
    machine.store.guard = partial(guarded, machine)
    machine.store.discard = partial(lose, machine)
    begin(machine)


def lose(machine: Machine, value: Value) -> None:
    """After unknown code had a value. Arrays keep their shape, unless the program has code that sets shapes."""
    if type(value) in _HARMLESS:
        return
    if isinstance(value, Ref):
        held = machine.store.get(value.address)
        if held is not ABSENT and not is_lost(held):
            machine.store.set(value.address, _lost(held))
            for part in parts(held):
                lose(machine, part)
            if isinstance(held, Instance):
                lose(machine, held.cls)
    elif value is NAMESPACE:
        from .names import forget_names

        forget_names(machine)
    elif isinstance(value, ast.GeneratorExp):
        for node in ast.walk(value):
            if isinstance(node, ast.Name | ast.Attribute):
                machine.recorder.read(node, UNKNOWN)
    elif isinstance(value, Class):
        _lose_class(machine, value)
    elif isinstance(value, Function):
        _lose_function(machine, value)
    elif isinstance(value, Module):
        _lose_module(machine, value)
    elif isinstance(value, Array):
        if value.buffer is not None:
            machine.store.shared.add(value.buffer)
            machine.store.write(value.buffer)
        if machine.sets_shapes:
            weaken(machine, value)
    else:
        for part in parts(value):
            lose(machine, part)
        if isinstance(value, Sequence) and value.kind == "iterator":
            for source in machine.iterated:
                lose(machine, source.reader)


@contextmanager
def defer(machine: Machine, *functions: Value, since: int | None = None) -> Iterator[list[Cell]]:
    """What runs meanwhile may really run later, often or never: whatever it changes that was there before is lost.

    The cells that were so changed are in the list that it yields, once it is over.
    since: the id of what is the first not to have been there before; by default, whatever is new.
    """
    store = machine.store
    first, mark = store.new_id() if since is None else since, store.mark()
    cells: list[Cell] = []
    yield cells
    cells += [cell for cell in store.changes_since(mark) if (cell if isinstance(cell, int) else cell[0]) < first]
    if not cells:
        return
    lose(machine, functions)
    for cell in cells:
        lose(machine, store.get(cell))
        if isinstance(cell, tuple):
            machine.volatile.add(cell)
            store.watched.add(cell)
            store.set(cell, UNKNOWN)
        else:
            lose(machine, Ref(cell))


def is_lost(held: Value) -> bool:
    """True for the contents of a list, dict or object of which nothing is known."""
    if isinstance(held, Instance):
        return held.attributes is None
    if isinstance(held, Mapping):
        return held.entries is None and held.element is UNKNOWN and held.missing is None
    return held == ANY_LIST


def _lost(held: Value) -> Value:
    if isinstance(held, Instance):
        return Instance(held.cls, None)
    return Mapping(None, kind=held.kind) if isinstance(held, Mapping) else ANY_LIST


def _lose_class(machine: Machine, cls: Class) -> None:
    """Whoever has a class may make objects of it, call its methods and set its attributes."""
    for known in cls.order:
        namespace = machine.store.get(known.namespace)
        if not isinstance(namespace, Instance):
            continue  # of a branch that was left: nobody has it
        attributes = namespace.attributes or ()
        if any(_is_data(value) for _, value in attributes):
            kept = tuple((name, UNKNOWN if _is_data(value) else value) for name, value in attributes)
            machine.store.set(known.namespace, Instance(known, kept))
        for _, value in attributes:
            lose(machine, value)


def _lose_module(machine: Machine, module: Module) -> None:
    """Whoever has a module may set, change and call all that is in it."""
    if module.scope in machine.lost_modules:
        return
    machine.lost_modules.add(module.scope)
    machine.unknown_names.add(module.scope)
    for cell in [cell for cell in machine.store.cells.all() if isinstance(cell, tuple) and cell[0] == module.scope]:
        lose(machine, machine.store.get(cell))
        _watch(machine, cell, machine.volatile)


def _lose_attributes(machine: Machine, module: Module, names: Names) -> None:
    """Whoever runs code that mentions a module may do with it what that code does, with the attributes in it."""
    for name in names.attributes | names.set_attributes:
        cell = (module.scope, name)
        inner = machine.store.get(cell)
        _watch(machine, cell, machine.volatile if name in names.set_attributes else None, inner)
        if isinstance(inner, Module):
            _lose_attributes(machine, inner, names)


def _lose_imports(machine: Machine, function: Function, names: Names) -> None:
    """A function imports modules when it runs, and may do with them what its code does."""
    from .modules import imported_by

    for module, taken in imported_by(machine, function):
        if taken is not None:
            _watch(machine, (module.scope, taken), None)
        elif module.scope not in machine.lost_modules:
            _lose_attributes(machine, module, names)


def _is_data(value: Value) -> bool:
    return not isinstance(value, Function | Decorated | Class | Unknown)


def weaken(machine: Machine, array: Array) -> None:
    """After the attributes of an array were set to who knows what: nothing is known of it but its memory."""
    change_array(machine, array, Array(None, None, None, array.buffer, array.certain, array.identity, array.type))


def change_array(machine: Machine, array: Array, new: Array) -> None:
    """Change an array object in place. Of others that may be the same object, nothing is known any more."""
    machine.store.change_arrays(partial(_after_change, machine, array, new))


def guarded(machine: Machine, cell: Cell, value: Value) -> Value:
    """What a cell holds that lost functions may see or set, when it is given a value."""
    if isinstance(cell, int) or cell in machine.only_read:
        _lose_parts(machine, value)
        return value
    lose(machine, value)
    return UNKNOWN if cell in machine.volatile else value


def _after_change(machine: Machine, array: Array, new: Array, other: Array) -> Array:
    if other.identity == array.identity:
        return new
    return ANY_ARRAY if _may_be(machine, array, other) else other


def _may_be(machine: Machine, a: Array, b: Array) -> bool:
    """Whether two arrays may be one object: joins and elements of lists stand for several."""
    vague = [x.buffer is None or not x.certain or machine.store.buffers[x.buffer].summary for x in (a, b)]
    if not any(vague) and a.buffer != b.buffer:
        return False
    if a.shape is None or b.shape is None:
        return True
    return len(a.shape) == len(b.shape) and all(
        x == y or not (isinstance(x, int) and isinstance(y, int)) for x, y in zip(a.shape, b.shape, strict=True)
    )


def _lose_function(machine: Machine, function: Function) -> None:
    key = (function.node, tuple(scope.id for scope in function.scopes))
    if key in machine.escaped:
        return
    machine.escaped[key] = function
    note_lost_function(machine, function)
    names = names_of(function.node)
    if function.defaults is not None:
        lose(machine, machine.store.get(function.defaults))
    for name in names.written:
        _watch(machine, _cell(function, name), machine.volatile)
    for name in names.touched - names.bound:
        cell = _cell(function, name)
        value = ABSENT if cell is None or name in names.bare else machine.store.get(cell)
        _watch(machine, cell, None, value)
        if isinstance(value, Module):
            _lose_attributes(machine, value, names)
    if names.imports:
        _lose_imports(machine, function, names)
    for name in names.only_read - names.bound:
        _watch(machine, _cell(function, name), machine.only_read)
    if names.sets_shapes and not machine.sets_shapes:
        machine.sets_shapes = True
        machine.store.change_arrays(lambda array: ANY_ARRAY)


def _watch(machine: Machine, cell: Cell | None, kind: NotedSet[Cell] | None, known: Value = ABSENT) -> None:
    """Let a cell be guarded from now on, in one of two milder or stricter ways, or as what may be changed.

    known: what it holds; a module is not lost as a whole here.
    """
    if cell is None:
        return
    store = machine.store
    if kind is machine.only_read and cell in store.watched:
        return
    if kind is not machine.only_read:
        machine.only_read.discard(cell)
    if kind is not None:
        kind.add(cell)
    store.watched.add(cell)
    value = store.get(cell)
    if value is not ABSENT and not (isinstance(known, Module) and kind is None):
        store.set(cell, guarded(machine, cell, value))


def _lose_parts(machine: Machine, value: Value) -> None:
    """What is in a list or dict that unknown code only reads is lost, now and when more is put in."""
    if isinstance(value, Ref):
        machine.store.watched.add(value.address)
        value = machine.store.get(value.address)
    for part in parts(value):
        lose(machine, part)


def _cell(function: Function, name: str) -> Cell | None:
    """Where a function finds a name that it does not bind itself; None for names that only calls of it make."""
    for scope in function.scopes:
        if scope.bound is None or name in scope.bound:
            return (scope.id, name)
    return None
