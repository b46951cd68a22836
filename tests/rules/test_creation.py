"""Array creation routines, held against NumPy."""

from hypothesis import given
from hypothesis import strategies as st

from .harness import check
from .inputs import dtype_arguments, shapes


@given(st.sampled_from(["zeros", "ones", "empty"]), shapes(), dtype_arguments, st.sampled_from("CF"))
def test_filled(name, shape, dtype, order):
    check(f"numpy.{name}", shape, dtype, order)
