"""No claim is wrong about programs that do all they can to make it so."""

from __future__ import annotations

from pathlib import Path

import pytest

from .observing import disagreements

PROGRAMS = sorted((Path(__file__).parent / "nasty").glob("*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_no_claim_about_a_nasty_program_is_wrong(path: Path) -> None:
    assert disagreements(path.read_text()) == []
