"""Whose memory an array uses."""

from __future__ import annotations

from enum import Enum


class Ownership(str, Enum):
    """Whether an array owns its buffer, shares one, is another name for the same array, or nobody can tell.

    NumPy's OWNDATA flag and `.base` do not decide this: `np.arange(6).reshape(2, 3)` is an owner.
    """

    OWNER = "owner"
    VIEW = "view"
    ALIAS = "alias"
    UNKNOWN = "unknown"
