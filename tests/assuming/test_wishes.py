"""What one can ask for, and what one is told of what cannot be."""

import numpy as np
import pytest

from bytelens.assuming.assumptions import NOTHING, Assumptions, Literal
from bytelens.assuming.constants import read_constant, show_constant
from bytelens.assuming.wishes import Wish, found_in, read_dtype, read_wish, why_missing
from bytelens.syntax.lines import Lines
from bytelens.syntax.parse import parse

TEXT = """\
import numpy as np
größe = np.arange(1000); n = 20
def work(X, k=5):
    "A docstring."
    return X.shape, [j for j in range(k)]
data = np.zeros(n)
"""


@pytest.mark.parametrize(
    ("text", "about", "value"),
    [
        ("n=100000", "n", 100_000),
        (" n = 100_000 ", "n", 100_000),
        ("n=10**6", "n", 1_000_000),
        ("f.n = 2 * (3 + 4)", "f.n", 14),
        ("x.shape[0] = 7", "x.shape[0]", 7),
        ("3:16=-2", (3, 16), -2),
        ("größe = 1e3", "größe", 1000.0),
        ('kind = "float32"', "kind", "float32"),
        ("shape = (200, 3)", "shape", (200, 3)),
        ("flag=None", "flag", None),
    ],
)
def test_a_wish_is_a_name_or_a_place_and_a_value(text: str, about: object, value: object) -> None:
    assert read_wish(text) == Wish(about, value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["n", "=3", "n+1=3", "3=4", "x[0]=1", "", "1:2:3=4", "a b=1"])
def test_what_is_no_wish_says_how_one_looks(text: str) -> None:
    with pytest.raises(ValueError, match="NAME=VALUE is expected, as n=100000"):
        read_wish(text)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "foo",
        "f(3)",
        "[1, 2]",
        "1j",
        "1e999",
        "10**10**10",
        "1 << 10**9",
        "2 ** -1",
        "1/0",
        "3 +",
        "b'x'",
        "'a' * 3",
    ],
)
def test_what_is_no_value_says_so(value: str) -> None:
    with pytest.raises(ValueError, match="is no value: a number, a string or a tuple of these is expected"):
        read_wish(f"n={value}")


@pytest.mark.parametrize("value", [0, 9999, 10_000, -123_456, 2.5, "text", (1, 100_000), (3,), None, True])
def test_a_value_is_shown_as_it_can_be_typed(value: object) -> None:
    assert read_constant(show_constant(value)) == value  # type: ignore[arg-type]


def test_ints_are_shown_with_underscores_from_five_digits_on() -> None:
    assert [show_constant(value) for value in (9999, 100_000, (10_000, 2))] == ["9999", "100_000", "(10_000, 2)"]


@pytest.mark.parametrize(
    ("text", "dtype"), [("float32", np.float32), (" longdouble", np.longdouble), ("f2", np.float16)]
)
def test_a_dtype_is_one_of_numpy(text: str, dtype: type) -> None:
    assert read_dtype(text) is np.dtype(dtype)


@pytest.mark.parametrize("text", ["int32", "complex64", "float33", "", "f4,f4", "object"])
def test_what_is_no_floating_point_type_says_which_there_are(text: str) -> None:
    with pytest.raises(ValueError, match="is no floating-point type: float16, float32, float64 or longdouble"):
        read_dtype(text)


def found(*wishes: str) -> tuple[Assumptions, list[Wish]]:
    """What those wishes are in the text above."""
    return found_in(parse(TEXT).tree, Lines.of(TEXT), map(read_wish, wishes))


@pytest.mark.parametrize("name", ["n", "größe", "work.k", "k", "X.shape[1]", "data", "X.shape"])
def test_what_the_text_has_can_be_assumed(name: str) -> None:
    assert found(f"{name}=3") == (Assumptions(((name, 3),)), [])


@pytest.mark.parametrize("name", ["m", "work.n", "j", "k.shape", "Y.shape[0]", "work", "range"])
def test_what_it_does_not_have_cannot(name: str) -> None:
    assert found(f"{name}=3") == (NOTHING, [Wish(name, 3)])


def test_a_place_counts_characters_from_1() -> None:
    assert found("2:19=2000") == (Assumptions(literals=(Literal(2, 20, "1000", 2000),)), [])


def why(wish: str) -> str:
    """What one is told of a wish that is about nothing in the text above."""
    return why_missing(parse(TEXT).tree, Lines.of(TEXT), read_wish(wish))


def test_one_is_told_what_there_is() -> None:
    assert why("m=3") == "Nothing is called m here. There are n, k, größe, data."
    assert why("dota=3").endswith("There are data, n, k, größe.")
    assert why("2:18=3") == "No literal begins at 2:18. In that line there are 1000 (2:19), 20 (2:30)."
    assert why("4:5=3").endswith("In that line there are none.")
    assert why("99:1=3").startswith("No literal begins at 99:1.")


def test_the_last_word_counts() -> None:
    once, again = found("n=1", "k=2", "2:19=3")[0], found("n=5", "2:19=4")[0]
    both = once.and_also(again).and_also(Assumptions(dtype=np.dtype("f4"))).and_also(NOTHING)
    assert (dict(both.names), both.dtype) == ({"n": 5, "k": 2}, np.dtype("f4"))
    assert [literal.value for literal in both.literals] == [4]
