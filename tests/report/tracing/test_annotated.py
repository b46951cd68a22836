"""Source with what every line of it cost."""

from __future__ import annotations

from dataclasses import replace

from bytelens.report.tracing.annotated import annotated, files, holders
from bytelens.tracing.trace import Holder, Peak, Trace

from .making import LESSON, LESSON_SOURCE, at, cost, held, lesson


def test_every_line_of_the_source_is_there_with_the_statements_that_start_on_it() -> None:
    lines = annotated(lesson(), LESSON)
    assert [line.source for line in lines] == list(LESSON_SOURCE)
    assert [line.number for line in lines if line.costs] == [3, 5, 6, 8, 9]
    assert [line.number for line in lines if line.touches_memory] == [5, 8]


def test_two_statements_of_one_line_stay_apart() -> None:
    trace = Trace("p", lines=(cost(1, net=8), cost(1, net=16)), sources={LESSON: ("a = f(); b = f()",)})
    (line,) = annotated(trace, LESSON)
    assert [each.net for each in line.costs] == [8, 16]


def test_files_come_in_the_order_in_which_they_were_seen() -> None:
    lines = (cost(1, place=at(1, "b.py")), cost(1, place=at(1, "a.py")), cost(1, place=at(1, "gone.py")))
    assert files(Trace("p", lines=lines, sources={"a.py": (), "b.py": ()})) == ("b.py", "a.py")
    assert annotated(Trace("p"), "none.py") == ()


def test_a_line_that_only_stored_a_view_touches_memory() -> None:
    (line,) = annotated(Trace("p", lines=(cost(1, held("h")),), sources={LESSON: ("h = f.T",)}), LESSON)
    assert line.touches_memory


def test_those_who_held_the_most_come_first_and_nobody_last() -> None:
    alive = (Holder("a", None, 1), Holder("b", "f", 5))
    assert [held.name for held in holders(replace(lesson(), peak=Peak(9, at(8), alive, 3)))] == [
        "b",
        "a",
        "unattributed",
    ]
    assert [held.name for held in holders(replace(lesson(), peak=Peak(6, at(8), alive, 0)))] == ["b", "a"]
