"""What programs load is looked up in the folders that the editor has open, and followed when it changes."""

from pathlib import Path

import numpy as np
import pytest
from lsprotocol import types

from .session import capabilities, connected
from .test_modules import refreshed

pytestmark = pytest.mark.asyncio

PROGRAM = "import numpy as np\na = np.load('data/a.npy')\n"


async def test_hints_follow_a_file_that_is_loaded(tmp_path: Path) -> None:
    data, program = tmp_path / "data" / "a.npy", (tmp_path / "prog.py").as_uri()
    data.parent.mkdir()
    np.save(data, np.zeros(3))
    async with connected(capabilities(watching=True), folders=[tmp_path]) as session:
        session.open(PROGRAM, program)
        assert await session.labels(program) == {1: "24 B float64[3]"}
        np.save(data, np.zeros((4, 5), np.float32))
        change = types.FileEvent(data.as_uri(), types.FileChangeType.Changed)
        session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        await refreshed(session)
        assert await session.labels(program) == {1: "80 B float32[4,5]"}


async def test_files_that_belong_to_no_open_folder_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    np.save(tmp_path / "data" / "a.npy", np.zeros(3))
    async with connected() as session:
        session.open(PROGRAM, (tmp_path / "prog.py").as_uri())
        assert await session.labels((tmp_path / "prog.py").as_uri()) == {}
