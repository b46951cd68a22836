"""What a client of our own is told of a document as a whole."""

from pathlib import Path
from typing import Any

import pytest

from .watching import Watcher, watching

pytestmark = pytest.mark.asyncio

PROGRAM = """\
import numpy as np
small = np.ones(100)
large = np.ones(
    1000)
view = large[1:]
very_large = large * np.ones((10, 1000))
"""
OPTIONS: dict[str, Any] = {"showsTraces": True, "showsStatus": True, "memoryBudget": "100kB"}


async def status(watcher: Watcher, version: int = 0) -> dict[str, Any]:
    """What is told of a version of the file, the last of it."""
    told: dict[str, Any] = await watcher.until(
        lambda: next((one for one in reversed(watcher.statuses) if one["version"] == version), None)
    )
    return told


async def test_a_status_says_what_the_file_needs_and_which_lines_need_a_large_share(tmp_path: Path) -> None:
    async with watching(tmp_path, PROGRAM, options=OPTIONS) as watcher:
        assert await status(watcher) == {
            "uri": watcher.uri,
            "version": 0,
            "need": {"text": "80 kB", "detail": "The largest line, 6, needs 80 kB.", "line": 6},
            "large": [{"line": 3, "tier": "large"}, {"line": 5, "tier": "veryLarge"}],
        }
        watcher.replace((3, 4), (3, 8), "9")
        watcher.replace((0, 0), (0, 0), "# now\n")
        assert await status(watcher, 2) == {
            "uri": watcher.uri,
            "version": 2,
            "need": {"text": "800 B", "detail": "The largest line, 3, needs 800 B.", "line": 3},
            "large": [],
        }
        # Two edits in one go are told of once.
        assert [one["version"] for one in watcher.statuses] == [0, 2]


async def test_a_half_typed_text_needs_what_it_needed_and_marks_what_is_still_there(tmp_path: Path) -> None:
    async with watching(tmp_path, PROGRAM, options=OPTIONS) as watcher:
        before = await status(watcher)
        watcher.replace((5, 0), (6, 0), "very_large = (")
        now = await status(watcher, 1)
        assert (now["need"], now["large"]) == (before["need"], [{"line": 3, "tier": "large"}])


@pytest.mark.parametrize(
    ("settings", "large"),
    [
        ({"emphasis": {"large": 0}}, [5]),
        ({"emphasis": {"large": 90, "veryLarge": 0}}, []),
        ({"emphasis": {"large": "much", "veryLarge": -1}}, [3, 5]),
        ({"inlayHints": {"mode": "hover"}}, []),
        ({"inlayHints": {"mode": "large", "largeFrom": "10kB"}}, [5]),
    ],
)
async def test_lines_are_large_as_settings_say(tmp_path: Path, settings: dict[str, Any], large: list[int]) -> None:
    async with watching(tmp_path, PROGRAM, options=OPTIONS | settings) as watcher:
        told = await status(watcher)
        assert [one["line"] for one in told["large"]] == large


async def test_the_peak_of_a_trace_takes_the_place_of_the_estimate_until_the_text_changes(tmp_path: Path) -> None:
    async with watching(tmp_path, PROGRAM, options=OPTIONS) as watcher:
        await watcher.trace()
        told = await watcher.until(
            lambda: next((one for one in watcher.statuses if "measured" in one["need"]["detail"]), None)
        )
        assert told["need"] == {
            "text": "169 kB",
            "detail": "The program held 169 kB of arrays at its peak, on line 6, as measured.",
            "line": 6,
        }
        assert told["large"] == [{"line": 3, "tier": "large"}, {"line": 5, "tier": "veryLarge"}]
        watcher.replace((0, 0), (0, 0), "# now\n")
        assert (await status(watcher, 1))["need"]["text"] == "160 kB"


async def test_a_client_that_does_not_show_it_is_told_nothing(tmp_path: Path) -> None:
    async with watching(tmp_path, PROGRAM) as watcher:
        await watcher.trace()
        assert watcher.statuses == []
