"""What can be run by itself."""

import pytest

from bytelens.syntax.parse import parse
from bytelens.syntax.runnables import case_at, cases, main_guard

PROGRAM = """\
import pytest

def helper(): ...

@pytest.mark.parametrize("n", [1, 2])
def test_size(n):
    def test_inner(): ...
    assert n

class TestGrid:
    async def test_shape(self):
        assert True

    class TestDeeper:
        def test_more(self): ...

    def helper(self): ...

class Grid(unittest.TestCase):
    def testOld(self): ...

class Other:
    def test_not_found(self): ...

if n == 1:
    def test_neither(): ...

if '__main__' == __name__:
    helper()
"""
NAMES = {"test_size": 6, "TestGrid::test_shape": 11, "TestGrid::TestDeeper::test_more": 15, "Grid::testOld": 20}


def test_tests_are_found_where_pytest_finds_them() -> None:
    assert {test.name: test.line for test in cases(parse(PROGRAM).tree)} == NAMES


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (3, None),
        (5, "test_size"),
        (6, "test_size"),
        (8, "test_size"),
        (9, None),
        (12, "TestGrid::test_shape"),
        (17, None),
    ],
)
def test_a_test_reaches_from_its_decorators_to_its_end(line: int, name: str | None) -> None:
    found = case_at(parse(PROGRAM).tree, line)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PROGRAM, 28),
        ("if __name__ == '__main__':\n    pass", 1),
        ('x = 1\nif (__name__ == "__main__"): pass', 2),
        ("if __name__ != '__main__': pass", None),
        ("if __name__ == 'other': pass", None),
        ("def f():\n    if __name__ == '__main__': pass", None),
        ("", None),
    ],
)
def test_the_guard_of_a_program(text: str, line: int | None) -> None:
    assert main_guard(parse(text).tree) == line


def test_half_typed_code_keeps_what_can_be_run() -> None:
    assert [test.name for test in cases(parse("x = (\n\ndef test_a():\n    pass\n").tree)] == ["test_a"]
