"""Special functions, most of them ufuncs: https://docs.scipy.org/doc/scipy/reference/special.html"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from scipy import special

from ...values.arrays import Array, DType
from ...values.kinds import Value
from ..arguments import known_rank
from ..literals import as_array
from ..registry import Rule, Unmodelled, add_rule
from ..ufuncs import apply_ufunc, is_elementwise
from .samples import dtype_of, uncomputed


@uncomputed("scipy.special.softmax", "scipy.special.log_softmax")
def softmax(x: Value, axis: Value = None) -> Value:
    """Numbers between 0 and 1, or their logarithms, for as many elements."""
    array = as_array(x)
    shape = known_rank(array)
    if not shape:
        raise Unmodelled("a scalar, or an array without axes")
    return Array(shape, dtype_of(_ask_softmax, array.dtype))


def _ask_softmax(dtype: DType) -> Any:
    return special.softmax(np.ones(3, dtype))


for _name in dir(special):
    _ufunc = getattr(special, _name)
    if isinstance(_ufunc, np.ufunc) and is_elementwise(_ufunc):
        add_rule(Rule(f"scipy.special.{_name}", partial(apply_ufunc, _ufunc)))
