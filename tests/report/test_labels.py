"""The text at the end of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.analysis.estimates import Variant
from bytelens.report.labels import LIMIT, LabelOptions, label, line_labels
from bytelens.report.sizes import Units
from bytelens.values.dims import SOME_INT, SomeInt, symbol

from .making import ALIAS, OWNER, UNSURE, VIEW, array, bound, scalar

N, D = symbol("n"), symbol("d")
DEFAULT = LabelOptions()


def one(*variants: Variant, **options: object) -> str | None:
    """The label of a line with one binding."""
    return label([bound("a", *variants)], LabelOptions(**options))


def test_an_array_is_labelled_with_bytes_dtype_and_shape() -> None:
    assert one(array((1000,))) == "8 kB int64[1000]"
    assert one(array((50, 50), "float64")) == "20 kB float64[50,50]"


def test_the_dtype_goes_first_where_there_is_no_room_and_then_the_shape() -> None:
    assert one(array((1000, 1000, 300), "float64")) == "2.4 GB [1000,1000,300]"
    assert one(array((1000, 1000, 300, 100, 10), "float64")) == "2.4 TB"


def test_a_long_dtype_does_not_take_the_room_of_the_shape() -> None:
    assert one(array((10,), "i4,f8,f8")) == "200 B [10]"


def test_a_view_says_of_what() -> None:
    assert one(array((1000,), ownership=VIEW, view_of="r")) == "8 kB view of r"


def test_a_view_of_a_long_name_is_a_view() -> None:
    assert one(array((1000,), ownership=VIEW, view_of="self.layers[0].weights")) == "8 kB view"
    assert one(array((1000,), ownership=VIEW)) == "8 kB view"


def test_an_alias_says_of_what() -> None:
    assert one(array((1000,), ownership=ALIAS, view_of="a")) == "8 kB alias of a"


def test_what_may_be_a_view_is_labelled_by_its_type() -> None:
    assert one(array((1000,), ownership=UNSURE, view_of="r")) == "8 kB int64[1000]"


def test_a_formula_stands_for_the_bytes() -> None:
    assert one(array((N, N), "float64")) == "8·n² B float64[n,n]"
    assert one(array((N, D), "float64")) == "8·d·n B float64[n,d]"


def test_a_formula_that_is_too_long_leaves_the_type() -> None:
    rows, columns = symbol("number_of_rows"), symbol("number_of_columns")
    assert one(array((rows, columns), "float64")) == "float64"


def test_a_bound_is_marked() -> None:
    assert one(array((SomeInt(1000),))) == "≤ 8 kB int64[≤1000]"
    assert one(array((SomeInt(N),))) == "≤ 8·n B int64[≤n]"


def test_several_sizes_are_a_range() -> None:
    assert one(array((1000,)), array((10**6,))) == "8 kB–8 MB int64"


def test_variants_of_the_same_size_show_it_once() -> None:
    assert one(array((10, 100)), array((1000,))) == "8 kB int64"
    assert one(array((1000,)), array((1000,), "float64")) == "8 kB [1000]"


def test_an_exact_variant_and_a_bound_are_a_bound() -> None:
    assert one(array((1000,)), array((SomeInt(10),))) == "≤ 8 kB int64"


def test_sizes_that_cannot_be_compared_are_left_out() -> None:
    assert one(array((1000,)), array((N,))) == "int64"
    assert one(array((1000,)), array((SOME_INT,))) == "int64"


def test_where_the_size_is_unknown_dtype_and_axes_are_left() -> None:
    assert one(array(None, "float64")) == "float64"
    assert one(array((SOME_INT, 3), "float64")) == "float64[?,3]"
    assert one(array((100, 3), None)) == "[100,3]"


def test_a_rank_alone_is_not_worth_a_label() -> None:
    assert one(array((SOME_INT, SOME_INT), None)) is None
    assert one(array(None, None)) is None


def test_a_view_of_unknown_size_is_a_view() -> None:
    assert one(array((SOME_INT,), None, VIEW, view_of="r")) == "view of r"


def test_numpy_scalars_have_no_label() -> None:
    assert line_labels([bound("total", scalar())], DEFAULT) == {}


def test_a_line_with_several_arrays_shows_their_sum() -> None:
    line = [bound("a", array((1000,), buffer=1)), bound("b", array((500,), "float64", buffer=2))]
    assert label(line, DEFAULT) == "12 kB"


def test_each_buffer_counts_once() -> None:
    line = [
        bound("a", array((1000,), buffer=1)),
        bound("b", array((1000,), ownership=ALIAS, view_of="a", buffer=1)),
    ]
    assert label(line, DEFAULT) == "8 kB int64[1000]"


def test_a_view_of_an_array_on_the_same_line_adds_nothing() -> None:
    line = [
        bound("a", array((1000,), buffer=1)),
        bound("b", array((500,), ownership=VIEW, view_of="a", buffer=1)),
    ]
    assert label(line, DEFAULT) == "8 kB int64[1000]"


def test_views_of_one_array_take_no_more_than_that_array() -> None:
    def halves(length: int) -> list[object]:
        half = array((length,), ownership=VIEW, view_of="r", root_nbytes=8000, buffer=1)
        return [bound("a", half), bound("b", half)]

    assert label(halves(500), DEFAULT) == "8 kB views of r"
    assert label(halves(250), DEFAULT) == "4 kB views of r"
    assert label(halves(1000), DEFAULT) == "8 kB views of r"


def test_views_of_an_array_of_unknown_size_have_no_sum() -> None:
    half = array((500,), ownership=VIEW, view_of="r", buffer=1)
    assert label([bound("a", half), bound("b", half)], DEFAULT) == "views of r"


def test_arrays_that_may_share_a_buffer_are_bounded_by_their_sum() -> None:
    maybe = array((1000,), ownership=UNSURE, buffer=1)
    assert label([bound("a", maybe), bound("b", maybe)], DEFAULT) == "≤ 16 kB"


def test_a_sum_of_ranges_is_a_bound() -> None:
    """The smallest of one need not come with the smallest of the other."""
    line = [bound("a", array((1,)), array((1000,))), bound("b", array((2,)), array((2000,)))]
    assert label(line, DEFAULT) == "≤ 24 kB"


def test_a_sum_of_formulas_is_a_formula() -> None:
    assert label([bound("a", array((N,))), bound("b", array((D,)))], DEFAULT) == "(8·d + 8·n) B"


def test_a_sum_with_an_unknown_part_has_no_label() -> None:
    assert label([bound("a", array((1000,))), bound("b", array(None))], DEFAULT) is None


def test_labels_stand_on_the_last_line_of_the_statement() -> None:
    assert line_labels([bound("a", array((1000,)), line=3, end_line=5)], DEFAULT) == {5: "8 kB int64[1000]"}


def test_scalars_do_not_count_in_a_sum() -> None:
    assert line_labels([bound("a", array((1000,))), bound("s", scalar())], DEFAULT) == {1: "8 kB int64[1000]"}


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ({"bytes"}, "8 kB"),
        ({"dtype"}, "int64"),
        ({"shape"}, "[1000]"),
        ({"dtype", "shape"}, "int64[1000]"),
        ({"bytes", "shape"}, "8 kB [1000]"),
        (set(), None),
    ],
)
def test_the_user_chooses_what_a_label_holds(contents: set[str], expected: str | None) -> None:
    assert one(array((1000,)), contents=frozenset(contents)) == expected


def test_without_bytes_a_view_is_still_a_view() -> None:
    view = array((1000,), ownership=VIEW, view_of="r")
    assert one(view, contents=frozenset({"dtype", "shape"})) == "int64[1000] view of r"
    assert one(view, contents=frozenset()) is None


def test_units_are_the_users() -> None:
    assert one(array((1000,)), units=Units.IEC) == "7.81 KiB int64[1000]"
    assert one(array((1000,)), units=Units.BYTES) == "8,000 B int64[1000]"


def test_fewer_bytes_than_the_minimum_have_no_label() -> None:
    assert one(array((1000,)), minimum_bytes=8001) is None
    assert one(array((1000,)), minimum_bytes=8000) is not None


def test_the_minimum_is_for_what_a_size_can_be() -> None:
    assert one(array((1,)), array((1000,)), minimum_bytes=5000) == "8 B–8 kB int64"
    assert one(array((SomeInt(10),)), minimum_bytes=5000) is None
    assert one(array((N,)), minimum_bytes=5000) == "8·n B int64[n]"
    assert one(array(None, "float64"), minimum_bytes=5000) is None


def test_where_there_is_room_everything_is_said() -> None:
    view = array((1000, 1000, 300), "float64", VIEW, view_of="self.layers[0].weights")
    assert one(view, limit=None) == "2.4 GB float64[1000,1000,300] view of self.layers[0].weights"
    pair = [bound("a", array((1000,), buffer=1)), bound("b", array((500,), "float64", buffer=2))]
    assert label(pair, LabelOptions(limit=None)) == "12 kB: a int64[1000], b float64[500]"


AXES = st.one_of(st.integers(0, 10**9), st.sampled_from([N, D, SOME_INT, SomeInt(77), SomeInt(N), symbol("x" * 30)]))
SHAPES = st.none() | st.lists(AXES, max_size=5).map(tuple)
DTYPES = st.sampled_from([None, "int8", "float64", "complex128", "U100", "M8[ns]", "i4,f8"])
VARIANTS = st.builds(
    array,
    SHAPES,
    DTYPES,
    st.sampled_from([OWNER, VIEW, ALIAS, UNSURE]),
    view_of=st.sampled_from([None, "r", "a.long.name.of.some.array"]),
    buffer=st.sampled_from([None, 1, 2]),
)
ESTIMATES = st.lists(VARIANTS, min_size=1, max_size=3).map(lambda variants: bound("a", *variants))


@given(st.lists(ESTIMATES, min_size=1, max_size=3), st.sampled_from(list(Units)))
def test_a_label_is_never_empty_and_never_too_long(estimates: list[object], units: Units) -> None:
    text = label(estimates, LabelOptions(units=units))
    assert text is None or 0 < len(text) <= LIMIT
