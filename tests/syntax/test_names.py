"""Which names may mean something else after a statement that does not parse."""

import pytest

from bytelens.syntax.names import bound_names, mentioned_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("y = np.zeros((n,", "y"),
        ("x, (y, *z) = f(a", "x y z"),
        ("x = y = ", "x y"),
        ("x += n *", "x"),
        ("x: int = ", "x int"),
        ("a[i] = b.c = d = f(", "d"),
        ("x, y", "x y"),
        ("(x, y", "x y"),
        ("np.", ""),
        ("x.", ""),
        ("print(n, end=", ""),
        ("f(m := 3, n", "m"),
        ("for i, (j, k) in range(n", "i j k"),
        ("for i", "i"),
        ("[p for p in range(n", "p"),
        ("if x > n", ""),
        ("while x = 3", "x"),
        ("with open(p) as f", "f"),
        ("with a as (b, c", "b c"),
        ("import numpy.linalg as np, math.", "numpy np math"),
        ("from numpy import zeros as z, on", "zeros z on"),
        ("from numpy import", ""),
        ("def f(a, *b, c=n, **d", "f a b c d"),
        ("async def f(a", "f a"),
        ("class A(B", "A"),
        ("del x, y.z", "x"),
        ("global x, y", "x y"),
        ("return x +", ""),
        ("x = 'abc = y", "x"),
        ("x == y z", "x y z"),
        ("é = (", "é"),
        ("ﬁ = (", "fi"),
    ],
)
def test_names_that_a_statement_may_bind(text: str, names: str) -> None:
    assert bound_names(text) == set(names.split())


def test_every_word_is_mentioned_but_keywords() -> None:
    assert mentioned_names("for i in f'{xs.pop()}' # n") == {"i", "f", "xs", "pop", "n"}
