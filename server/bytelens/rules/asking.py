"""Asking NumPy itself, with arguments so small that the answer costs nothing."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from .registry import Unmodelled


@contextmanager
def asking() -> Iterator[None]:
    """Call NumPy without its warnings. Raises Unmodelled where it refuses the arguments."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            yield
        except (TypeError, ValueError, OverflowError, NameError) as error:  # `np.rec` raises NameError for names
            raise Unmodelled(str(error)) from error
