"""Each program in `programs/` has just the hints that its trailing comments name, under what its first lines assume."""

import re
from pathlib import Path

import pytest
from tests.analysis.test_programs import expected_hints

from bytelens.analysis.module import analyse
from bytelens.assuming.assumptions import Assumptions
from bytelens.assuming.wishes import found_in, read_dtype, read_wish
from bytelens.report.labels import LabelOptions, line_labels
from bytelens.syntax.lines import Lines
from bytelens.syntax.parse import parse

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
_WISH = re.compile(r"^# assume: (.+)$", re.MULTILINE)
_DTYPE = re.compile(r"^# assume dtype: (.+)$", re.MULTILINE)


def assumed(text: str, *wishes: str) -> Assumptions:
    """Wishes as assumptions about a text that has what they are about."""
    found, missing = found_in(parse(text).tree, Lines.of(text), map(read_wish, wishes))
    assert not missing
    return found


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_has_just_the_hints_that_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    dtypes = [read_dtype(name) for name in _DTYPE.findall(text)]
    assumptions = assumed(text, *_WISH.findall(text)).and_also(Assumptions(dtype=dtypes[0] if dtypes else None))
    assert assumptions, "a program that assumes nothing states nothing"
    assert line_labels(analyse(text, assumptions=assumptions).estimates, LabelOptions()) == expected_hints(text)
