"""Which rule stands for which callable.

A rule is a plain function with the signature of the callable that it stands for, registered under that
callable's own name: `numpy.zeros`, `numpy.ndarray.reshape`, `builtins.len`. It takes and returns values (see
`values.kinds`): arrays as `Array`, lists and the like as `Sequence`, known constants as themselves. What the
result says of memory:

- `Array(buffer=None)`: a fresh buffer (an owner, a copy);
- an `Array` made by `view_of(argument, ...)`: a view of that argument;
- the argument itself: the very same array object.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from inspect import ismethod
from typing import Any, Protocol, TypeVar

from ..values.kinds import Sequence, Value
from ..values.saved import Content


class Unmodelled(Exception):  # noqa: N818 - a way to say "no claim", not an error
    """The rule does not know what NumPy would return for these arguments."""


class WouldRaise(Unmodelled):
    """NumPy itself raises for these arguments."""


class Context(Protocol):
    """What the analysis lends to rules that need more than their arguments."""

    def call(self, function: Value, *arguments: Value) -> Value:
        """The result of calling a function of the analysed program."""

    def any_of(self, items: Sequence) -> Value:
        """One of some items, nobody knows which."""

    def held(self, item: Value) -> Value:
        """What is in an item that is a list or dict; other items as they are."""

    def saved_in(self, path: Value) -> Content:
        """What NumPy would load from a file that a path names; None where that is not known."""

    def size_of(self, path: Value) -> int | None:
        """The size in bytes of a file that a path names, where it is known."""


_OF_PYTHON = sys.stdlib_module_names - {"operator"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One registered rule.

    contextual: its first parameter is the `Context`. writes: the callable may change elements of its array arguments
    (other than `out`). determined: elements of the result follow from the arguments (those of `np.empty` do not).
    subclasses: it knows what the callable does to subclasses of ndarray; other rules are not asked about them.
    is_of_python: it stands for a builtin or for something of the standard library, other than an operator. Such a rule
    gets lists and dicts as they are, with references to what lies in them: it passes these on.
    """

    name: str
    function: Callable[..., Value]
    contextual: bool = False
    writes: bool = False
    determined: bool = True
    subclasses: bool = False
    is_of_python: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_of_python", self.name.partition(".")[0] in _OF_PYTHON)


Key = TypeVar("Key")
RuleFunction = TypeVar("RuleFunction", bound=Callable[..., Any])

_by_callable: dict[object, Rule] = {}
_by_method: dict[tuple[type, str], Rule] = {}
_admit: Callable[[Rule], Rule] | None = None


def rule(*names: str, **properties: bool) -> Callable[[RuleFunction], RuleFunction]:
    """Register the decorated function under the full names of the callables that it stands for.

    Names that this NumPy does not have are passed over. `properties`: see `Rule`.
    """

    def register(function: RuleFunction) -> RuleFunction:
        marks = properties if _admit is None else {"determined": False, **properties}
        for name in names:
            add_rule(Rule(name, function, **marks))
        return function

    return register


@contextmanager
def admitting(admit: Callable[[Rule], Rule]) -> Iterator[None]:
    """Register rules of other packages meanwhile: each as `admit` makes it, none in place of one that is there.

    Of a callable that is not NumPy's, nobody but its own package knows that calling it has no effects: unless a rule
    says `determined=True`, its callable is never called.
    """
    global _admit
    previous, _admit = _admit, admit
    try:
        yield
    finally:
        _admit = previous


def add_rule(entry: Rule) -> None:
    """Register one rule under its name, replacing an earlier one unless it comes from another package."""
    owner_name, _, attribute = entry.name.rpartition(".")
    owner = resolve(owner_name)
    if isinstance(owner, type):
        _put(_by_method, (owner, attribute), entry)
        if ismethod(getattr(owner, attribute, None)):
            _put(_by_callable, getattr(owner, attribute), entry)
    elif owner is not None and hasattr(owner, attribute):
        _put(_by_callable, getattr(owner, attribute), entry)


def _put(table: dict[Key, Rule], key: Key, entry: Rule) -> None:
    if _admit is None:
        table[key] = entry
    else:
        table.setdefault(key, _admit(entry))


def find_rule(target: object) -> Rule | None:
    """The rule that stands for a callable object, if there is one."""
    try:
        return _by_callable.get(target)
    except TypeError:
        return None


def find_method(kind: type, name: str) -> Rule | None:
    """The rule that stands for a method of instances of `kind`: its own, or the one that it inherits."""
    known = _by_method.get((kind, name))
    if known is not None or name in vars(kind):
        return known
    return next((_by_method[base, name] for base in kind.__mro__ if (base, name) in _by_method), None)


def find_of_made(maker: object, name: str) -> Rule | None:
    """The rule that stands for a method or an attribute of what a callable makes (see `values.kinds.Made`)."""
    return find_method(maker, name) if isinstance(maker, type) else find_rule(getattr(maker, name, None))


def all_rules() -> Iterable[Rule]:
    """Every registered rule."""
    return (*_by_callable.values(), *_by_method.values())


def resolve(name: str) -> object | None:
    """The object with a full dotted name, or None where there is no such thing here."""
    parts = name.split(".")
    try:
        found: Any = importlib.import_module(parts[0])
    except ImportError:
        return None
    for number, part in enumerate(parts[1:], start=2):
        if not hasattr(found, part):
            try:
                importlib.import_module(".".join(parts[:number]))
            except ImportError:
                return None
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]
