"""A trace as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bytelens.report.tracing.text import text
from bytelens.report.widths import width
from bytelens.tracing.trace import Exit, Failure, Holder, Peak, Trace
from bytelens.values.ownership import Ownership

from .making import LESSON, at, cost, held, lesson, step

LESSON_TEXT = '''\
monitoring.py
Python 3.12.1, NumPy 2.4.6
5 steps in 0.15 s; peak 16 kB (16,000 B) at line 8; 8 kB (8,000 B) alive at the end

Execution
step  line  action                 array            nbytes   live  at most  output
   1     3  import numpy as np                                  0
   2     5  arr = np.arange(1000)  arr int64[1000]   8,000  8,000
            a new buffer: 1,000 x 8 B
   3     6  print(arr.nbytes)                               8,000           8000
   4     8  arr = arr * 2          arr int64[1000]   8,000  8,000   16,000
            a new buffer: 1,000 x 8 B; same count and dtype, so nbytes stays; the old buffer is freed; 16,000 B were
            live for a moment
   5     9  print(arr.nbytes)                               8,000           8000
            end of the program                              8,000

Variables
variable            step 2  step 4
arr       elements   1,000   1,000
          nbytes     8,000   8,000

Source
line  hits     net   peak   live  source                                                   variables
   1                              """The classic lesson: what doubling an array costs."""
   2
   3     1       0      0      0  import numpy as np
   4
   5     1  +8,000  8,000  8,000  arr = np.arange(1000)                                    arr int64[1000] 8 kB
   6     1       0      0  8,000  print(arr.nbytes)
   7
   8     1       0  8,000  8,000  arr = arr * 2                                            arr int64[1000] 8 kB
   9     1       0      0  8,000  print(arr.nbytes)

Peak
16 kB (16,000 B) at line 8: arr = arr * 2
nbytes  share  held by
 8,000    50%  arr
 8,000    50%  unattributed
'''


def section(shown: str, title: str) -> list[str]:
    """The lines of one section, its heads included."""
    return shown.split(f"\n{title}\n")[1].split("\n\n")[0].splitlines()


def looping(count: int) -> Trace:
    """A loop in a function that makes one array again and again, then a larger one."""
    place = at(3, function="work")
    steps = [
        step(n, 3, "x = make(n)", held("x", (100,)), place=place, live=800, reason="a new buffer: 100 x 8 B")
        for n in range(1, count)
    ]
    steps.append(step(count, 3, "x = make(n)", held("x", (500,)), place=place, live=4000, reason="500 x 8 B"))
    return Trace("loop.py", numpy="2", steps=tuple(steps), lines=(cost(3, held("x", (100,)), place=place),))


def test_the_lesson() -> None:
    assert text(lesson()) == LESSON_TEXT


@pytest.mark.parametrize("room", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("trace", [lesson(), looping(30)])
def test_no_line_is_wider_than_the_room_and_what_matters_most_stays(trace: Trace, room: int) -> None:
    shown = text(trace, room)
    assert max(map(width, shown.splitlines())) <= room
    head = section(shown, "Execution")[0]
    assert all(title in head for title in ("step", "line", "action", "nbytes", "live"))


def test_where_there_is_room_for_the_classic_columns_they_stay() -> None:
    head = section(text(lesson(), 76), "Execution")[0].split()
    assert head == ["step", "line", "action", "array", "nbytes", "live", "output"]


def test_a_reason_is_said_again_only_when_more_than_its_numbers_change() -> None:
    reasons = ("a new buffer: 100 x 8 B", "a new buffer: 2,000 x 8 B; frees 1.5 MB", "a new buffer: 7 x 8 B; frees 8 B")
    steps = tuple(step(n, 3, "x = make(n)", reason=reason) for n, reason in enumerate((*reasons, *reasons), 1))
    shown = text(Trace("loop.py", numpy="2", steps=steps, lines=(cost(3),)))
    assert [shown.count(f"{reason}\n") for reason in reasons] == [1, 1, 0]


def test_each_statement_of_a_line_has_its_reason() -> None:
    steps = (step(1, 3, "a = f(); b = f()", held("a"), reason="a new buffer: 1,000 x 8 B"),)
    steps += (step(2, 3, "a = f(); b = f()", held("b"), reason="a new buffer: 1,000 x 8 B"),)
    shown = text(Trace("p", numpy="2", steps=steps, lines=(cost(3),)))
    assert shown.count("a new buffer") == 2


def test_a_variable_of_many_sizes_has_its_first_and_last_ones_and_the_range_of_the_others() -> None:
    steps = tuple(step(n, 1, "x = make(n)", held("x", (10 * n,))) for n in range(1, 41))
    _, *rows = section(text(Trace("p", numpy="2", steps=steps, lines=(cost(1),)), 80), "Variables")
    assert [row.split()[-4:] for row in rows[-3:]] == [
        ["4", "1", "40", "320"],
        ["5–39", "35", "50–390", "400–3,120"],
        ["40", "1", "400", "3,200"],
    ]


def test_a_share_that_is_there_is_never_none() -> None:
    peak = Peak(1000, at(8), (Holder("a", None, 999), Holder("b", None, 1)), 0)
    assert [row.split()[1] for row in section(text(replace(lesson(), peak=peak)), "Peak")[2:]] == ["100%", "<1%"]


def test_a_line_end_that_ends_the_file_begins_no_other_line() -> None:
    rows = section(text(replace(lesson(), sources={LESSON: ("x = 1", "")})), "Source")
    assert len(rows) == 2


def test_every_step_that_was_kept_is_printed() -> None:
    rows = section(text(looping(1000)), "Execution")
    assert [int(row.split()[0].replace(",", "")) for row in rows if "x = make" in row] == list(range(1, 1001))


def test_where_steps_do_not_fit_side_by_side_those_alike_are_one_row() -> None:
    head, first, second = section(text(looping(1000)), "Variables")
    assert head.split() == ["variable", "function", "steps", "times", "elements", "nbytes"]
    assert first.split() == ["x", "work", "1–999", "999", "100", "800"]
    assert second.split() == ["1,000", "1", "500", "4,000"]


def test_a_step_with_two_arrays_takes_two_lines() -> None:
    view = held("b", (2,), ownership=Ownership.VIEW, view_of="a")
    trace = Trace("p", numpy="2", steps=(step(1, 1, "a, b = f()", held("a", (4,)), view),), lines=(cost(1),))
    rows = section(text(trace), "Execution")
    assert "a int64[4]" in rows[1]
    assert rows[2].split() == ["b", "int64[2]", "view", "of", "a", "16"]


def test_several_files_have_their_names() -> None:
    lines = (cost(1, net=8), cost(1, place=at(1, "/work/util.py")))
    trace = Trace("p", numpy="2", steps=(step(1, 1),), lines=lines, sources={LESSON: ("a",), "/work/util.py": ("b",)})
    shown = text(trace)
    assert "monitoring.py:1" in shown
    assert "\nutil.py\n" in shown


def test_a_long_file_leaves_out_what_touches_no_arrays() -> None:
    source = tuple(f"line_{n}" for n in range(1, 201))
    trace = Trace("p", numpy="2", lines=(cost(100, held("a"), net=8),), sources={LESSON: source})
    shown = [row.split()[0] for row in section(text(trace), "Source")[1:]]
    assert shown == ["⋮", "98", "99", "100", "101", "102", "⋮"]


def test_a_floor_says_so() -> None:
    trace = replace(lesson(), steps_dropped=7, lines=(cost(5, hits=32, hits_exact=False),))
    shown = text(trace)
    assert "12+ steps in 0.15 s" in shown
    assert "… 7+ more steps were not kept" in shown
    assert section(shown, "Source")[5].split()[:2] == ["5", "32+"]


def test_the_line_of_a_notebook_is_that_of_its_cell() -> None:
    place = at(12, "/work/book.ipynb")
    trace = Trace("book.ipynb", numpy="2", steps=(step(1, 12, place=place),), lines=(cost(12, place=place),))
    sources = {place.path: ("pass",) * 12}
    shown = text(replace(trace, peak=Peak(8, place, (), 8), cells={0: 1, 2: 10}, sources=sources))
    assert "peak 8 B at cell 3:3" in shown
    assert section(shown, "Execution")[1].split()[:3] == ["1", "cell", "3:3"]
    assert [row.split()[0] for row in section(shown, "Source")[-3:]] == ["3:1", "3:2", "3:3"]


def test_a_program_without_numpy_gets_a_clear_word_and_no_tables() -> None:
    shown = text(replace(lesson(), numpy=None, steps=(), lines=(), peak=Peak()))
    assert "The program did not import NumPy" in shown
    assert "Execution" not in shown


def test_how_a_program_failed_stands_at_the_top_with_its_line() -> None:
    shown = text(
        replace(lesson(), exit=Exit(1, Failure("ValueError", "bad", at(8))), approximate=True, problems=("No bytes.",))
    )
    top = shown.split("\n\n")[0]
    assert "ValueError: bad at line 8" in top
    assert "exit code 1" in top
    assert "approximate" in top
    assert "No bytes." in top


def test_wide_characters_keep_the_columns() -> None:
    trace = Trace("p", numpy="2", steps=(step(1, 1, "数 = 1", live=8), step(2, 2, "ab = 1", live=8)), lines=(cost(1),))
    rows = section(text(trace), "Execution")[1:3]
    assert width(rows[0]) == width(rows[1])
