"""What is known of a value that may be either of two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce

from .arrays import Array, Scalar, same_dtype
from .dims import SOME_INT, Dim, Known, Shape, SomeInt, Symbolic
from .kinds import UNKNOWN, Instance, Mapping, Sequence, Typed, Union, Unknown, Value, retupled

MOST_OPTIONS = 8


def same(a: Value, b: Value) -> bool:
    """Equality that tells 1 from True and from 1.0, and looks into tuples."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, Scalar) and isinstance(b, Scalar):
        return same_dtype(a.dtype, b.dtype) and _same_numbers(a.value, b.value)
    if isinstance(a, Array) and isinstance(b, Array):
        return same_dtype(a.dtype, b.dtype) and _place(a) == _place(b) and same_contents(a, b)
    if isinstance(a, Sequence) and isinstance(b, Sequence):
        return (a.kind, a.length) == (b.kind, b.length) and same(a.items, b.items) and same(a.element, b.element)
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return _same_dicts(a, b)
    if isinstance(a, Instance) and isinstance(b, Instance):
        return a.cls is b.cls and same(a.attributes, b.attributes)
    if isinstance(a, Union) and isinstance(b, Union):
        return same(a.options, b.options)
    if isinstance(a, float) and isinstance(b, float):
        return a.hex() == b.hex()
    return bool(a == b)


def alike(a: Value, b: Value) -> bool:
    """`same`, except that arrays may look into different memory, with other elements."""
    return same(_without_memory(a), _without_memory(b))


def alike_in_contents(a: Value, b: Value) -> bool:
    """`alike`, with as much known of the elements."""
    return same(_without_memory(a, contents=True), _without_memory(b, contents=True))


def same_contents(a: Array, b: Array) -> bool:
    """Whether the same is known of the elements of two arrays."""
    if a.contents is b.contents:
        return True
    return a.contents is not None and b.contents is not None and a.contents.key == b.contents.key


def options(value: Value) -> tuple[Value, ...]:
    """The alternatives of a value: those of a union, else the value alone."""
    return value.options if type(value) is Union else (value,)


def union(values: Iterable[Value]) -> Value:
    """One of `values`: themselves if few and different, else what they have in common."""
    distinct: list[Value] = []
    for value in values:
        for option in options(value):
            if isinstance(option, Unknown):
                return UNKNOWN
            if not any(same(option, known) for known in distinct):
                distinct.append(option)
    if len(distinct) == 1:
        return distinct[0]
    return Union(tuple(distinct)) if 0 < len(distinct) <= MOST_OPTIONS else generalise(distinct)


def join(a: Value, b: Value, summary: Callable[[Array, Array], Array]) -> Value:
    """What is known where control flow meets.

    summary: makes the array that stands for two that differ in nothing but their memory.
    """
    if same(a, b):
        return a
    if isinstance(a, Array) and isinstance(b, Array) and alike(a, b):
        return summary(a, b)
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        joined = (join(x, y, summary) for x, y in zip(a, b, strict=True))
        return retupled(a, joined) if type(a) is type(b) else tuple(joined)
    if isinstance(a, Sequence) and isinstance(b, Sequence):
        return _join_sequences(a, b, summary)
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return _join_mappings(a, b, summary)
    if isinstance(a, Instance) and isinstance(b, Instance) and a.cls is b.cls:
        return _join_instances(a, b, summary)
    merged = list(options(a))
    for option in options(b):
        for place, known in enumerate(merged):
            if isinstance(known, Array) and isinstance(option, Array) and alike(known, option):
                merged[place] = option if same(known, option) else summary(known, option)
                break
        else:
            merged.append(option)
    return union(merged)


def generalise(values: Iterable[Value]) -> Value:
    """One value that stands for all of `values`, changing only what differs (an axis, the dtype)."""
    flat = [option for value in values for option in options(value)]
    if not flat:
        return UNKNOWN
    result = flat[0]
    for value in flat[1:]:
        result = _general(result, value)
    return result


def _general(a: Value, b: Value) -> Value:
    if same(a, b):
        return a
    if _is_int(a) and _is_int(b):
        return SOME_INT
    if isinstance(a, Array) and isinstance(b, Array) and a.type is b.type:
        return _general_array(a, b)
    if isinstance(a, Scalar) and isinstance(b, Scalar):
        return Scalar(a.dtype if same_dtype(a.dtype, b.dtype) else None)
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return tuple(map(_general, a, b))
    kind = _python_type(a)
    return Typed(kind) if kind is not None and kind is _python_type(b) else UNKNOWN


def _general_array(a: Array, b: Array) -> Array:
    dtype = a.dtype if same_dtype(a.dtype, b.dtype) else None
    shape: Shape | None = None
    if a.shape is not None and b.shape is not None and len(a.shape) == len(b.shape):
        shape = tuple(map(_general_dim, a.shape, b.shape))
    strides = a.strides if a.strides == b.strides else None
    certain = a.certain and b.certain and a.buffer == b.buffer
    identity = a.identity if a.identity == b.identity else 0
    contents = a.contents if certain and same_contents(a, b) else None
    return Array(shape, dtype, strides, a.buffer, certain, identity, a.type, contents)


def _general_dim(a: Dim, b: Dim) -> Dim:
    return a if a == b else SOME_INT


def largest(bounds: Iterable[Known | None]) -> Known | None:
    """The largest of some bounds, None where one is missing or they cannot be compared."""
    known = set(bounds)
    if len(known) == 1:
        return known.pop()
    numbers = [bound for bound in known if isinstance(bound, int)]
    return max(numbers) if len(numbers) == len(known) else None


def _join_sequences(a: Sequence, b: Sequence, summary: Callable[[Array, Array], Array]) -> Value:
    if a.kind != b.kind:
        return UNKNOWN
    if a.items is not None and b.items is not None and len(a.items) == len(b.items):
        return Sequence(tuple(join(x, y, summary) for x, y in zip(a.items, b.items, strict=True)), kind=a.kind)
    element: Value = None
    members = (*_members(a), *_members(b))
    for number, member in enumerate(members):
        element = join(element, member, summary) if number else member
    length = a.count if a.count == b.count else SomeInt(largest([_upper(a.count), _upper(b.count)]))
    return Sequence(None, element if members else UNKNOWN, length, a.kind)


def _join_mappings(a: Mapping, b: Mapping, summary: Callable[[Array, Array], Array]) -> Mapping:
    if a.kind is not b.kind or not same(a.missing, b.missing):
        return Mapping(None)
    if a.entries is not None and b.entries is not None and _have_same_keys(a.entries, b.entries):
        pairs = zip(a.entries, b.entries, strict=True)
        return Mapping(tuple((key, join(x, y, summary)) for (key, x), (_, y) in pairs), UNKNOWN, a.missing, a.kind)
    values = (*a.values, *b.values)
    return Mapping(None, reduce(partial(join, summary=summary), values) if values else UNKNOWN, a.missing, a.kind)


def _same_dicts(a: Mapping, b: Mapping) -> bool:
    kinds = a.kind is b.kind and same(a.missing, b.missing)
    return kinds and same(a.entries, b.entries) and same(a.element, b.element)


def _have_same_keys(a: tuple[tuple[Value, Value], ...], b: tuple[tuple[Value, Value], ...]) -> bool:
    return len(a) == len(b) and all(same(x[0], y[0]) for x, y in zip(a, b, strict=True))


def _join_instances(a: Instance, b: Instance, summary: Callable[[Array, Array], Array]) -> Instance:
    """An attribute that one of the two lacks is taken as there: where it isn't, reading it raises."""
    if a.attributes is None or b.attributes is None:
        return Instance(a.cls, None)
    joined = a
    for name, value in b.attributes:
        known = a.get(name, joined)
        joined = joined.put(name, value if known is joined else join(known, value, summary))
    return joined


def _members(sequence: Sequence) -> tuple[Value, ...]:
    return (sequence.element,) if sequence.items is None else sequence.items


def _upper(dim: Dim) -> Known | None:
    return dim.at_most if isinstance(dim, SomeInt) else dim


def _is_int(value: Value) -> bool:
    """An int; one of 64 bits at most where it is known, since NumPy treats others differently."""
    return (type(value) is int and value.bit_length() < 64) or isinstance(value, Symbolic | SomeInt)


def _python_type(value: Value) -> type | None:
    if isinstance(value, Typed):
        return value.type
    return type(value) if isinstance(value, bool | float | complex | str | bytes) else None


def _same_numbers(a: object, b: object) -> bool:
    if a is None or b is None:
        return a is b
    return type(a) is type(b) and repr(a) == repr(b)


def _place(array: Array) -> tuple[object, ...]:
    return (array.shape, array.strides, array.buffer, array.certain, array.identity, array.type)


def _without_memory(value: Value, *, contents: bool = False) -> Value:
    if isinstance(value, Array):
        kept = value.contents if contents else None
        return Array(value.shape, value.dtype, value.strides, type=value.type, contents=kept)
    bare = partial(_without_memory, contents=contents)
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    if isinstance(value, Union):
        return Union(tuple(map(bare, value.options)))
    if isinstance(value, Sequence):
        items = None if value.items is None else tuple(map(bare, value.items))
        return Sequence(items, bare(value.element), value.length, value.kind)
    if isinstance(value, Mapping):
        entries = None if value.entries is None else tuple((key, bare(entry)) for key, entry in value.entries)
        return Mapping(entries, bare(value.element), value.missing, value.kind)
    if isinstance(value, Instance) and value.attributes is not None:
        return Instance(value.cls, tuple((name, bare(held)) for name, held in value.attributes))
    return value
