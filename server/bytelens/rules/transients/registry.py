"""Which function tells what a callable of NumPy's needs while it runs.

Such a function takes what the rule said of the result, then the arguments, with the signature of NumPy's own, and
returns the peak: the most bytes of array data above those at entry at any moment of the call, the result included.
It raises Unmodelled where it does not know. `docs/decisions/0015-transients.md` says what is counted.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import numpy as np

from ...values.arrays import Array
from ...values.dims import Dim, SomeInt
from ...values.kinds import Sequence, Value
from ..registry import Unmodelled, resolve

Transient: TypeAlias = Callable[..., Dim]
Function = TypeVar("Function", bound=Transient)

_by_callable: dict[object, Transient] = {}
_by_method: dict[tuple[type, str], Transient] = {}


def transient(*names: str) -> Callable[[Function], Function]:
    """Register the decorated function for callables, by their full names. Those that NumPy lacks are passed over."""

    def register(function: Function) -> Function:
        for name in names:
            add_transient(name, function)
        return function

    return register


def add_transient(name: str, function: Transient) -> None:
    """Register one function for one callable, in place of an earlier one."""
    find_transient.cache_clear()
    owner, attribute = _owner_of(name)
    if isinstance(owner, type):
        _by_method[owner, attribute] = function
    if owner is not None and hasattr(owner, attribute):
        _by_callable[getattr(owner, attribute)] = function


@lru_cache(maxsize=4096)
def find_transient(name: str) -> Transient | None:
    """The function for a callable with a full name, that of its rule (`rules.registry.Rule.name`)."""
    owner, attribute = _owner_of(name)
    if isinstance(owner, type) and (owner, attribute) in _by_method:
        return _by_method[owner, attribute]
    try:
        return _by_callable.get(getattr(owner, attribute, None))
    except TypeError:
        return None


def peak_of(name: str, arguments: tuple[Value, ...], keywords: dict[str, Value], result: Value) -> Dim | None:
    """The peak (bytes) of a call of the callable `name`; None where it is not modelled, never 0 for that.

    arguments: as a rule gets them, that of a method begin with the instance; the elements of lists in place
    (`values.kinds.Sequence`). result: what the rule says of the result; new memory in it has no buffer (None) yet.
    A `SomeInt` says at most how much.
    """
    function = find_transient(name)
    if function is None or _holds_subclass((*arguments, *keywords.values(), result)):
        return None
    try:
        _signature(function).bind(result, *arguments, **keywords)
    except TypeError:
        return None
    try:
        peak = function(result, *arguments, **keywords)
    except Unmodelled:
        return None
    return None if peak == SomeInt() else peak


@lru_cache(maxsize=4096)
def _signature(function: Transient) -> inspect.Signature:
    return inspect.signature(function)


def _owner_of(name: str) -> tuple[Any, str]:
    owner, _, attribute = name.rpartition(".")
    return resolve(owner), attribute


def _holds_subclass(values: tuple[Value, ...]) -> bool:
    for value in values:
        if isinstance(value, Array) and value.type is not np.ndarray:
            return True
        items = value.items if isinstance(value, Sequence) else value
        if isinstance(items, tuple) and _holds_subclass(items):
            return True
    return False
