"""What a run tells of a value, and of a whole program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

MOST_ELEMENTS = 16
MOST_REPEATS = 50

Place = tuple[int, int, str]
"""Line, column, and target as `ast.unparse` writes it, as in an estimate."""
Span = tuple[int, int, int, int]
"""First line and column, last line and column of an expression."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value. kind: "array" (subclasses too), "scalar" (of NumPy) or "other"; nbytes: as NumPy reports it."""

    kind: str
    type: str
    shape: tuple[int, ...] = ()
    dtype: np.dtype[Any] | None = None
    nbytes: int = 0

    @property
    def counts(self) -> bool:
        """It has a size to estimate."""
        return self.kind != "other"

    def __str__(self) -> str:
        if not self.counts:
            return self.type
        return f"{self.type} {self.dtype}{list(self.shape)} of {self.nbytes} bytes"


@dataclass(frozen=True, slots=True)
class Seen:
    """A value, its elements where it is a short tuple or list, and the name of what was called to make it."""

    fact: Fact
    elements: tuple[Fact, ...] = ()
    callee: str = ""

    @property
    def holds_arrays(self) -> bool:
        """It is an array, a NumPy scalar, or a tuple or list with one of these in it."""
        return self.fact.counts or any(element.counts for element in self.elements)


@dataclass(slots=True)
class Record:
    """What one run of a program showed.

    raised: first line of an example to the exception that ended it. bindings: what each target held, time after
    time. seen: what each expression at module level was. finished: the run came to its end.
    """

    raised: dict[int, str] = field(default_factory=dict)
    bindings: dict[Place, list[Seen]] = field(default_factory=dict)
    seen: dict[Span, Seen] = field(default_factory=dict)
    finished: bool = False


def fact_of(value: object) -> Fact:
    """The fact of any value."""
    name = type_name(type(value))
    if isinstance(value, np.ndarray):
        return Fact("array", name, tuple(value.shape), value.dtype, int(value.nbytes))
    if isinstance(value, np.generic):
        return Fact("scalar", name, (), value.dtype, int(value.nbytes))
    return Fact("other", name)


def elements_of(value: object) -> tuple[Fact, ...]:
    """The facts of what a tuple or list holds; none where it is neither, or long."""
    if not isinstance(value, tuple | list) or len(value) > MOST_ELEMENTS:
        return ()
    return tuple(fact_of(element) for element in value)


def callee_name(function: Any) -> str:
    """What a callable is called: `numpy.zeros`, `numpy.ndarray.sum`, `numpy.poly1d()` for an instance of it."""
    name = getattr(function, "__name__", None)
    if not isinstance(name, str):
        return f"{type_name(type(function))}()"
    owner = getattr(function, "__self__", None)
    if owner is not None and type(owner).__name__ != "module":
        return f"{type_name(owner if isinstance(owner, type) else type(owner))}.{name}"
    module = getattr(function, "__module__", None) or ("numpy" if isinstance(function, np.ufunc) else "")
    return f"{_public(module)}.{name}" if module and module != "builtins" else name


def type_name(kind: type) -> str:
    """`numpy.ma.MaskedArray`, `list`."""
    module = _public(kind.__module__)
    return kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"


def _public(module: str) -> str:
    """The module's name without its private parts, and without those of NumPy that only sort its files."""
    return ".".join(part for part in module.split(".") if not part.startswith("_") and part not in ("core", "extras"))
