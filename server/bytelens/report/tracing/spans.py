"""Text with a role, so that a terminal can colour what is laid out once for all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a piece of text is."""

    PLAIN = "plain"
    TITLE = "title"
    HEAD = "head"
    SOURCE = "source"
    NUMBER = "number"
    ARRAY = "array"
    OUTPUT = "output"
    QUIET = "quiet"
    NOTICE = "notice"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line."""

    text: str
    role: Role = Role.PLAIN


Line = tuple[Span, ...]


def plain(lines: tuple[Line, ...]) -> str:
    """Lines as they are printed without colour."""
    return "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines)
