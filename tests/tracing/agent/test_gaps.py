"""Gaps leave programs as they are, and tell what is crossed."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path
from types import CodeType

import pytest

from bytelens.tracing.agent.sites import Gap, Site
from bytelens.tracing.agent.statements import Instrumented

_SOURCES = sorted((Path(__file__).parents[3] / "server" / "bytelens" / "tracing").rglob("*.py"))


def _instrumented(text: str) -> tuple[Instrumented, CodeType]:
    made = Instrumented(0)
    tree = made.tree(ast.parse(text))
    return made, made.code(compile(tree, "text", "exec", dont_inherit=True))


@pytest.mark.parametrize("path", _SOURCES, ids=lambda path: path.name)
def test_lines_names_and_flags_stay(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    _, code = _instrumented(text)
    statements = {None, *(node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt))}
    plain = compile(text, "text", "exec", dont_inherit=True)
    for mine, theirs in zip(_all(code), _all(plain), strict=True):
        assert (mine.co_name, mine.co_firstlineno) == (theirs.co_name, theirs.co_firstlineno)
        assert (mine.co_flags, mine.co_varnames[: mine.co_argcount]) == (
            theirs.co_flags,
            theirs.co_varnames[: theirs.co_argcount],
        )
        assert mine.co_freevars == theirs.co_freevars
        assert {line for _, _, line in mine.co_lines()} <= {line for _, _, line in theirs.co_lines()} | statements


def _all(code: CodeType) -> list[CodeType]:
    return [code, *(inner for part in code.co_consts if isinstance(part, CodeType) for inner in _all(part))]


def test_every_statement_that_does_something_is_entered_once() -> None:
    text = "x = 1\npass\n'text'\nfor i in x:\n    y = 1\nelse:\n    z = 1\ndef f():\n    global g\n    return 1\n"
    made, _ = _instrumented(text)
    assert [site.line for site in made.sites] == [1, 4, 5, 7, 8, 10]
    entered = [gap.enter for gap in made.gaps if gap.enter is not None]
    assert {site.line for site in entered} == {1, 4, 5, 7, 8, 10}


def test_a_gap_is_on_while_a_statement_beside_it_is() -> None:
    before, after = Site(0, 1, 1, None), Site(0, 2, 2, None)
    gap = Gap(before, after)
    for site in (before, after):
        site.gaps.append(gap)
    before.switch(False)
    assert gap.on
    after.switch(False)
    assert not gap.on
    before.switch(True)
    assert gap.on


def test_a_gap_that_is_sent_to_another_process_is_off_there() -> None:
    assert not pickle.loads(pickle.dumps(Gap(None, None))).on
