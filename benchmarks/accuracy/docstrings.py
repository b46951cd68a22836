"""The docstrings of NumPy that hold examples, by the chapter of NumPy that they belong to."""

from __future__ import annotations

import doctest
import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

PARSER = doctest.DocTestParser()
POLYNOMIALS = ("polynomial", "chebyshev", "hermite", "hermite_e", "laguerre", "legendre", "polyutils")
CLASSES = (
    "broadcast", "busdaycalendar", "dtype", "errstate", "finfo", "flatiter", "generic", "iinfo", "matrix", "memmap",
    "ndenumerate", "ndindex", "nditer", "poly1d", "recarray", "record", "ufunc", "vectorize",
)  # fmt: skip

# Chapter to what it holds: a module stands for its public functions and classes with their public methods, a class
# for itself and its methods. What two chapters hold counts in the first.
CHAPTERS: dict[str, tuple[str, ...]] = {
    "numpy": ("numpy",),
    "ndarray": ("numpy.ndarray",),
    "linalg": ("numpy.linalg",),
    "fft": ("numpy.fft",),
    "random.Generator": ("numpy.random.Generator",),
    "random.RandomState": ("numpy.random.RandomState",),
    "lib.stride_tricks": ("numpy.lib.stride_tricks",),
    "ma": ("numpy.ma",),
    "strings": ("numpy.strings", "numpy.char"),
    "polynomial": ("numpy.polynomial", *(f"numpy.polynomial.{name}" for name in POLYNOMIALS)),
    "other": (*(f"numpy.{name}" for name in CLASSES), "numpy.lib.scimath", "numpy.lib.array_utils", "numpy.random"),
}
ELSEWHERE = {owner for owners in CHAPTERS.values() for owner in owners}


@dataclass(frozen=True, slots=True)
class Docstring:
    """One docstring with examples. sources: the text of each example, prompts taken off."""

    chapter: str
    name: str
    sources: tuple[str, ...]


def docstrings(only: str | None = None) -> list[Docstring]:
    """All docstrings with examples, in a fixed order; those of one chapter where one is named.

    Docstrings with the very same examples, such as those that `numpy.ma` takes over from NumPy, count once.
    """
    found: dict[tuple[str, ...], Docstring] = {}
    for chapter, owners in CHAPTERS.items():
        for owner in owners:
            for name, text in _texts(owner):
                if examples := _examples(text):
                    found.setdefault(examples, Docstring(chapter, name, examples))
    kept = [docstring for docstring in found.values() if only in (None, docstring.chapter)]
    return sorted(kept, key=lambda docstring: (docstring.chapter, docstring.name))


def _texts(owner: str) -> Iterator[tuple[str, str]]:
    """The full name and the docstring of an owner and of all that it holds."""
    found = _resolve(owner)
    if found is None:
        return
    yield owner, _docstring(found)
    for name in sorted(dir(found)):
        held = inspect.getattr_static(found, name, None)
        if name.startswith("_") or isinstance(held, ModuleType) or f"{owner}.{name}" in ELSEWHERE:
            continue
        yield f"{owner}.{name}", _docstring(held)
        if isinstance(found, ModuleType) and isinstance(held, type) and held.__module__.startswith(owner):
            for method in sorted(vars(held)):
                if not method.startswith("_"):
                    yield f"{owner}.{name}.{method}", _docstring(inspect.getattr_static(held, method))


def _resolve(name: str) -> object | None:
    owner, _, attribute = name.rpartition(".")
    try:
        return importlib.import_module(name)
    except ImportError:
        return getattr(importlib.import_module(owner), attribute, None)


def _docstring(held: object) -> str:
    """Its docstring if it is a thing of NumPy's, else none."""
    text = getattr(held, "__doc__", None)
    module = getattr(held, "__module__", None) or "numpy"
    return text if isinstance(text, str) and module.startswith("numpy") else ""


def _examples(text: str) -> tuple[str, ...]:
    try:
        return tuple(example.source for example in PARSER.get_examples(text))
    except ValueError:
        return ()
