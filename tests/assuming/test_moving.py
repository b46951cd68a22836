"""A literal that is assumed follows the text, until its own text is edited."""

import pytest

from bytelens.assuming.assumptions import Literal
from bytelens.assuming.moving import is_there, moved

TEXT = "import numpy as np\na = np.zeros((5, 10))  # größe\nb = 1\n"
FIVE = Literal(2, 14, "5", 7)
TEN = Literal(2, 17, "10", 7)


def place(literal: Literal, after: str, before: str = TEXT) -> tuple[int, int] | None:
    """Where it is after an edit."""
    now = moved(literal, before.split("\n"), after.split("\n"))
    return None if now is None else (now.line, now.column)


def test_it_is_there_to_begin_with() -> None:
    assert all(is_there(literal, TEXT.split("\n")) for literal in (FIVE, TEN))


@pytest.mark.parametrize(
    ("was", "now", "five", "ten"),
    [
        ("import", "\nimport", (3, 14), (3, 17)),
        ("import numpy as np\n", "", (1, 14), (1, 17)),
        ("b = 1", "b = 12\nc = 3", (2, 14), (2, 17)),
        ("# größe", "", (2, 14), (2, 17)),
        ("a = np", "größe = np", (2, 20), (2, 23)),
        ("(5,", "(5, 3,", (2, 14), (2, 20)),
        ("(5,", "(\n    5,", (3, 4), (3, 7)),
        ("(5,", "(55,", None, (2, 18)),
        ("(5,", "(1 + 5,", (2, 18), (2, 21)),
        ("(5,", "(x5,", None, (2, 18)),
        ("10", "100", (2, 14), None),
        ("10", "20", (2, 14), None),
        ("10", "10.5", (2, 14), None),
        ("a = np.zeros((5, 10))", "", None, None),
        (TEXT, "", None, None),
    ],
)
def test_it_moves_with_its_line_and_in_it(was: str, now: str, five: object, ten: object) -> None:
    after = TEXT.replace(was, now, 1)
    assert (place(FIVE, after), place(TEN, after)) == (five, ten)
