"""Write `numpy.md`: the names of NumPy that there are rules for, by chapter, from the registry itself."""

from __future__ import annotations

import sys
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

import bytelens.rules  # noqa: F401 - registers the rules
from bytelens.rules.registry import Rule, all_rules

PAGE = Path(__file__).with_name("numpy.md")
WIDTH = 120
CLASSES = ("ndarray", "generic", "ufunc", "dtype", "Generator", "RandomState", "SeedSequence", "BitGenerator")


def version() -> str:
    """The NumPy that the page is written for: others have a few more or fewer names."""
    return ".".join(np.__version__.split(".")[:2])


def page() -> str:
    """The page as Markdown."""
    chapters: dict[str, set[str]] = defaultdict(set)
    for rule in all_rules():
        module = _module(rule)
        if rule.name.startswith("numpy.") and module.startswith("bytelens.rules."):
            chapters[_chapter(module)].add(_shown(rule.name))
    parts = [_introduction(sum(map(len, chapters.values())))]
    parts += [f"## {title}\n\n{_listed(names)}" for title, names in sorted(chapters.items(), key=_by_title)]
    return "\n\n".join(parts) + "\n"


def _introduction(count: int) -> str:
    return (
        "# What ByteLens knows of NumPy\n\n"
        f"There are rules for {count} names of NumPy {version()}: functions, methods and attributes of which ByteLens\n"
        "knows what they do to shapes, dtypes and memory, whatever the elements. Where all arguments are known, it\n"
        "asks NumPy itself for the rest. This page is written by `make docs`."
    )


def _by_title(chapter: tuple[str, set[str]]) -> str:
    return chapter[0].lstrip("`").lower()


def _module(rule: Rule) -> str:
    """The module of the function that a rule calls in the end."""
    function: Any = rule.function
    while isinstance(function, partial) or hasattr(function, "__wrapped__"):
        function = getattr(function, "__wrapped__", None) or function.func
    return str(function.__module__)


def _chapter(module: str) -> str:
    """The subject of a module: the first line of its docstring, up to the examples."""
    text = sys.modules[module].__doc__ or ""
    first = " ".join(text.strip().split("\n\n")[0].split())
    return first.split(": ")[0].split(". ")[0].rstrip(".")


def _shown(name: str) -> str:
    """`np.take`, `ndarray.take`, `Generator.normal`: as programs and NumPy's reference write them."""
    parts = name.removesuffix(".__getitem__").split(".")
    for place, part in enumerate(parts):
        if part in CLASSES and place < len(parts) - 1:
            return ".".join(parts[place:])
    text = ".".join(["np", *parts[1:]])
    return f"{text}[]" if name.endswith(".__getitem__") else text


def _listed(names: set[str]) -> str:
    """Names in lines of at most WIDTH characters."""
    lines = [""]
    for name in sorted(names, key=str.lower):
        item = f"`{name}`"
        if lines[-1] and len(lines[-1]) + len(item) + 3 > WIDTH:
            lines[-1] += ","
            lines.append(item)
        else:
            lines[-1] += f", {item}" if lines[-1] else item
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
