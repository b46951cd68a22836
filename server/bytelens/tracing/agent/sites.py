"""Statements, and the gaps between them that the program crosses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .targets import Target


class Site:
    """A statement of the program, and what is known of how it ran.

    on: it is being measured. hits: how often it was seen to run. left: how many more hits are measured before it goes
    off. exact: `hits` is no floor. turned: how often it went off, by which a window knows that it missed something.
    instant: it may be suspended inside, so that only its variables are looked at.
    """

    __slots__ = (
        "deleted", "end_line", "exact", "facts", "file", "function", "gaps", "hits", "imports", "instant", "left",
        "line", "on", "roots", "stored", "turned",
    )  # fmt: skip

    def __init__(self, file: int, line: int, end_line: int, function: str | None) -> None:
        self.file = file
        self.line = line
        self.end_line = end_line
        self.function = function
        self.stored: tuple[Target, ...] = ()
        self.deleted: tuple[Target, ...] = ()
        self.roots: tuple[str, ...] = ()
        self.imports = False
        self.instant = False
        self.gaps: list[Gap] = []
        self.on = True
        self.hits = 0
        self.left = 0
        self.exact = True
        self.turned = 0
        self.facts: Any = None

    def switch(self, on: bool) -> None:
        """Measure it, or do not."""
        self.on = on
        for gap in self.gaps:
            if on:
                gap.on = True
            else:
                gap.switch()


class Gap:
    """Where one statement is done and another begins. The program asks for `on`, and calls `cross` where it is true.

    cross: gets the values of a function's parameters where it begins, and of names that the statement before stored.
    suspends: lies inside one statement, which `leave` stops and `enter` goes on with. fails: is crossed where
    an exception leaves a function, whose statements these are.
    """

    __slots__ = ("__weakref__", "cross", "enter", "fails", "leave", "number", "on", "parameters", "roots", "suspends")

    def __init__(self, leave: Site | None, enter: Site | None, parameters: tuple[str, ...] = ()) -> None:
        self.on = True
        self.leave = leave
        self.enter = enter
        self.parameters = parameters
        self.roots: tuple[str, ...] = () if leave is None else leave.roots
        self.number = 0
        self.suspends = False
        self.fails: tuple[Site, ...] = ()
        self.cross: Callable[..., None] = _nothing

    def switch(self) -> None:
        """Be on where any statement beside it is."""
        self.on = bool(
            (self.leave is not None and self.leave.on)
            or (self.enter is not None and self.enter.on)
            or any(site.on for site in self.fails)
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # Functions may be sent to other processes with their code: there, nothing is measured.
        from types import SimpleNamespace

        return SimpleNamespace, (), {"on": False}


def _nothing(*_values: object) -> None:
    """What a gap does before somebody wants to know."""
