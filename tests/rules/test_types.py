"""What there is to know of dtypes and of values, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.values.arrays import Array, Scalar
from bytelens.values.dims import SOME_INT
from bytelens.values.kinds import Mapping, Sequence, Typed

from .harness import Verdict, check, rule_of
from .inputs import arrays, dtypes, numeric_dtypes

SPECIFICATIONS = ["f4", float, np.int8, None, np.dtype("c8"), [("a", "i4"), ("b", "f8")], "i4, f8", ("f4", (2, 3))]
values = st.one_of(arrays(dtypes), st.sampled_from([3, 2.5, 1j, True, [1, 2], [[1.5], [2]], (1, 2), np.float32(2), []]))


@pytest.mark.parametrize("specification", SPECIFICATIONS, ids=repr)
def test_the_constructor_of_dtypes(specification):
    assert check("numpy.dtype", specification) is Verdict.EXACT
    check("numpy.dtype", specification, align=True)


def test_a_dtype_of_a_dict():
    fields = Mapping((("names", Sequence(("x", "y"))), ("formats", Sequence(("f4", np.int8)))))
    assert rule_of("numpy.dtype").function(fields) == np.dtype([("x", "f4"), ("y", "i1")])
    aligned = rule_of("numpy.dtype").function(fields, align=True)
    assert aligned.itemsize == 8


@pytest.mark.parametrize("dtype", ["f4", float, np.float16, np.dtype("f8"), complex, np.float32(3), 1.5])
def test_limits_of_floats(dtype):
    assert rule_of("numpy.finfo").function(dtype if not isinstance(dtype, np.generic) else Scalar(dtype.dtype)) is (
        np.finfo(dtype)
    )


@pytest.mark.parametrize("dtype", ["i4", int, np.uint8, 3])
def test_limits_of_ints(dtype):
    assert rule_of("numpy.iinfo").function(dtype).max == np.iinfo(dtype).max


@given(st.lists(st.one_of(arrays(), numeric_dtypes, st.sampled_from([3, 2.5, 1j, True, "f4"])), min_size=1, max_size=4))
def test_promotion(operands):
    check("numpy.result_type", *operands)


def test_promotion_of_numbers_that_are_not_known():
    function = rule_of("numpy.result_type").function
    assert function(SOME_INT, np.dtype("i1")) == np.dtype("i1")
    assert function(Typed(float), Array((3,), np.dtype("f4"))) == np.dtype("f4")


@given(st.lists(arrays(), min_size=1, max_size=3))
def test_types_in_common(several):
    check("numpy.common_type", *several)
    expect = Verdict.EXACT if several[0].ndim else Verdict.SILENT
    check("numpy.min_scalar_type", several[0], expect=expect)


@given(values, st.integers(-3, 3))
def test_shapes(value, axis):
    assert check("numpy.shape", value) is Verdict.EXACT
    assert check("numpy.ndim", value) is Verdict.EXACT
    assert check("numpy.size", value) is Verdict.EXACT
    check("numpy.size", value, axis)
    check("numpy.size", value, (0, 1))


@given(values, values)
def test_questions(value, other):
    assert check("numpy.isscalar", value) is Verdict.EXACT
    assert check("numpy.iscomplexobj", value) is Verdict.EXACT
    assert check("numpy.isrealobj", value) is Verdict.EXACT
    check("numpy.may_share_memory", value, other)
    check("numpy.shares_memory", value, other)
    check("numpy.isfortran", np.asarray(value))
    check("numpy.iterable", value)


@pytest.mark.parametrize("value", ["a", b"a", None, [1], (2,), {}], ids=repr)
def test_scalars_and_others(value):
    check("numpy.isscalar", value, expect=Verdict.SILENT if value == {} else Verdict.EXACT)


@given(arrays())
def test_texts(array):
    for name in ("array2string", "array_repr", "array_str"):
        assert check(f"numpy.{name}", array) is Verdict.EXACT
        assert check(f"numpy.{name}", array, precision=2) is Verdict.EXACT
    check("numpy.array2string", array, formatter={"all": str}, expect=Verdict.SILENT)


def test_texts_of_numbers():
    assert check("numpy.format_float_positional", 1.5, precision=3) is Verdict.EXACT
    assert check("numpy.format_float_scientific", np.float32(1.5)) is Verdict.EXACT
    assert check("numpy.base_repr", 5, 3) is Verdict.EXACT
    assert check("numpy.binary_repr", 5, width=8) is Verdict.EXACT


@given(dtypes, st.sampled_from(["S", "<", ">", "=", "|", "big"]))
def test_byte_orders(dtype, order):
    assert check("numpy.dtype.newbyteorder", dtype, order) is Verdict.EXACT
