"""Net and peak bytes of every statement are what NumPy itself asked for, to the byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ...random_programs import Writer
from .running import traced

_STATEMENTS = 600


@pytest.mark.parametrize("seed", range(4))
def test_bytes_are_those_that_numpy_asks_for(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "program"
    folder.mkdir()
    result = tmp_path / "oracle.json"
    text = Writer(seed).program(_STATEMENTS, str(Path(__file__).parent), str(result))
    ran = traced(folder, text, steps=100_000)
    assert (ran.code, ran.err) == (0, "")
    expected = [tuple(found) for found in json.loads(result.read_text())]
    measured = {line for line, _, _ in expected}
    done = [(step["line"], step["net"], step["peak"]) for step in ran.steps if step["line"] in measured]
    assert len(expected) > _STATEMENTS
    assert done == expected
