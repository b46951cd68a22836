"""What other packages bring is loaded only where the client does not refuse its trust."""

import os
from pathlib import Path
from typing import Any

import pytest

from .session import ENVIRONMENT, connected

pytestmark = pytest.mark.asyncio

PROGRAM = "import squares\na = squares.grid(5)\n"
RULES = """
import numpy as np
from bytelens.rules.registry import rule
from bytelens.values.arrays import new_array

@rule("squares.grid")
def grid(n):
    return new_array((n, n), np.dtype(float))
"""


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "squares.py").write_text("def grid(n): ...")
    (tmp_path / "squares_rules.py").write_text(RULES)
    metadata = tmp_path / "squares-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: squares\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[bytelens.rules]\nsquares = squares_rules\n")
    monkeypatch.setitem(ENVIRONMENT, "PYTHONPATH", os.pathsep.join([ENVIRONMENT["PYTHONPATH"], str(tmp_path)]))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (None, {1: "200 B float64[5,5]"}),
        ({"trusted": True}, {1: "200 B float64[5,5]"}),
        ({"trusted": False}, {}),
        ({"trusted": False, "bytelens": {"trusted": True}}, {}),
    ],
)
async def test_other_packages_are_trusted_unless_the_client_refuses(options: Any, expected: dict[int, str]) -> None:
    async with connected(options=options) as session:
        session.open(PROGRAM)
        assert await session.labels() == expected


async def test_settings_give_no_trust() -> None:
    async with connected(options={"trusted": False}) as session:
        session.configure({"bytelens": {"trusted": True}, "trusted": True})
        session.open(PROGRAM)
        assert await session.labels() == {}
