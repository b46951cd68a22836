"""Arrays of indices, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, compatible, shapes

vectors = st.one_of(
    arrays(min_dims=1, max_dims=1),
    st.sampled_from([[0, 2], [], [True, False], (1,), range(3), [True, True, False]]),
)
counts = st.integers(-2, 5)


@given(st.lists(vectors, max_size=3))
def test_open_meshes(several):
    masks = [value for value in several if np.asarray(value).dtype == bool]
    check("numpy.ix_", *several, expect=Verdict.BOUNDED if masks else Verdict.EXACT)


@given(arrays(max_dims=3), counts, st.integers(0, 3))
def test_diagonals(array, length, ndim):
    check("numpy.diag_indices", length, expect=Verdict.BOUNDED)
    check("numpy.diag_indices", length, ndim, expect=Verdict.BOUNDED)
    check("numpy.diag_indices_from", array, expect=Verdict.BOUNDED)


@given(counts, counts, st.integers(-6, 6), arrays(max_dims=3))
@pytest.mark.parametrize("half", ["tril", "triu"])
def test_triangles(half, rows, columns, offset, array):
    name = f"numpy.{half}_indices"
    check(name, rows)
    check(name, rows, offset)
    check(name, rows, offset, columns)
    check(f"{name}_from", array)
    check(f"{name}_from", array, offset)
    check("numpy.mask_indices", rows, getattr(np, half), offset, expect=Verdict.BOUNDED)


@given(st.data(), arrays(st.sampled_from([np.dtype("i4"), np.dtype("u1"), np.dtype("i8")]), max_dims=2))
def test_coordinates_of_flat_indices(data, flat):
    order = data.draw(st.sampled_from(["C", "F"]))
    shape = data.draw(st.sampled_from([(7,), 6, (3, 4), (2, 3, 4), [5, 2]]))
    check("numpy.unravel_index", flat, shape, order, expect=Verdict.BOUNDED)
    check("numpy.unravel_index", 3, shape, expect=Verdict.EXACT)
    check("numpy.unravel_index", np.int64(3), shape, expect=Verdict.EXACT)
    check("numpy.unravel_index", [1, 2], shape, expect=Verdict.BOUNDED)


@given(st.data(), shapes(max_dims=2))
def test_flat_indices_of_coordinates(data, shape):
    ints = st.just(np.dtype(int))
    parts = [data.draw(compatible(shape).flatmap(lambda own: arrays(ints, shape=own))) for _ in range(2)]
    check("numpy.ravel_multi_index", tuple(parts), (5, 6))
    check("numpy.ravel_multi_index", parts, (5, 6), mode="wrap")
    check("numpy.ravel_multi_index", (1, 2), (5, 6), order="F")
    check("numpy.ravel_multi_index", (parts[0], 2), (5, 6))
    check("numpy.ravel_multi_index", data.draw(arrays(ints, shape=(2, *shape))), (5, 6))
