"""The comment that ignores one finding."""

import ast
from pathlib import Path

import pytest

from bytelens.lint.checking import check
from bytelens.lint.findings import Finding, Fix
from bytelens.lint.fixing import fixed
from bytelens.lint.ignoring import ignoring
from bytelens.lint.options import Options

from .making import known

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
OPTIONS = Options(memory_budget=10**9)
HEAD = "import numpy as np\na = np.zeros((1000, 1000), np.float32)\n"
PROMOTION = HEAD + "b = a * np.ones((1000, 1000))"


def findings(text: str) -> tuple[Finding, ...]:
    """What is found in a text."""
    return check(known(text), OPTIONS)


def ignored(text: str, finding: Finding) -> str:
    """The text with the comment."""
    program = known(text)
    edit = ignoring(program.tree, program.lines, finding)
    assert edit is not None
    return fixed(text, [Fix("", (edit,))])


def line_after(text: str, row: int = 2) -> str:
    """A line once the first finding of a text is ignored."""
    return ignored(text, findings(text)[0]).split("\n")[row]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_finding_goes_and_those_of_other_statements_stay(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before = findings(text)
    for finding in before:
        now = ignored(text, finding)
        assert ast.dump(ast.parse(now)) == ast.dump(ast.parse(text))
        left = {(other.code, other.range) for other in findings(now)}
        assert (finding.code, finding.range) not in left
        gone = {(other.code, other.range) for other in before} - left
        assert {code for code, _ in gone} == {finding.code}


def test_the_comment_stands_behind_others() -> None:
    assert line_after(PROMOTION) == "b = a * np.ones((1000, 1000))  # bytelens: ignore[BL001]"
    assert line_after(PROMOTION + "  # ß  ") == "b = a * np.ones((1000, 1000))  # ß  # bytelens: ignore[BL001]"


def test_a_comment_of_ours_gets_one_code_more() -> None:
    one = PROMOTION + "  # ß bytelens  # bytelens: ignore[BL005] why"
    assert line_after(one).endswith("# bytelens: ignore[BL005, BL001] why")


def test_where_the_first_line_can_hold_no_comment_another_does() -> None:
    text = HEAD + "b = a * \\\n    np.ones((1000, 1000))\n"
    assert line_after(text) == "b = a * \\"
    assert line_after(text, 3) == "    np.ones((1000, 1000))  # bytelens: ignore[BL001]"
    text = HEAD + 'b = a * np.ones((1000, 1000)), """\n"""\n'
    assert line_after(text, 3) == '"""  # bytelens: ignore[BL001]'


def test_where_no_line_can_hold_one_there_is_no_comment() -> None:
    text = HEAD + 'if (a * np.ones((1000, 1000))).sum() > 0 and """\n""": pass\n'
    program = known(text)
    (finding,) = check(program, OPTIONS)
    assert ignoring(program.tree, program.lines, finding) is None
