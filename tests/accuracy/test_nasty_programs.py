"""No claim is wrong about programs that do all they can to make it so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bytelens.analysis import machine

from .observing import disagreements

PROGRAMS = sorted((Path(__file__).parent / "nasty").glob("*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_no_claim_about_a_nasty_program_is_wrong(path: Path) -> None:
    assert disagreements(path.read_text()) == []


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_no_claim_is_wrong_where_loops_are_not_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MOST_LOOP_STEPS", 0)
    assert disagreements(path.read_text()) == []
