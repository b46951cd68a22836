"""Which names a statement surely stores."""

from __future__ import annotations

import ast

import pytest

from bytelens.tracing.agent.targets import deleted, mangled, stored


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x = 1", ["x"]),
        ("x = y = 1", ["x", "y"]),
        ("x, (y, *z) = v", ["x", "y", "z"]),
        ("x += 1", ["x"]),
        ("x: int = 1", ["x"]),
        ("x: int", []),
        ("self.a.b = 1", ["self.a.b"]),
        ("p['k'][-1] = 1", ["p['k'][-1]"]),
        ("p[i] = 1", []),
        ("f().x = 1", []),
        ("p[1:] = 1", []),
        ("for x, y in v: z = 1", ["x", "y"]),
        ("with a as x, b as (y, z): w = 1", ["x", "y", "z"]),
        ("while (x := f()): y = 1", ["x"]),
        ("if (x := f()) and (y := g()): pass", ["x"]),
        ("v = (x := 1) if (y := 2) else (z := 3)", ["y", "v"]),
        ("v = [x := i for i in range(3)]", ["v"]),
        ("f(a, k=(x := 1))", ["x"]),
        ("v = lambda: (x := 1)", ["v"]),
        ("v = 1 < (x := 2) < (y := 3)", ["x", "v"]),
        ("assert (x := 1), (y := 2)", ["x"]),
        ("return (x := 1)", ["x"]),
        ("import numpy", []),
        ("def f(): x = 1", []),
    ],
)
def test_stored(text: str, names: list[str]) -> None:
    (statement,) = ast.parse(text).body
    assert [target.text for target in stored(statement, None)] == names


def test_deleted() -> None:
    (statement,) = ast.parse("del x, (y, p['k']), v[i]").body
    assert [target.text for target in deleted(statement, None)] == ["x", "y", "p['k']"]


def test_names_are_mangled_as_python_does() -> None:
    class _Odd:
        __a = 1
        __b__ = 2
        _c = 3

    assert {mangled(name, "_Odd") for name in ("__a", "__b__", "_c")} <= set(vars(_Odd))
    assert mangled("__a", None) == "__a"
    assert mangled("__a", "___") == "__a"
