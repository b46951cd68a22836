"""Results that are named tuples: NumPy's own classes, with values as items.

Source: https://numpy.org/doc/stable/reference/routines.linalg.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from ..values.kinds import Value
from .asking import asking


def named(function: Callable[..., Any], items: Value) -> Value:
    """`items` as the named tuple that a function of one matrix returns; as they are where it returns a plain tuple.

    Items are read by name as from any named tuple: `result.eigenvalues`.
    """
    assert isinstance(items, tuple)
    kind = _result_type(function)
    return items if kind is tuple else kind(*items)


@lru_cache(maxsize=64)
def _result_type(function: Callable[..., Any]) -> Callable[..., Any]:
    with asking():
        return type(function(np.ones((1, 1))))
