"""What names hold from step to step, as far as that is sure."""

from typing import Any

import pytest

from bytelens.tracing.held import Held, is_augmented, stored_names
from bytelens.tracing.trace import Observation, Place, Step
from bytelens.values.ownership import Ownership


def step(source: str, *names: str, function: str | None = None, path: str = "p.py", **changes: Any) -> Step:
    arrays = tuple(
        Observation(name, "array", "ndarray", (1,), "int64", 8, 8, Ownership.OWNER, None, at, 8)
        for at, name in enumerate(names)
    )
    fields: dict[str, Any] = {"deleted": (), "net": 0, "peak": 0, "live": 0, "released": 0, **changes}
    return Step(1, Place(path, 1, 1, function), 1, source, arrays, **fields)


def held_after(*steps: Step, source: str = "") -> set[str]:
    held = Held()
    held.load("p.py", source.split("\n"))
    for done in steps:
        held.take(done)
    return set(held.before(step("pass")))


def test_names_hold_what_was_stored_last() -> None:
    assert held_after(step("a = f()", "a"), step("b = g()", "b")) == {"a", "b"}


@pytest.mark.parametrize(
    "source",
    ["a = 1", "a, n = 1, 2", "for a in 'xy':", "with f() as a:", "import a", "import a.b", "def a():", "class a:",
     "from m import *", "if (a := 3):", "elif (a := 3):", "except E as a:", "$", "a: int = 3",
     "from m import b as a", "exec(code)", "globals()['a'] = 3"],
)  # fmt: skip
def test_what_stores_something_else_ends_that(source: str) -> None:
    assert "a" not in held_after(step("a = f()", "a"), step(source))


@pytest.mark.parametrize("source", ["a[0] = 1", "print(a)", "b = a", "if a:", "else:", "try:", "return", "f(a=1)"])
def test_what_only_uses_it_does_not(source: str) -> None:
    names = held_after(step("a = f()", "a"), step(source))
    assert ("a" in names) == (stored_names(source) is not None)
    assert stored_names("a[0] = 1") == frozenset()


def test_deleting_ends_it() -> None:
    assert held_after(step("a = f()", "a"), step("del a", deleted=("a",))) == set()


def test_local_names_are_not_followed() -> None:
    assert held_after(step("a = f()", "a", function="g")) == set()
    held = Held()
    held.take(step("a = f()", "a"))
    assert held.before(step("a = 1", function="g")) == {}
    assert held.before(step("a = 1", path="other.py")) == {}


def test_a_name_that_functions_share_is_not_sure() -> None:
    source = "def f():\n    global a, b\n    a = 1\n"
    assert held_after(step("a = f()", "a"), step("c = f()", "c"), source=source) == {"c"}


def test_attributes_and_elements_are_not_followed() -> None:
    assert held_after(step("p.w = f()", "p.w"), step("d['k'] = f()", "d['k']")) == set()


def test_augmented_assignments() -> None:
    assert is_augmented("a += 1")
    assert is_augmented("self.w[0] -= f(1)")
    assert not is_augmented("a = a + 1")
    assert not is_augmented("a += 1; b = 2")
    assert not is_augmented("x == 1 +")
