"""Each program in `programs/` has just the hints that its trailing comments name: `# => 8 kB int64[1000]`."""

import re
from pathlib import Path

import pytest

from bytelens.analysis.module import analyse
from bytelens.report.labels import LabelOptions, line_labels

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
_EXPECTED = re.compile(r"#\s*=>\s*(.+?)\s*$")


def expected_hints(text: str) -> dict[int, str]:
    """The hints that the comments name, by line."""
    found = ((number, _EXPECTED.search(line)) for number, line in enumerate(text.split("\n"), start=1))
    return {number: match[1] for number, match in found if match}


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_has_just_the_hints_that_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = expected_hints(text)
    assert expected, "a program without an expectation states nothing"
    assert line_labels(analyse(text).estimates, LabelOptions()) == expected
