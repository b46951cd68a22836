"""What is shown while the text is half-typed."""

from bytelens.analysis.estimates import Analysis, Estimate, Use
from bytelens.report.last_good import Reading, with_last_good
from bytelens.values.dims import SOME_INT

from .making import array, bound


def reading(text: str, *estimates: Estimate, uses: dict[int, tuple[Use, ...]] | None = None) -> Reading:
    """A version of a text."""
    return Reading(tuple(text.split("\n")), Analysis(estimates, uses or {}))


def lines(analysis: Analysis) -> list[tuple[int, str]]:
    """Where the bindings stand."""
    return [(estimate.line, estimate.name) for estimate in analysis.estimates]


def on(line: int, name: str, length: int = 5, end_line: int | None = None) -> Estimate:
    """An exact estimate."""
    return bound(name, array((length,)), line=line, end_line=end_line)


def use(line: int, length: int = 5) -> Use:
    """An exact use."""
    return Use(line, 0, line, 1, "a", None, (array((length,)),))


def test_statements_below_the_edit_keep_their_estimates_at_their_new_lines() -> None:
    good = reading("a\nb\nc", on(1, "a"), on(2, "b"), on(3, "c"))
    now = reading("a\nb (\nmore\nc", on(1, "a"))
    assert lines(with_last_good(now, good)) == [(1, "a"), (4, "c")]


def test_edited_lines_show_only_what_is_known_of_them_now() -> None:
    good = reading("a\nb\nc", on(2, "b"))
    assert lines(with_last_good(reading("a\nb (\nc", on(2, "new")), good)) == [(2, "new")]


def test_a_statement_that_was_edited_within_is_not_kept() -> None:
    good = reading("a = [\n1,\n2]", on(1, "a", end_line=3))
    assert lines(with_last_good(reading("a = [\n1, (\n2]"), good)) == []


def test_a_statement_that_grew_is_not_kept() -> None:
    good = reading("a = [\n1,\n2]", on(1, "a", end_line=3))
    assert lines(with_last_good(reading("a = [\n1,\n(\n2]"), good)) == []


def test_what_is_known_now_goes_before_what_was_known() -> None:
    """A line that stays broken must not freeze the rest of the file."""
    merged = with_last_good(reading("x (\nb", on(2, "b", 10)), reading("x\nb", on(2, "b", 5)))
    assert [estimate.variants[0].shape for estimate in merged.estimates] == [(10,)]


def test_what_was_known_goes_before_a_weaker_claim() -> None:
    weak = bound("b", array((SOME_INT,)), line=2)
    merged = with_last_good(reading("x (\nb", weak), reading("x\nb", on(2, "b", 5)))
    assert [estimate.variants[0].shape for estimate in merged.estimates] == [(5,)]


def test_uses_are_kept_as_bindings_are() -> None:
    good = reading("x\ny\nb", uses={1: (use(1),), 2: (use(2),), 3: (use(3),)})
    now = reading("x\ny (\n\nb", uses={1: (use(1, 10),)})
    merged = with_last_good(now, good).uses
    assert {line: [(found.line, found.end_line) for found in uses] for line, uses in merged.items()} == {
        1: [(1, 1)],
        4: [(4, 4)],
    }
    assert merged[1][0].variants[0].shape == (10,)
