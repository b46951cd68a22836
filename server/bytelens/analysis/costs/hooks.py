"""Code of a program that Python runs where no statement says so, or at the same time.

The walk through a statement knows operators, properties and calls. It cannot know when an object dies, what a thread
does meanwhile, or that every attribute of an object is computed. Nothing is said of a program that may do such things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_METHODS = "del|new|getattribute|setattr|delattr|missing|instancecheck|subclasscheck|init_subclass|set_name|prepare"
_MODULES = "weakref|threading|_thread|concurrent|asyncio|signal|atexit|tracemalloc"
_HOOKS = re.compile(
    rf"\bdef\s+__({_METHODS})__|\b(?:import|from)\s[^#]*\b({_MODULES})\b|\bmetaclass\s*=|\bset(?:trace|profile)\b|\bgc\b"
)


def runs_unseen(lines: Iterable[str]) -> bool:
    """Whether a text may have code that runs where none of its statements says so."""
    return any(map(_HOOKS.search, lines))


def sets_print_options(lines: Iterable[str]) -> bool:
    """Whether a text may change how arrays are printed."""
    return any("printoptions" in line for line in lines)
