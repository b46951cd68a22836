"""Where a name was bound."""

import ast

import pytest

from bytelens.syntax.bindings import last_binding

PROGRAM = """\
r = f(1)
v = r[::2]
r = f(2)
w = r[::2]

def g(a, b=1, *rest, c):
    u = a[1:]
    for row in rest:
        old = last[1:]
        last = row
    with f() as opened, (a := f()):
        return u, r, lambda c: c

class Net:
    size = f(3)
    part = size[1:]

    def __init__(self, p):
        self.W = f(p)
        p['W1'], [q] = self.W, f()

    def forward(self, x):
        half = self.W[1:]
        size = size[1:]
        try:
            pass
        except E:
            match x:
                case 1:
                    y = q[:5]
"""


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        ("r", 2, (1, 0)),
        ("r", 4, (3, 0)),
        ("r", 12, (3, 0)),
        ("r", 1, (1, 0)),
        ("a", 7, (6, 6)),
        ("a", 12, (11, 25)),
        ("rest", 9, (6, 15)),
        ("c", 12, (6, 21)),
        ("last", 9, (10, 8)),
        ("row", 10, (8, 8)),
        ("opened", 12, (11, 16)),
        ("size", 16, (15, 4)),
        ("self.W", 23, (19, 8)),
        ("p['W1']", 23, (20, 8)),
        ("size", 24, (24, 8)),
        ("q", 30, None),
        ("size", 31, None),
        ("np.zeros(3)", 4, None),
        ("b.c.d", 4, None),
    ],
)
def test_a_name_leads_to_the_binding_that_its_value_came_from(
    name: str, line: int, expected: tuple[int, int] | None
) -> None:
    found = last_binding(ast.parse(PROGRAM), name, line)
    assert (found and (found.lineno, found.col_offset)) == expected
