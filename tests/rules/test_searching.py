"""Where and nonzero, held against NumPy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, compatible, dtypes, shapes

scalars = st.sampled_from([0, 1, 300, 2.5, True, 1j, np.float32(1), np.int8(3), "ab", [1, 2]])


@given(shapes(), st.data())
def test_where_chooses(shape, data):
    condition, x, y = (data.draw(arrays(shape=data.draw(compatible(shape)))) for _ in range(3))
    check("numpy.where", condition, x, y)
    check("numpy.where", condition, x, data.draw(scalars))
    check("numpy.where", condition, data.draw(scalars), data.draw(scalars))
    check("numpy.where", data.draw(scalars), x, y)


@given(arrays(dtypes), arrays(dtypes))
def test_where_of_mixed_kinds(x, y):
    check("numpy.where", True, x, y)


@given(arrays())
def test_indices_of_what_is_not_zero_are_bounded(array):
    for name in ("where", "nonzero", "ndarray.nonzero", "flatnonzero", "argwhere"):
        check(f"numpy.{name}", array, expect=Verdict.BOUNDED if array.ndim else Verdict.SILENT)
