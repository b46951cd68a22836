"""What of a file can be run by itself: the program, and its tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A test as pytest finds it: what follows the path in its node id (`TestGrid::test_size`).

    line: that of its `def` (1-based). first_line, last_line: with its decorators and its body.
    """

    name: str
    line: int
    first_line: int
    last_line: int


def main_guard(tree: ast.Module) -> int | None:
    """The line of `if __name__ == "__main__":` at the top level of a file; None without one."""
    guards = (node.lineno for node in tree.body if isinstance(node, ast.If) and _asks_for_main(node.test))
    return next(guards, None)


def cases(tree: ast.Module) -> tuple[Case, ...]:
    """The tests of a file by pytest's own defaults (its documentation, "Conventions for Python test discovery"):
    functions `test*`, and methods so called of classes `Test*` and of subclasses of `unittest.TestCase`."""
    return tuple(_cases(tree.body, ()))


def case_at(tree: ast.Module, line: int) -> Case | None:
    """The test that a line belongs to."""
    return next((case for case in cases(tree) if case.first_line <= line <= case.last_line), None)


def _cases(body: Sequence[ast.stmt], within: tuple[str, ...]) -> Iterator[Case]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield Case("::".join((*within, node.name)), node.lineno, first, node.end_lineno or node.lineno)
        elif isinstance(node, ast.ClassDef) and _holds_tests(node):
            yield from _cases(node.body, (*within, node.name))


def _holds_tests(node: ast.ClassDef) -> bool:
    return node.name.startswith("Test") or any(ast.unparse(base).endswith("TestCase") for base in node.bases)


def _asks_for_main(test: ast.expr) -> bool:
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)):
        return False
    sides = {ast.unparse(test.left), ast.unparse(test.comparators[0])}
    return sides == {"__name__", "'__main__'"}
