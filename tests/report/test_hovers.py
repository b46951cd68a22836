"""Everything that is known of an array, as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.analysis.estimates import Use, Variant
from bytelens.report.hovers import estimate_hover, use_hover
from bytelens.report.markdown import code
from bytelens.values.dims import SOME_INT, SomeInt, add, symbol

from .making import ALIAS, UNSURE, VIEW, array, bound, scalar

N = symbol("n")


def lines(*variants: Variant) -> list[str]:
    """The lines of the hover of `arr`."""
    return (estimate_hover(bound("arr", *variants)) or "").splitlines()


def use(attribute: str | None, *variants: Variant) -> list[str]:
    """The lines of the hover of `arr` or of one of its attributes."""
    text = f"arr.{attribute}" if attribute else "arr"
    return (use_hover(Use(1, 0, 1, len(text), text, attribute, variants)) or "").splitlines()


def test_an_owner() -> None:
    assert lines(array((1000,), origin="np.arange(1000)")) == [
        "`arr`: `8,000 B = 1000 × 8`",
        "",
        "- shape `(1000,)`",
        "- dtype `int64`, itemsize 8 B",
        "- owner of its buffer",
        "- from `np.arange(1000)`",
    ]


def test_a_view_tells_of_what_and_how_much_it_keeps_alive() -> None:
    view = array((5,), ownership=VIEW, view_of="big", root_nbytes=80_000)
    assert "- view of `big`, no buffer of its own; keeps `80,000 B` alive" in lines(view)
    assert "- view, no buffer of its own" in lines(array((5,), ownership=VIEW))


def test_an_alias_tells_of_what() -> None:
    alias = array((5,), ownership=ALIAS, view_of="a")
    assert "- alias of `a`: the same array, no buffer of its own" in lines(alias)


def test_ownership_that_is_not_known_is_not_guessed() -> None:
    assert "- owner or view: not known" in lines(array((5,), ownership=UNSURE))


def test_the_calls_that_led_to_it_are_named_outermost_first() -> None:
    assert lines(array((5,), call_lines=(12, 7)))[-1] == "- called from line 12, then line 7"


def test_a_formula() -> None:
    assert lines(array((N, N), "float64"))[0] == "`arr`: `8·n² B = n² × 8`"
    assert lines(array((add(N, 1),), "float64"))[0] == "`arr`: `(8·n + 8) B = (n + 1) × 8`"


def test_a_bound_is_exact_to_the_byte() -> None:
    assert lines(array((SomeInt(1001),)))[0] == "`arr`: `≤ 8,008 B`"
    assert "- shape `(≤1001,)`" in lines(array((SomeInt(1001),)))


def test_what_is_not_known_is_said() -> None:
    assert lines(array(None, None))[:4] == [
        "`arr`: size not known",
        "",
        "- shape not known",
        "- dtype not known",
    ]
    assert lines(array((2, 3), None))[0] == "`arr`: 6 elements, size not known"
    assert "- shape `(?, 3)`" in lines(array((SOME_INT, 3)))


def test_all_variants_are_listed() -> None:
    assert lines(array((10,), call_lines=(3,)), array((20,), call_lines=(4,))) == [
        "`arr`, one of 2:",
        "",
        "- `80 B = 10 × 8`; shape `(10,)`; dtype `int64`, itemsize 8 B; owner of its buffer; called from line 3",
        "- `160 B = 20 × 8`; shape `(20,)`; dtype `int64`, itemsize 8 B; owner of its buffer; called from line 4",
    ]


def test_variants_that_read_the_same_are_listed_once() -> None:
    assert lines(array((10,), buffer=1), array((10,), buffer=2))[0] == "`arr`: `80 B = 10 × 8`"


def test_a_scalar_is_no_array() -> None:
    assert lines(scalar())[0] == "`arr`: `8 B = 1 × 8`"
    assert "- NumPy scalar, not an array" in lines(scalar())


def test_references_are_not_the_objects() -> None:
    assert any("not counted" in line for line in lines(array((5,), "object")))


@pytest.mark.parametrize(
    ("attribute", "first"),
    [
        (None, "`arr`: `8,000 B = 1000 × 8`"),
        ("nbytes", "`arr.nbytes`: `8,000 B = 1000 × 8`"),
        ("shape", "`arr.shape`: `(1000,)`"),
        ("dtype", "`arr.dtype`: `int64`, itemsize 8 B"),
    ],
)
def test_the_attribute_below_the_cursor_stands_first(attribute: str | None, first: str) -> None:
    found = use(attribute, array((1000,)))
    assert found[0] == first
    assert any("8,000 B = 1000 × 8" in line for line in found)


def test_without_variants_there_is_no_hover() -> None:
    assert use(None) == []


def test_source_text_stays_on_one_line_and_is_cut() -> None:
    assert code("np.zeros(\n    3,\n)") == "`np.zeros( 3, )`"
    assert len(code("x" * 1000)) == 202


@given(st.text("`ab ", min_size=1).filter(str.strip))
def test_the_fence_of_a_code_span_is_not_in_it(text: str) -> None:
    span = code(text)
    fence = span[: len(span) - len(span.lstrip("`"))]
    inner = span[len(fence) : -len(fence)]
    assert inner.strip() == " ".join(text.split())
    assert all(run != fence for run in inner.replace("a", " ").replace("b", " ").split())


def test_a_use_tells_how_its_binding_came_about() -> None:
    """The last binding above it of the same array; another of the same name and another shape is another."""
    bindings = [
        bound("arr", array((5,), origin="first", buffer=1), line=1),
        bound("arr", array((5,), origin="second", buffer=2), line=2),
        bound("arr", array((6,), origin="third"), line=3),
        bound("arr", array((5,), origin="fourth"), line=9),
        bound("other", array((5,), origin="other"), line=3),
    ]

    def read(variant: Variant) -> str:
        use = Use(4, 0, 4, 10, "arr.nbytes", "nbytes", (variant,))
        return (use_hover(use, bindings) or "").splitlines()[-1]

    assert read(array((5,))) == "- from `second`"
    assert read(array((5,), buffer=1)) == "- from `first`"
    assert read(array((7,))) == "- owner of its buffer"
