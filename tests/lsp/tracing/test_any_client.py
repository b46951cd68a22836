"""Traces in editors that know nothing of ours: progress, messages and the log of the protocol."""

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import client_capabilities

from ..session import capabilities
from ..wire import Wire
from .watching import ENDLESS, LESSON, Watcher, is_alive, watching

MEASURED = {2: "● 8 kB int64[1000]", 4: "● 8 kB int64[1000]"}
ANY: dict[str, Any] = {}


async def message(watcher: Watcher) -> str:
    """The message that the user is shown at the end."""
    (shown,) = await watcher.until(lambda: watcher.messages)
    assert isinstance(shown, types.ShowMessageParams)
    return shown.message


@pytest.mark.asyncio
async def test_the_end_is_told_and_the_output_is_in_the_log(tmp_path: Path) -> None:
    async with watching(tmp_path, options=ANY) as watcher:
        await watcher.command("trace", watcher.uri)
        assert await message(watcher) == "prog.py: end of the program. 4 steps, peak 16 kB."
        assert "".join(watcher.log) == "8000\n"
        assert await watcher.labels() == MEASURED
        assert (watcher.changes, watcher.output, watcher.created) == ([], "", [])


@pytest.mark.asyncio
async def test_progress_can_be_cancelled(tmp_path: Path) -> None:
    async with watching(tmp_path, ENDLESS, client_can=capabilities(progress=True), options=ANY) as watcher:
        await watcher.command("trace", watcher.uri)
        pid = int(await watcher.until(lambda: "".join(watcher.log).strip()))
        begin = await watcher.until(lambda: watcher.progress[:1])
        assert begin[0]["title"] == "Tracing prog.py"
        assert begin[0]["cancellable"] is True
        token = types.WorkDoneProgressCancelParams(watcher.created[0])
        watcher.session.client.window_work_done_progress_cancel(token)
        assert (await message(watcher)).startswith("prog.py: the program was stopped.")
        assert watcher.progress[-1]["kind"] == "end"
        assert not is_alive(pid)


@pytest.mark.asyncio
async def test_an_exit_code_is_no_failure(tmp_path: Path) -> None:
    async with watching(tmp_path, "raise SystemExit(3)\n", options=ANY) as watcher:
        await watcher.command("trace", watcher.uri)
        assert "exit code 3" in await message(watcher)
        assert watcher.failures() == []


@pytest.mark.asyncio
async def test_neovim_traces(tmp_path: Path) -> None:
    async with watching(tmp_path, client_can=client_capabilities("neovim@v0.11.0"), options=ANY) as watcher:
        await watcher.command("trace", watcher.uri)
        await message(watcher)
        assert await watcher.labels() == MEASURED


LITERALS = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "new"]}}}}}


@pytest.mark.parametrize("capabilities", [{}, LITERALS])
def test_editors_without_lenses_trace_by_a_code_action(tmp_path: Path, capabilities: Any) -> None:
    path = tmp_path / "prog.py"
    path.write_text(LESSON)
    with Wire() as wire:
        wire.initialize(capabilities)
        item = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": LESSON}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        place = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
        wanted = {"textDocument": {"uri": path.as_uri()}, "range": place, "context": {"diagnostics": []}}
        offered = wire.request("textDocument/codeAction", wanted)["result"]
        (action,) = (action for action in offered if action["title"] == "Trace This File")
        command = action["command"] if capabilities else action
        started = wire.request(
            "workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]}
        )
        assert started["result"]["title"] == "prog.py"
        assert wire.next_of("window/showMessage")["params"]["message"].startswith("prog.py: end of the program.")
        assert wire.leave() == (0, "")
