"""Each program in `programs/` has just the findings that its trailing comments name: `# => BL001, BL005`."""

import re
from pathlib import Path

import pytest

from bytelens.lint.checking import check
from bytelens.lint.options import Options

from .making import known

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
EVERYTHING = Options(select=frozenset({"ALL"}))
BUDGET = 10_000_000_000
_EXPECTED = re.compile(r"#\s*=>\s*(.+?)\s*$")


def expected(text: str) -> list[tuple[int, str]]:
    """Lines and codes that the comments name."""
    found = ((number, _EXPECTED.search(line)) for number, line in enumerate(text.split("\n"), start=1))
    return [(number, code.strip()) for number, match in found if match for code in match[1].split(",")]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_has_just_the_findings_that_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert expected(text), "a program without an expectation states nothing"
    findings = check(known(text, BUDGET), EVERYTHING)
    assert sorted((finding.range.line, finding.code) for finding in findings) == sorted(expected(text))
