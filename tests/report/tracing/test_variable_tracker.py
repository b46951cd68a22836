"""The variable tracker."""

from __future__ import annotations

from bytelens.report.tracing.variable_tracker import Run, runs, variable_tracker
from bytelens.report.tracing.words import elements
from bytelens.tracing.trace import Step, Trace

from .making import at, held, lesson, step


def tracked(*steps: Step) -> dict[tuple[str, str | None], list[tuple[int, int | None]]]:
    """Each variable with its changes: the step, and how many elements it has since then."""
    return {
        (variable.name, variable.function): [
            (change.step, None if change.held is None else elements(change.held)) for change in variable.changes
        ]
        for variable in variable_tracker(Trace("p", steps=steps)).variables
    }


def test_the_lesson_has_a_thousand_elements_after_each_assignment() -> None:
    tracker = variable_tracker(lesson())
    (arr,) = tracker.variables
    assert tracker.steps == (2, 4)
    assert [(elements(held), held.nbytes) for step in tracker.steps if (held := arr.at(step))] == [(1000, 8000)] * 2


def test_a_variable_is_nothing_before_it_exists_and_after_it_is_deleted() -> None:
    tracker = variable_tracker(
        Trace(
            "p", steps=(step(1, 1, "b = f()", held("b")), step(2, 2, "a = f()", held("a")), step(3, 3, deleted=("a",)))
        )
    )
    assert tracker.steps == (1, 2, 3)
    _, a = tracker.variables
    assert [a.at(step) is None for step in tracker.steps] == [True, False, True]


def test_a_name_is_another_variable_in_another_function() -> None:
    inner = step(1, 2, "a = f()", held("a", (5,)), place=at(2, function="f"))
    assert tracked(inner, step(2, 4, "a = f()", held("a", (6,)))) == {("a", "f"): [(1, 5)], ("a", None): [(2, 6)]}


def test_deleting_what_never_held_an_array_is_no_change() -> None:
    assert tracked(step(1, 1, "del x", deleted=("x",))) == {}
    assert tracked(step(1, 1, "x = f()", held("x", (1,))), step(2, 2, deleted=("x",)), step(3, 3, deleted=("x",))) == {
        ("x", None): [(1, 1), (2, None)]
    }


def test_a_step_that_stores_and_deletes_a_name_ended_it() -> None:
    assert tracked(
        step(1, 1, "x = f()", held("x", (1,))), step(2, 2, "for x in y: del x", held("x", (2,)), deleted=("x",))
    ) == {("x", None): [(1, 1), (2, None)]}


def test_elements_are_the_product_of_the_shape() -> None:
    assert [elements(held("a", shape)) for shape in ((), (3, 4), (5, 0))] == [1, 12, 0]


def test_changes_that_leave_a_variable_as_large_are_one_run() -> None:
    steps = [step(number, 1, "x = g(x)", held("x", (4,))) for number in (2, 4, 6)]
    steps += [step(7, 2, "x = h(x)", held("x", (8,))), step(9, 3, "del x", deleted=("x",))]
    (x,) = variable_tracker(Trace("p", steps=tuple(steps))).variables
    assert runs(x) == (
        Run(2, 6, 3, held("x", (4,))),
        Run(7, 7, 1, held("x", (8,))),
        Run(9, 9, 1, None),
    )
