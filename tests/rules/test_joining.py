"""Joining arrays, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.values.arrays import Array, new_array
from bytelens.values.dims import multiply, symbol
from bytelens.values.kinds import Sequence

from .harness import Verdict, check, rule_of
from .inputs import arrays, axes, dtypes, lengths, numeric_dtypes, shapes


@st.composite
def parts(draw, kinds=numeric_dtypes, min_dims=1):
    """Arrays that agree in all axes but one, and that axis."""
    shape = draw(shapes(min_dims, 4))
    axis = draw(axes(len(shape)))
    several = []
    for length in draw(st.lists(lengths, min_size=1, max_size=3)):
        own = list(shape)
        if own:
            own[axis] = length
        several.append(draw(arrays(kinds, shape=tuple(own))))
    return several, axis


loose = st.sampled_from([1, 2.5, True, 1j, [1, 2]])


@settings(max_examples=200)
@given(parts(), st.booleans())
def test_concatenate(joinable, as_tuple):
    several, axis = joinable
    given_as = tuple(several) if as_tuple else several
    check("numpy.concatenate", given_as, axis)
    check("numpy.concatenate", given_as, axis=axis, dtype=np.float64, casting="unsafe")
    check("numpy.concatenate", given_as, axis=None)
    check("numpy.concatenate", given_as)


@given(parts(dtypes))
def test_concatenate_of_mixed_kinds(joinable):
    several, axis = joinable
    check("numpy.concatenate", several, axis)


@given(arrays(dtypes, min_dims=1), st.integers(-4, 3))
def test_an_array_is_joined_row_by_row(array, axis):
    strings = array.ndim == 1 and array.dtype.kind in "SU"
    expect = Verdict.SILENT if strings else Verdict.EXACT
    for name in ("concatenate", "stack"):
        check(f"numpy.{name}", array, axis, expect=expect)
    for name in ("vstack", "hstack", "dstack", "column_stack"):
        check(f"numpy.{name}", array, expect=expect)


@given(st.lists(st.one_of(arrays(max_dims=1), st.sampled_from([1, 2.5, True, 1j, [1, 2]])), min_size=1, max_size=3))
def test_python_numbers_among_the_parts(items):
    check("numpy.concatenate", items, axis=None)
    check("numpy.concatenate", items)
    check("numpy.hstack", items)
    check("numpy.append", items[0], items[-1])


def test_out():
    out = np.zeros(5)
    check("numpy.concatenate", (np.zeros(2), np.zeros(3)), out=out)


@given(shapes(0, 3), st.integers(-4, 3), st.integers(1, 3), st.data())
def test_stack(shape, axis, count, data):
    several = [data.draw(arrays(shape=shape)) for _ in range(count)]
    check("numpy.stack", several, axis)
    check("numpy.stack", tuple(several), axis=axis)


@given(st.sampled_from(["vstack", "hstack", "dstack", "column_stack"]), parts(min_dims=0), st.booleans())
def test_the_stacks(name, joinable, with_dtype):
    several, _ = joinable
    check(f"numpy.{name}", several)
    if with_dtype and name in ("vstack", "hstack"):
        check(f"numpy.{name}", tuple(several), dtype=np.complex128)


@given(st.sampled_from(["vstack", "hstack", "dstack", "column_stack", "stack"]), st.data())
def test_the_stacks_of_vectors(name, data):
    size = data.draw(lengths)
    several = data.draw(st.lists(arrays(shape=(size,)), min_size=1, max_size=3))
    check(f"numpy.{name}", several)
    check(f"numpy.{name}", [*several, [1.0] * size])


@given(parts())
def test_append(joinable):
    several, axis = joinable
    check("numpy.append", several[0], several[-1], axis)
    check("numpy.append", several[0], several[-1])
    check("numpy.append", several[0], [1, 2.5])
    check("numpy.append", several[0], 3)


@pytest.mark.parametrize("name", ["concatenate", "stack", "vstack", "hstack"])
def test_nothing_to_join(name):
    assert check(f"numpy.{name}", []) is None


def test_a_list_of_a_symbolic_number_of_arrays():
    n, d = symbol("n"), symbol("d")
    rows = Sequence(None, new_array((d, 3), np.dtype("f4")), n)
    stacked = rule_of("numpy.stack").function(rows)
    joined = rule_of("numpy.concatenate").function(rows)
    assert isinstance(stacked, Array)
    assert isinstance(joined, Array)
    assert stacked.shape == (n, d, 3)
    assert joined.shape == (multiply(n, d), 3)


sections = st.one_of(st.integers(-1, 5), st.lists(st.integers(-4, 6), max_size=3))


@given(arrays(dtypes), sections, st.integers(-4, 3))
def test_splits(array, indices, axis):
    check("numpy.split", array, indices, axis)
    check("numpy.array_split", array, indices, axis)
    check("numpy.split", array, tuple(indices) if isinstance(indices, list) else indices)
    for name in ("hsplit", "vsplit", "dsplit"):
        check(f"numpy.{name}", array, indices)


@pytest.mark.skipif(not hasattr(np, "unstack"), reason="NumPy 2.1 brought unstack")
@given(arrays(dtypes), st.integers(-4, 3))
def test_unstack(array, axis):
    strings = array.ndim == 1 and array.dtype.kind in "SU"
    check("numpy.unstack", array, axis=axis, expect=Verdict.SILENT if strings else Verdict.EXACT)
