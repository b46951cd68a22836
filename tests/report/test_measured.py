"""Measurements as text: what estimates say, with a mark, and beside them."""

import numpy as np
import pytest

from bytelens.analysis.estimates import Estimate, Variant
from bytelens.facts.marks import Mark, Marks
from bytelens.report.labels import LabelOptions, line_labels
from bytelens.report.measured import labels_of_lines, line_hover, target_hover
from bytelens.report.sizes import Units
from bytelens.tracing.trace import LineCost, Observation, Place
from bytelens.values.ownership import Ownership


def seen(name: str, *shape: int, dtype: str = "float64", itemsize: int = 8, **more: object) -> Observation:
    """An array that a line stored; an owner unless it is told otherwise."""
    rest: dict[str, object] = {"kind": "array", "type": "ndarray", "ownership": Ownership.OWNER} | more
    nbytes = int(np.prod(shape)) * itemsize
    return Observation(name, shape=shape, dtype=dtype, itemsize=itemsize, nbytes=nbytes, **rest)  # type: ignore[arg-type]


def mark(line: int, *observations: Observation, **more: object) -> Mark:
    """What was seen of the statement on one line."""
    rest: dict[str, object] = {"hits": 1, "hits_exact": True, "net": 8000, "peak": 16000, "live": 24000} | more
    cost = LineCost(Place("prog.py", line, line), observations=observations, **rest)  # type: ignore[arg-type]
    return Mark(line, line, cost)


def estimate(name: str, *shape: int, line: int = 1) -> Estimate:
    """One array of float64 is said to be bound on a line."""
    variant = Variant("array", shape, np.dtype(float), Ownership.OWNER, origin=f"make({shape})")
    return Estimate(line, line, 0, name, None, (variant,))


def labels(
    *marks: Mark, estimates: list[Estimate] | None = None, options: LabelOptions | None = None
) -> dict[int, str]:
    """The labels of the lines with these marks."""
    return labels_of_lines(estimates or [], Marks(marks), options or LabelOptions())


@pytest.mark.parametrize(
    ("observation", "label"),
    [
        (seen("a", 1000), "● 8 kB float64[1000]"),
        (seen("a", 1000, dtype=">i2", itemsize=2), "● 2 kB >i2[1000]"),
        (seen("a", 10, dtype="bfloat16", itemsize=2), "● 20 B bfloat16[10]"),
        (seen("a", 10, dtype="[('x', '<i4'), ('y', '<f8')]", itemsize=12), "● 120 B [10]"),
        (seen("a", 500, ownership=Ownership.VIEW, view_of="f"), "● 4 kB view of f"),
        (seen("a", 500, ownership=Ownership.VIEW), "● 4 kB view"),
        (seen("a", 1000, ownership=Ownership.ALIAS, view_of="b"), "● 8 kB alias of b"),
    ],
)
def test_a_measured_label_reads_like_an_estimate_with_a_mark(observation: Observation, label: str) -> None:
    assert labels(mark(1, observation)) == {1: label}


def test_the_same_array_has_the_same_label_but_for_the_mark() -> None:
    said = [estimate("a", 200000, 3)]
    (expected,) = line_labels(said, LabelOptions()).values()
    assert labels(mark(1, seen("a", 200000, 3)), estimates=said) == {1: f"● {expected}"}


def test_several_sizes_of_one_line_are_told_from_the_smallest_to_the_largest() -> None:
    assert labels(mark(1, seen("a", 1000), seen("a", 1))) == {1: "● 8 B–8 kB float64"}


def test_a_line_with_several_arrays_counts_each_buffer_once() -> None:
    both = mark(1, seen("a", 1000, buffer=1), seen("b", 1000, buffer=1, ownership=Ownership.ALIAS, view_of="a"))
    assert labels(both) == {1: "● 8 kB float64[1000]"}
    assert labels(mark(1, seen("a", 1000, buffer=1), seen("b", 1000, buffer=2))) == {1: "● 16 kB"}


def test_settings_hold_for_measurements_too() -> None:
    options = LabelOptions(units=Units.IEC, contents=frozenset({"bytes"}))
    assert labels(mark(1, seen("a", 1000)), options=options) == {1: "● 7.81 KiB"}
    assert (
        labels(mark(1, seen("a", 10)), estimates=[estimate("a", 1000)], options=LabelOptions(minimum_bytes=100)) == {}
    )


def test_scalars_have_no_label() -> None:
    assert labels(mark(1, seen("a", kind="scalar", type="float64"))) == {}


def test_lines_that_did_not_run_keep_their_estimates() -> None:
    said = [estimate("a", 5, line=1), estimate("b", 6, line=2)]
    assert labels(mark(1, seen("a", 1000)), estimates=said) == {1: "● 8 kB float64[1000]", 2: "48 B float64[6]"}


def test_an_estimate_that_the_run_refuted_is_not_shown() -> None:
    assert labels(mark(1, others=("a",)), estimates=[estimate("a", 5)]) == {}


def test_a_line_that_ran_without_an_array_of_its_own_keeps_what_is_said_of_it() -> None:
    assert labels(mark(1), estimates=[estimate("x", 5)]) == {1: "40 B float64[5]"}


def test_the_hover_sets_estimate_and_measurement_side_by_side() -> None:
    assert target_hover("a", mark(1, seen("a", 1000)), [estimate("a", 1000)]) == "\n".join(
        [
            "`a`",
            "",
            "| | estimate | ● measured |",
            "| --- | --- | --- |",
            "| nbytes | `8,000 B = 1000 × 8` | `8,000 B = 1000 × 8` |",
            "| shape | `(1000,)` | `(1000,)` |",
            "| dtype | `float64`, itemsize 8 B | `float64`, itemsize 8 B |",
            "| memory | owner of its buffer | owner of its buffer |",
            "",
            "from `make((1000,))`",
            "",
            "The line ran once: 8,000 B more when it was done, 16,000 B more at its peak, 24,000 B live.",
        ]
    )


def hover(observation: Observation, estimates: list[Estimate] | None = None, **more: object) -> str:
    """The hover of what was seen."""
    text = target_hover(observation.name, mark(1, observation, **more), estimates or [])
    assert text is not None
    return text


def test_what_was_not_estimated_is_said_to_be_unknown() -> None:
    assert "| nbytes | not known | `8,000 B = 1000 × 8` |" in hover(seen("a", 1000))
    assert "| shape |  | `(1000,)` |" in hover(seen("a", 1000))


def test_a_view_says_what_it_keeps_alive() -> None:
    view = seen("a", 10, ownership=Ownership.VIEW, view_of="f", root_nbytes=8000)
    assert "| view of `f`, no buffer of its own; keeps `8,000 B` alive |" in hover(view)


def test_a_class_of_its_own_is_named() -> None:
    assert "| type | | `memmap` |" in hover(seen("a", 10, type="memmap"))
    assert "type" not in hover(seen("a", 10)).replace("dtype", "")


def test_a_bar_in_a_name_does_not_end_its_cell() -> None:
    assert "view of `p['a\\|b']`" in hover(seen("a", 10, ownership=Ownership.VIEW, view_of="p['a|b']"))


def test_a_name_that_also_held_something_else_says_so() -> None:
    assert "| owner of its buffer; or no array |" in hover(seen("a", 10), others=("a",))


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"hits": 3}, "ran 3 times: "),
        ({"hits": 3}, "live, at its worst."),
        ({"hits": 32, "hits_exact": False}, "ran 32 times or more: "),
        ({"net": -8000}, "8,000 B less when it was done"),
        ({"net": 0}, "no new bytes when it was done"),
        ({"imports": True}, "Some of it may be of modules that it imported."),
    ],
)
def test_the_hover_says_what_the_line_cost(more: dict[str, object], text: str) -> None:
    assert text in hover(seen("a", 1000), **more)


def test_threads_make_bytes_approximate() -> None:
    text = target_hover("a", mark(1, seen("a", 1)), [], approximate=True)
    assert (text or "").endswith("Several threads ran: bytes are approximate.")


def test_more_variants_than_fit_are_counted() -> None:
    several = mark(1, *(seen("a", length) for length in range(5)))
    text = target_hover("a", several, [])
    assert "| `(0,)` or `(1,)` or `(2,)` or 2 more |" in (text or "")


def test_what_was_not_seen_has_no_measured_hover() -> None:
    assert target_hover("b", mark(1, seen("a", 1)), [estimate("b", 5)]) is None


def test_the_hover_of_a_line_tells_all_of_its_bindings_and_its_cost_once() -> None:
    text = line_hover(1, Marks((mark(1, seen("a", 5), seen("b", 6)),)), [estimate("b", 6), estimate("c", 7)])
    assert text is not None
    assert [text.count(part) for part in ("`a`", "`b`", "`c`", "The line ran once")] == [1, 1, 1, 1]


def test_the_hover_of_a_line_that_did_not_run_is_that_of_its_estimates() -> None:
    assert (line_hover(1, Marks(), [estimate("a", 5)]) or "").startswith("`a`: `40 B = 5 × 8`")
    assert line_hover(2, Marks(), [estimate("a", 5)]) is None
