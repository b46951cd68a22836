"""What a trace saw, carried along as the text changes."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.analysis.estimates import Estimate, Variant
from bytelens.facts.marks import Mark, Marks, Origins, marks_of, still_true
from bytelens.syntax.edits import changed_region
from bytelens.tracing.trace import LineCost, Observation, Place
from bytelens.values.ownership import Ownership

# Few different lines, so that equal ones occur.
TEXTS = st.lists(st.sampled_from(["a", "b", ""]), min_size=1, max_size=8)


def cost(line: int, end_line: int | None = None, *observations: Observation) -> LineCost:
    """What was seen of the statement on some lines."""
    return LineCost(Place("prog.py", line, end_line or line), 1, True, 0, 0, 0, observations)


def seen(length: int, dtype: str = "int64") -> Observation:
    """An array called `a`."""
    size = np.dtype(dtype).itemsize
    return Observation("a", "array", "ndarray", (length,), dtype, size, length * size, Ownership.OWNER)


def edited(texts: Sequence[Sequence[str]]) -> Origins:
    """The origins after one edit after the other."""
    origins = Origins.between(texts[0], texts[0])
    for old, new in pairwise(texts):
        origins = origins.after(changed_region(old, new))
    return origins


def costs_of(lines: Sequence[str]) -> list[LineCost]:
    """Every run of lines as a statement."""
    return [cost(first, last) for first in range(1, len(lines) + 1) for last in range(first, len(lines) + 1)]


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_a_mark_stands_on_the_text_that_was_traced(texts: list[list[str]]) -> None:
    first, last = texts[0], texts[-1]
    for mark in marks_of(costs_of(first), edited(texts)).marks:
        place = mark.cost.place
        assert last[mark.line - 1 : mark.end_line] == first[place.line - 1 : place.end_line]


@given(TEXTS, TEXTS)
def test_only_the_lines_of_the_edit_lose_their_marks(old: list[str], new: list[str]) -> None:
    edit = changed_region(old, new)
    marks = marks_of([cost(line) for line in range(1, len(old) + 1)], edited([old, new])).marks
    now = {mark.cost.place.line: mark.line for mark in marks}
    assert now == {line: edit.shift(line) for line in range(1, len(old) + 1) if edit.shift(line) is not None}


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_marks_keep_their_order_and_never_share_a_line(texts: list[list[str]]) -> None:
    costs = [cost(line) for line in range(1, len(texts[0]) + 1)]
    marks = marks_of(costs, edited(texts)).marks
    lines = [mark.cost.place.line for mark in marks]
    assert lines == sorted(set(lines))
    assert len({mark.line for mark in marks}) == len(marks)


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS)
def test_what_is_gone_stays_gone(texts: list[list[str]], then: list[str]) -> None:
    before = {mark.cost for mark in marks_of(costs_of(texts[0]), edited(texts)).marks}
    after = {mark.cost for mark in marks_of(costs_of(texts[0]), edited([*texts, then])).marks}
    assert after <= before


@given(TEXTS.filter(lambda text: text[-1] != ""), st.booleans())
def test_the_text_that_was_traced_keeps_everything(text: list[str], ends: bool) -> None:
    """Whether or not the empty line behind the last line end is told."""
    origins = Origins.between(text, [*text, ""] if ends else text)
    assert marks_of(costs_of(text), origins) == Marks(
        tuple(Mark(c.place.line, c.place.end_line, c) for c in costs_of(text)), edited=False
    )


def test_a_line_within_a_statement_takes_its_mark() -> None:
    statement = ["a = f(", "  1,", ")"]
    origins = edited([statement, ["a = f(", "", "  1,", ")"]])
    assert marks_of([cost(1, 3)], origins).marks == ()


def test_a_line_above_moves_a_long_statement_as_a_whole() -> None:
    statement = ["a = f(", "  1,", ")"]
    origins = edited([statement, ["# new", *statement]])
    assert marks_of([cost(1, 3)], origins) == Marks((Mark(2, 4, cost(1, 3)),), edited=True)


def estimate(*variants: Variant) -> Estimate:
    """What is said of `a`, on the first line."""
    return Estimate(1, 1, 0, "a", None, variants)


def array(length: int | None, dtype: type | None = np.int64) -> Variant:
    """An array of some length and dtype."""
    shape = None if length is None else (length,)
    return Variant("array", shape, None if dtype is None else np.dtype(dtype), Ownership.OWNER)


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ([array(3)], True),
        ([array(4)], False),
        ([array(3, np.int32)], False),
        ([array(4), array(3)], True),
        ([array(4), array(5)], False),
        ([array(None)], True),
        ([array(4), array(None)], True),
        ([], True),
    ],
)
def test_once_the_text_is_edited_an_exact_estimate_outdates_a_mark(said: list[Variant], stays: bool) -> None:
    marks = Marks((Mark(1, 1, cost(1, 1, seen(3))),), edited=True)
    assert still_true(marks, [estimate(*said)] if said else []) == (marks if stays else Marks((), edited=True))


def test_of_the_text_that_was_traced_the_measurement_decides() -> None:
    marks = Marks((Mark(1, 1, cost(1, 1, seen(3))),), edited=False)
    assert still_true(marks, [estimate(array(4))]) is marks
