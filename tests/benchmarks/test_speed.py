"""The benchmark of speed measures what it says, whatever the servers do."""

import ast
import sys
from itertools import islice

import pytest
from speed.client import Launch
from speed.edits import KINDS, ONLY_OURS, Document, Kind
from speed.measuring import Effort, Report, Times, measure
from speed.peers import bytelens
from speed.programs import program
from speed.tables import peers_sheet

ONCE = Effort(starts=1, edits=2, budget=60, limit=60)
IMPATIENT = Effort(starts=1, edits=2, budget=60, limit=0.2)


@pytest.mark.parametrize("lines", [100, 1_000, 1_003])
def test_program_has_as_many_lines_as_asked_and_parses(lines: int) -> None:
    text = program(lines)
    ast.parse(text)
    assert text.count("\n") == lines
    assert text == program(lines)


@pytest.mark.parametrize("kind", KINDS.values())
def test_edits_change_the_text_and_leave_programs(kind: Kind) -> None:
    document = Document(program(300))
    texts = [document.text]
    for edit in islice(kind(document), 3):
        document.apply(edit)
        texts.append(document.text)
        ast.parse(document.text)
        assert edit.shows is None or document.lines[edit.shows].startswith("appended")
    assert len(set(texts)) == 4


def test_measures_every_kind_of_edit() -> None:
    report = measure(bytelens(), program(200), KINDS | ONLY_OURS, ONCE)
    assert report.trouble is None
    assert report.first is not None
    assert {kind: len(times.values) for kind, times in report.edits.items()} == dict.fromkeys(KINDS | ONLY_OURS, 2)


@pytest.mark.parametrize(
    ("code", "trouble"),
    [("import sys; sys.stdin.read()", "no answer within 0.2 s"), ("pass", "ended by itself")],
)
def test_tells_of_servers_that_do_not_answer(code: str, trouble: str) -> None:
    effort = IMPATIENT if "within" in trouble else ONCE
    report = measure(Launch("silent", "1", (sys.executable, "-c", code)), program(100), KINDS, effort)
    assert report.trouble == trouble
    assert not report.edits


def test_table_says_how_many_times_slower_others_are() -> None:
    ours = Report("ByteLens", "1", 100, 5, Times((10.0,)), {"edit": Times((2.0, 4.0, 30.0))})
    theirs = Report("other", "2", 100, 6, Times((25.0,)), {}, "no answer within 1 s")
    sheet = peers_sheet([theirs], [ours], ["edit"])
    assert sheet.rows == (
        ("ByteLens 1", "100", "5", "10", "4.0"),
        ("other 2", "100", "6", "25 (2.5×)", "no answer within 1 s"),
    )
