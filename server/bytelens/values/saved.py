"""What is known of what a file holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .arrays import DType
from .dims import Shape


@dataclass(frozen=True, slots=True)
class Saved:
    """An array in a `.npy` file, or in a member of an archive.

    order: "C" or "F", the order in which its elements lie there and in which they are loaded; None where unknown.
    """

    shape: Shape
    dtype: DType
    order: str | None


Members: TypeAlias = tuple[tuple[str, Saved | None], ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """The arrays in a `.npz` file under their keys, in order; None for a member that is no array or is broken."""

    members: Members


Content: TypeAlias = Saved | Archive | None
