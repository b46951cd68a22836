"""What was measured, and what is assumed."""

from pathlib import Path

import pytest

from .watching import watching

pytestmark = pytest.mark.asyncio


async def test_what_was_measured_makes_room_for_what_is_assumed_and_comes_back(tmp_path: Path) -> None:
    async with watching(tmp_path, options={"showsTraces": True, "showsStatus": True}) as watcher:
        await watcher.trace()
        measured = await watcher.labels()
        assert measured[2].startswith("● 8 kB")
        await watcher.until(lambda: [one for one in watcher.statuses if "as measured" in one["need"]["detail"]])
        await watcher.command("whatIf", {"uri": watcher.uri, "assume": "3:17 = 2000"})
        assert await watcher.labels() == {2: "◇ 16 kB int64[2000]", 4: "◇ 16 kB int64[2000]"}
        told = await watcher.until(lambda: [one["need"] for one in watcher.statuses if "◇" in one["need"]["text"]])
        assert told[0]["text"] == "◇ 16 kB"
        assert told[0]["detail"].startswith("What if 1000 in line 3 = 2000: ")
        await watcher.command("clearWhatIf", {"uri": watcher.uri})
        assert await watcher.labels() == measured
