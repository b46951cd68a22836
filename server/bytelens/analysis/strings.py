"""Text: what formatting and the methods of str and bytes give; of constants, constants."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..rules.arguments import concrete
from ..rules.registry import Unmodelled
from ..values.arrays import Array, Scalar
from ..values.dims import SOME_INT, SomeInt, Symbolic
from ..values.kinds import UNKNOWN, Sequence, Typed, Value

LONGEST = 10_000
"""Longer constants are not made."""
_LONG_NUMBER = re.compile(r"\d{4}|\*")
_CONVERSIONS: dict[int, Callable[[Any], Any]] = {
    ord("s"): str,
    ord("r"): repr,
    ord("a"): ascii,
    -1: lambda value: value,
}
_PLAIN = (str, bytes, int, float, complex, type(None))
_SOME_STR = Typed(str)
_LISTS = frozenset({"split", "rsplit", "splitlines"})
_GROWING = frozenset({"replace", "expandtabs", "join", "translate"})


def formatted_constant(value: Value, conversion: int, spec: Value) -> Value:
    """`f"{value!conversion:spec}"`: the text for a constant, else some str."""
    known = value.value if isinstance(value, Scalar) and value.value is not None else value
    if not isinstance(known, _PLAIN) and known is value:
        return _SOME_STR
    if not isinstance(spec, str) or _LONG_NUMBER.search(spec):
        return _SOME_STR
    try:
        return format(_CONVERSIONS[conversion](known), spec)
    except (ValueError, TypeError, OverflowError):
        return _SOME_STR


def percent(text: str | bytes, value: Value) -> Value:
    """`text % value`: the text where all of it is known, else some str."""
    try:
        known = concrete(value)
        fits = isinstance(text, str) and not _LONG_NUMBER.search(text)
        return text % known if fits and _is_plain(known) else Typed(type(text))
    except (Unmodelled, ValueError, TypeError, OverflowError):
        return Typed(type(text))


def text_method(receiver: Value, name: str, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """The result of a method of a str or bytes; of what is not known, its type; UNKNOWN where not even that is.

    A list in it is a `Sequence` that lies nowhere yet.
    """
    kind = receiver.type if isinstance(receiver, Typed) else type(receiver)
    if name.startswith("_") or not hasattr(kind, name):
        return UNKNOWN
    try:
        known = [concrete(value) for value in (receiver, *arguments)]
        named = {key: concrete(value) for key, value in keywords.items()}
        if isinstance(receiver, str | bytes) and _stays_short(name, known, named):
            return _abstract(getattr(known[0], name)(*known[1:], **named))
    except (Unmodelled, ValueError, TypeError, LookupError, OverflowError, AttributeError):
        pass
    return _result_type(kind, name)


def is_harmless(value: Value) -> bool:
    """Whether making text of it runs no code of the program."""
    if isinstance(value, Array):
        return value.dtype is not None and not value.dtype.hasobject
    if isinstance(value, tuple):
        return all(map(is_harmless, value))
    return isinstance(value, (*_PLAIN, Scalar, SomeInt, Symbolic, Typed))


def _stays_short(name: str, known: list[Any], named: dict[str, Any]) -> bool:
    if not all(map(_is_plain, (*known, *named.values()))):
        return False
    if name in ("format", "format_map") and _LONG_NUMBER.search(str(known[0])):
        return False
    sizes = [_size(value) for value in (*known, *named.values())]
    largest = max(sizes[1:], default=0)
    return (
        sizes[0] <= LONGEST and (sizes[0] + 1) * largest <= 100 * LONGEST if name in _GROWING else sum(sizes) <= LONGEST
    )


def _size(value: Any) -> int:
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, tuple | list):
        return sum(map(_size, value)) + len(value)
    return abs(value) if isinstance(value, int) else 1


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple | list):
        return all(map(_is_plain, value))
    return isinstance(value, _PLAIN)


def _abstract(result: Any) -> Value:
    if isinstance(result, list):
        return Sequence(tuple(result))
    return result if isinstance(result, tuple) or len(str(result)) <= 10 * LONGEST else UNKNOWN


def _result_type(kind: type, name: str) -> Value:
    """What the method gives for some text: that tells the type."""
    if name in _LISTS:
        return Sequence(None, Typed(kind))
    if name in ("partition", "rpartition"):
        return (Typed(kind),) * 3
    if name in ("find", "rfind", "index", "rindex", "count"):
        return SOME_INT
    if name.startswith("is") or name in ("startswith", "endswith"):
        return Typed(bool)
    if name in ("encode", "decode", "hex", "fromhex"):
        return Typed(bytes if name in ("encode", "fromhex") else str)
    return UNKNOWN if name == "maketrans" else Typed(kind)
