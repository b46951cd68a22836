"""The execution table."""

from __future__ import annotations

from dataclasses import replace

from bytelens.report.tracing.execution_table import execution_table, final_live
from bytelens.tracing.trace import Exit, Failure, Moment, Trace

from .making import REPLACED, at, held, lesson, step


def test_the_lesson_reads_as_in_a_lesson() -> None:
    rows = execution_table(lesson())
    assert [(row.step and row.step.number, row.action, row.output) for row in rows] == [
        (1, "import numpy as np", ""),
        (2, "arr = np.arange(1000)", ""),
        (3, "print(arr.nbytes)", "8000"),
        (4, "arr = arr * 2", ""),
        (5, "print(arr.nbytes)", "8000"),
        (None, "end of the program", ""),
    ]
    assert [(row.arrays[0].shape, row.arrays[0].nbytes) for row in rows if row.arrays] == [((1000,), 8000)] * 2


def test_it_says_what_the_lesson_does_not() -> None:
    doubling = execution_table(lesson())[3]
    assert (doubling.live, doubling.at_most, doubling.reason) == (8000, 16000, REPLACED)


def test_the_most_that_lived_is_counted_from_what_lived_before() -> None:
    row = execution_table(Trace("p", steps=(step(1, 1, net=-100, peak=50, live=300),)))[0]
    assert (row.live, row.at_most) == (300, 450)


def test_steps_beyond_the_limit_are_counted() -> None:
    *_, dropped, end = execution_table(replace(lesson(), steps_dropped=1234))
    assert (dropped.action, end.action) == ("… 1,234+ more steps were not kept", "end of the program")


def test_the_last_row_says_how_the_program_ended() -> None:
    def last(end: Exit | None) -> str:
        return execution_table(Trace("p", exit=end))[-1].action

    assert last(None) == "still running"
    assert last(Exit(3)) == "end of the program, exit code 3"
    assert last(Exit(124, limit="time")) == "the time limit ended the program"
    assert last(Exit(137, limit="cancelled")) == "the program was stopped"


def test_the_last_row_says_which_exception_ended_the_program() -> None:
    def last(failure: Failure) -> tuple[str, str]:
        row = execution_table(Trace("p", exit=Exit(1, failure)))[-1]
        return row.action, row.reason

    assert last(Failure("E", "no\nway")) == ("end of the program, exit code 1", "E: no↵way")
    assert last(Failure("E", "")) == ("end of the program, exit code 1", "E")


def test_output_and_source_stay_on_one_line_and_move_no_cursor() -> None:
    row = execution_table(Trace("p", steps=(step(1, 1, "x = 1\n", output="a\nb\x1b[2J\r\n", output_cut=True),)))[0]
    assert (row.action, row.output) == ("x = 1", "a↵b\\x1b[2J …")


def test_what_is_alive_at_the_end_is_what_was_seen_last() -> None:
    late, early = Moment(9.0, 7, 7, at(1)), Moment(0.1, 7, 7, at(1))
    assert final_live(replace(lesson(), moments=(late,))) == 7
    assert final_live(replace(lesson(), moments=(early,))) == 8000
    assert final_live(Trace("p")) == 0


def test_a_step_has_all_the_arrays_that_it_stored() -> None:
    row = execution_table(Trace("p", steps=(step(1, 1, "a, b = f()", held("a"), held("b")),)))[0]
    assert [array.name for array in row.arrays] == ["a", "b"]
