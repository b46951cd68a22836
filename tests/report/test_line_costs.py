"""What lines cost, in words."""

import pytest

from bytelens.analysis.line_costs import FREE, NOT_KNOWN, LineCost
from bytelens.report.labels import LabelOptions, line_labels
from bytelens.report.line_costs import cost_sentence, cost_text, costs_of_lines, temporary_text
from bytelens.report.sizes import Units
from bytelens.values.amounts import NO_BYTES, Amount
from bytelens.values.dims import Dim, add, multiply, symbol

from .making import VIEW, array, bound

N = symbol("n")
MEGA = 1_000_000


def cost(allocates: Dim, peak: Dim, frees: Dim = 0) -> LineCost:
    """What a line costs, all of it known."""
    return LineCost(Amount.of(allocates), Amount.of(frees), Amount.of(peak))


def between(least: int, most: int | None) -> LineCost:
    """A line that keeps 1 MB, and of whose peak this much is known."""
    return LineCost(Amount.of(MEGA), NO_BYTES, Amount(least, most))


@pytest.mark.parametrize(
    ("spent", "text"),
    [
        (cost(4 * MEGA, 516 * MEGA), "+512 MB temp"),
        (cost(0, 8000), "+8 kB temp"),
        (cost(0, 999), ""),
        (cost(80_000, 88_000), "+8 kB temp"),
        (cost(80_001, 88_001), ""),
        (cost(MEGA, MEGA), ""),
        (FREE, ""),
        (NOT_KNOWN, ""),
        (None, ""),
        (between(3 * MEGA, None), "+≥ 2 MB temp"),
        (between(3_999_999, None), "+≥ 2.99 MB temp"),
        (between(MEGA, None), ""),
        (cost(multiply(8, N), multiply(24, N)), "+16·n B temp"),
        (cost(multiply(8, multiply(N, N)), add(multiply(8, multiply(N, N)), multiply(8, N))), ""),
        (cost(multiply(8, N), add(multiply(8, N), 16)), ""),
    ],
)
def test_temporaries_are_told_where_they_are_worth_a_word(spent: LineCost | None, text: str) -> None:
    assert temporary_text(spent) == text


@pytest.mark.parametrize(
    ("spent", "text"),
    [
        (cost(8 * MEGA, 24 * MEGA), "8 MB new +16 MB temp"),
        (cost(8 * MEGA, 8 * MEGA), "8 MB new"),
        (cost(0, 16 * MEGA), "+16 MB temp"),
        (cost(0, 0, 4 * MEGA), "4 MB freed"),
        (cost(8 * MEGA, 8 * MEGA, 4 * MEGA), "8 MB new"),
        (cost(8, 8, 8), ""),
        (NOT_KNOWN, ""),
        (LineCost(Amount(0, 2_400_001), NO_BYTES, Amount(0, 2_400_001)), "≤ 2.41 MB new"),
    ],
)
def test_lines_that_bind_no_array_say_what_they_cost(spent: LineCost, text: str) -> None:
    assert cost_text(spent) == text


def test_a_sentence_says_every_byte() -> None:
    assert cost_sentence(cost(8000, 24000, 16)) == (
        "This line allocates `8,000 B`, frees `16 B` and needs `16,000 B` more for a moment."
    )
    assert cost_sentence(cost(8, 8)) == "This line allocates `8 B`."
    assert cost_sentence(between(3 * MEGA, None)) == (
        "This line allocates `1,000,000 B` and needs at least `2,000,000 B` more for a moment."
    )
    assert cost_sentence(LineCost(Amount(0, 8), NO_BYTES, Amount(0, 8))) == (
        "This line allocates at most `8 B` and needs at most `8 B` more for a moment."
    )
    assert cost_sentence(FREE) is None
    assert cost_sentence(NOT_KNOWN) is None


def test_costs_stand_at_the_ends_of_statements_and_not_where_several_share_a_line() -> None:
    one, two = cost(8, 8), cost(16, 16)
    costs = {(1, None): one, (4, None): FREE, (5, None): one, (5, "f"): two, (7, "f"): two, (7, None): FREE}
    assert costs_of_lines(costs, {1: 3}) == {3: one, 7: two}
    assert costs_of_lines(None, {}) == {}


def label(spent: LineCost, options: LabelOptions | None = None, **rest: object) -> str | None:
    """The label of a line that binds one array of 4 MB."""
    estimates = [bound("d", array((1000, 500), "float64", **rest))]
    return line_labels(estimates, options or LabelOptions(), {1: spent}).get(1)


def test_temporaries_stand_behind_the_size_and_take_the_room_of_the_type() -> None:
    large = cost(4 * MEGA, 516 * MEGA)
    assert label(large) == "4 MB +512 MB temp"
    assert label(large, LabelOptions(limit=None)) == "4 MB float64[1000,500] +512 MB temp"
    assert label(large, ownership=VIEW, view_of="r") == "4 MB view +512 MB temp"
    assert label(cost(4 * MEGA, 4 * MEGA)) == "4 MB float64[1000,500]"
    assert label(large, LabelOptions(units=Units.BYTES)) == "4,000,000 B [1000,500]"
    assert label(large, LabelOptions(contents=frozenset({"dtype"}))) == "float64"


def test_little_beside_what_is_bound_is_not_told() -> None:
    assert label(cost(0, 399_999)) == "4 MB float64[1000,500]"
    assert label(cost(0, 400_000)) == "4 MB +400 kB temp"


def test_where_only_large_arrays_have_labels_so_have_only_large_temporaries() -> None:
    large, small = cost(4 * MEGA, 516 * MEGA), cost(4 * MEGA, 5 * MEGA)
    assert label(large, LabelOptions(minimum_bytes=5 * MEGA)) == "+512 MB temp"
    assert label(small, LabelOptions(minimum_bytes=5 * MEGA)) is None
    assert label(small, LabelOptions(minimum_bytes=2 * MEGA)) == "4 MB float64[1000,500]"


def test_lines_without_bindings_are_labelled_by_their_costs() -> None:
    costs = {1: cost(8 * MEGA, 24 * MEGA), 2: cost(0, 0, MEGA), 3: FREE, 4: cost(0, multiply(multiply(N, N), 10**9))}
    assert line_labels([], LabelOptions(), costs) == {
        1: "8 MB new +16 MB temp",
        2: "1 MB freed",
        4: "+1000000000·n² B temp",
    }
    assert line_labels([], LabelOptions(minimum_bytes=2 * MEGA), costs).keys() == {1, 4}
    assert line_labels([], LabelOptions(contents=frozenset({"dtype"})), costs) == {}
