"""Traces, as an editor that knows ours sees them: a real server, a real program."""

import json
import os
import sys
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from bytelens.lsp.configuration import plain
from bytelens.report.tracing.html_page import BUILT

from ..session import capabilities
from .watching import ENDLESS, LESSON, is_alive, watching

pytestmark = pytest.mark.asyncio

MEASURED = {2: "● 8 kB int64[1000]", 4: "● 8 kB int64[1000]"}
ESTIMATED = {2: "8 kB int64[1000]", 4: "8 kB int64[1000]"}
FAILS = """\
import numpy as np

arr = np.arange(1000)
arr / 0
raise ValueError("no more")
"""


async def test_a_trace_puts_what_was_measured_into_the_hints(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        assert await watcher.labels() == ESTIMATED
        end = await watcher.trace()
        assert (end["outcome"], end["title"], end["uri"]) == ("done", "prog.py", watcher.uri)
        assert end["message"] == "prog.py: end of the program. 4 steps, peak 16 kB."
        assert await watcher.labels() == MEASURED


async def test_the_hover_of_a_target_sets_the_measurement_beside_the_estimate(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        await watcher.trace()
        hover = await watcher.session.hover(4, 1, watcher.uri)
        assert hover is not None
        assert "| | estimate | ● measured |" in hover
        assert "| nbytes | `8,000 B = 1000 × 8` | `8,000 B = 1000 × 8` |" in hover
        assert "The line ran once: no new bytes when it was done, 8,008 B more at its peak, 8,000 B live." in hover
        read = await watcher.session.hover(3, 7, watcher.uri)
        assert "measured" not in (read or "")


async def test_the_tooltip_of_a_measured_hint_says_the_same(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        await watcher.trace()
        hint = (await watcher.session.hints(uri=watcher.uri))[1]
        resolved = await watcher.session.client.inlay_hint_resolve_async(hint)
        assert isinstance(resolved.tooltip, types.MarkupContent)
        assert resolved.tooltip.value == await watcher.session.hover(4, 1, watcher.uri)


async def test_sizes_that_only_a_run_can_know_are_shown_and_hovered(tmp_path: Path) -> None:
    program = "import numpy as np\nn = len(open(__file__).read())\na, b = np.zeros(n), np.ones((n, 2))\n"
    async with watching(tmp_path, program) as watcher:
        await watcher.trace()
        size = len(program)
        assert (await watcher.labels())[2].startswith("● ")
        assert f"| `({size}, 2)` |" in (await watcher.session.hover(2, 3, watcher.uri) or "")


async def test_what_the_program_writes_is_passed_on(tmp_path: Path) -> None:
    program = "import sys\nprint('größe')\nprint('two', file=sys.stderr)\n"
    async with watching(tmp_path, program) as watcher:
        end = await watcher.trace()
        # Two streams: where lines of one end in the other is nobody's promise.
        assert "größe" in watcher.output
        assert "two" in watcher.output
        assert "It did not import NumPy" in end["message"]


async def test_the_program_runs_as_from_a_terminal_in_its_folder(tmp_path: Path) -> None:
    """With the server's interpreter and environment, and nothing of the server's own on its path."""
    program = """\
import json, os, sys
print(json.dumps([sys.argv, os.getcwd(), sys.executable, sys.path, os.environ.get("PYTHONPATH"), __name__]))
"""
    (tmp_path / "pkg").mkdir()
    async with watching(tmp_path, program, "pkg/prog.py") as watcher:
        await watcher.trace(arguments=["-n", "a b"])
        argv, directory, python, path, _, name = json.loads(watcher.output)
        assert argv == [os.path.join("pkg", "prog.py"), "-n", "a b"]  # noqa: PTH118 - as one would type it
        assert directory == str(tmp_path)
        assert python == sys.executable
        assert path[0] == str(tmp_path / "pkg")
        assert not any("agent" in entry for entry in path)
        assert name == "__main__"


async def test_standard_input_is_empty_and_the_failure_stands_at_its_line(tmp_path: Path) -> None:
    async with watching(tmp_path, "import numpy as np\n  \nx = input()\n") as watcher:
        end = await watcher.trace()
        assert end["outcome"] == "failed"
        assert watcher.failures() == [(2, "EOFError: EOF when reading a line")]


async def test_a_program_that_fails_keeps_everything_up_to_there(tmp_path: Path) -> None:
    async with watching(tmp_path, FAILS) as watcher:
        end = await watcher.trace()
        assert end["message"].startswith("prog.py: ValueError: no more. 4 steps, peak ")
        assert watcher.failures() == [(4, "ValueError: no more")]
        assert await watcher.labels() == {2: MEASURED[2]}


async def test_a_failure_goes_with_the_line_that_it_stands_on(tmp_path: Path) -> None:
    async with watching(tmp_path, FAILS) as watcher:
        await watcher.trace()
        watcher.replace((0, 0), (0, 0), "# new\n")
        await watcher.until(lambda: watcher.failures() == [(5, "ValueError: no more")])
        watcher.replace((5, 0), (5, 0), "# ")
        await watcher.until(lambda: watcher.failures() == [])


async def test_an_edit_moves_marks_with_their_lines_and_drops_those_of_lines_that_change(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        await watcher.trace()
        watcher.replace((1, 0), (1, 0), "# new\n")
        assert await watcher.labels() == {3: MEASURED[2], 5: MEASURED[4]}
        watcher.replace((5, 0), (5, 13), "arr = arr * 3")
        assert await watcher.labels() == {3: MEASURED[2], 5: ESTIMATED[4]}


async def test_an_edit_above_drops_what_can_no_longer_be(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        await watcher.trace()
        watcher.replace((2, 16), (2, 20), "10")
        assert await watcher.labels() == {2: "80 B int64[10]", 4: "80 B int64[10]"}


async def test_a_text_that_was_edited_before_it_was_traced_shows_what_still_holds(tmp_path: Path) -> None:
    """The program on disk is what runs."""
    async with watching(tmp_path) as watcher:
        watcher.replace((0, 0), (0, 0), "# not saved\n")
        await watcher.trace()
        assert await watcher.labels() == {3: MEASURED[2], 5: MEASURED[4]}


async def test_clear_brings_the_estimates_back(tmp_path: Path) -> None:
    async with watching(tmp_path, FAILS) as watcher:
        await watcher.trace()
        assert await watcher.command("clearTrace", {"uri": watcher.uri}) == {"cleared": 1}
        assert await watcher.labels() == {2: ESTIMATED[2]}
        await watcher.until(lambda: watcher.failures() == [])
        assert await watcher.command("clearTrace") == {"cleared": 0}


async def test_other_open_files_that_ran_are_marked_as_well(tmp_path: Path) -> None:
    module = tmp_path / "grids.py"
    module.write_text("import numpy as np\n\ndef grid(n):\n    g = np.zeros((n, n))\n    return g\n")
    async with watching(tmp_path, "import grids\nx = grids.grid(10)\n") as watcher:
        watcher.session.open(module.read_text(), module.as_uri())
        await watcher.trace()
        assert await watcher.session.labels(module.as_uri()) == {3: "● 800 B float64[10,10]"}


async def test_a_file_that_is_opened_after_its_trace_is_marked(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        await watcher.trace()
        document = types.TextDocumentIdentifier(watcher.uri)
        watcher.session.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        watcher.session.open(LESSON, watcher.uri)
        assert await watcher.labels() == MEASURED


async def test_a_trace_shows_what_there_is_while_it_runs_and_can_be_stopped(tmp_path: Path) -> None:
    async with watching(tmp_path, ENDLESS) as watcher:
        started = await watcher.command("trace", {"uri": watcher.uri})
        assert started == {"trace": 1, "uri": watcher.uri, "title": "prog.py"}
        pid = await watcher.pid()
        while await watcher.labels() != {3: "● 80 B float64[10]"}:
            pass
        assert is_alive(pid)
        assert await watcher.command("stopTrace", {"uri": watcher.uri}) == {"stopped": 1}
        end = await watcher.ended()
        assert end["outcome"] == "cancelled"
        assert not is_alive(pid)
        assert await watcher.labels() == {3: "● 80 B float64[10]"}
        assert watcher.failures() == []
        assert await watcher.command("stopTrace") == {"stopped": 0}


async def test_a_second_start_is_refused_while_the_first_runs(tmp_path: Path) -> None:
    async with watching(tmp_path, ENDLESS) as watcher:
        await watcher.command("trace", watcher.uri)
        pid = await watcher.pid()
        assert await watcher.refused("trace", watcher.uri) == "A trace of prog.py is running: stop it first."
        await watcher.command("stopTrace")
        await watcher.ended()
        assert not is_alive(pid)


async def test_the_time_limit_of_the_settings_holds(tmp_path: Path) -> None:
    options = {"showsTraces": True, "trace": {"timeLimit": 0.5}}
    async with watching(tmp_path, ENDLESS, options=options) as watcher:
        end = await watcher.trace()
        assert end["outcome"] == "limit"
        assert "the time limit ended the program" in end["message"]


async def test_hints_and_lenses_are_asked_for_again(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        await watcher.trace()
        await watcher.until(lambda: watcher.lens_refreshes == 2 and len(watcher.session.refreshes) >= 2)


async def test_a_client_without_refreshes_gets_none_and_sees_the_marks_when_it_asks(tmp_path: Path) -> None:
    async with watching(tmp_path, client_can=capabilities(refresh=False)) as watcher:
        await watcher.trace()
        assert await watcher.labels() == MEASURED
        assert watcher.lens_refreshes == 0
        assert watcher.session.refreshes == []


async def test_a_test_is_traced_by_its_line(tmp_path: Path) -> None:
    program = "import numpy as np\n\nclass TestA:\n    def test_one(self):\n        a = np.zeros(7)\n        a.size\n"
    async with watching(tmp_path, program, "test_a.py") as watcher:
        end = await watcher.trace("traceTest", line=5)
        assert (end["title"], end["outcome"]) == ("TestA::test_one", "done")
        assert await watcher.labels() == {4: "● 56 B float64[7]"}
        assert await watcher.refused("traceTest", {"uri": watcher.uri, "line": 0}) == "There is no test here."


async def test_lenses_start_and_stop(tmp_path: Path) -> None:
    async with watching(tmp_path, ENDLESS + "\nif __name__ == '__main__':\n    pass\n") as watcher:
        params = types.CodeLensParams(types.TextDocumentIdentifier(watcher.uri))

        async def lens() -> types.Command:
            (found,) = await watcher.session.client.text_document_code_lens_async(params) or []
            assert found.command is not None
            return found.command

        start = await lens()
        assert start.title == "Trace with ByteLens"
        await watcher.command(start.command.removeprefix("bytelens.server."), *(start.arguments or []))
        await watcher.pid()
        stop = await lens()
        assert stop.title == "Stop Trace"
        await watcher.command(stop.command.removeprefix("bytelens.server."), *(stop.arguments or []))
        assert (await watcher.ended())["outcome"] == "cancelled"
        assert (await lens()).title == "Trace with ByteLens"


async def test_malformed_arguments_get_an_error_and_nothing_in_the_log(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        for arguments in ([7], [{"uri": 7}], [{"uri": "u", "arguments": "x"}], ["u", "v"]):
            for command in ("trace", "traceTest", "stopTrace", "clearTrace"):
                assert await watcher.refused(command, *arguments)
        assert await watcher.refused("trace")
        assert watcher.log == []
        assert (await watcher.trace())["outcome"] == "done"


async def test_what_cannot_run_is_refused_with_a_reason(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        assert "save this one first" in await watcher.refused("trace", "untitled:Untitled-1")
        assert "There is no file" in await watcher.refused("trace", (tmp_path / "none.py").as_uri())


TOUCH = "from pathlib import Path\nPath(__file__).with_name('ran').touch()\n"


async def test_nothing_runs_in_an_untrusted_workspace(tmp_path: Path) -> None:
    options = {"showsTraces": True, "trusted": False}
    program = TOUCH + "if __name__ == '__main__':\n    pass\n"
    async with watching(tmp_path, program, options=options) as watcher:
        for command in ("trace", "traceTest"):
            message = await watcher.refused(command, {"uri": watcher.uri, "test": "test_a"})
            assert message == "A trace runs the program: trust this workspace first."
        params = types.CodeLensParams(types.TextDocumentIdentifier(watcher.uri))
        assert not await watcher.session.client.text_document_code_lens_async(params)
    assert not (tmp_path / "ran").exists()


async def test_nothing_runs_on_opening_editing_and_looking(tmp_path: Path) -> None:
    async with watching(tmp_path, TOUCH) as watcher:
        watcher.replace((0, 0), (0, 0), "# new\n")
        await watcher.labels()
        await watcher.session.hover(1, 2, watcher.uri)
        document = types.TextDocumentIdentifier(watcher.uri)
        watcher.session.client.text_document_did_save(types.DidSaveTextDocumentParams(document))
        await watcher.session.client.text_document_code_lens_async(types.CodeLensParams(document))
    assert not (tmp_path / "ran").exists()


async def test_a_shutdown_in_the_middle_of_a_trace_ends_the_program(tmp_path: Path) -> None:
    async with watching(tmp_path, ENDLESS) as watcher:
        await watcher.command("trace", watcher.uri)
        pid = await watcher.pid()
    assert not is_alive(pid)


async def test_the_page_of_a_trace_is_there_once_it_was_traced(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        request = watcher.session.client.protocol.send_request_async
        wanted = {"uri": watcher.uri, "nonce": "abc"}
        assert await request("bytelens/page", wanted) is None
        await watcher.trace()
        if not (BUILT / "page.js").exists():
            with pytest.raises(JsonRpcException, match="is not built"):
                await request("bytelens/page", wanted)
            return
        page = plain(await request("bytelens/page", wanted))
        assert (page["trace"], page["title"]) == (1, "prog.py")
        assert "script-src 'nonce-abc'" in page["html"]


async def test_lines_of_the_page_and_of_the_text_are_told_apart_once_it_is_edited(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        request = watcher.session.client.protocol.send_request_async

        async def lines(name: str) -> list[int | None]:
            sent = [{"uri": watcher.uri, "line": line} for line in (1, 2, 3, 4)]
            found = [plain(await request(f"bytelens/{name}", place)) for place in sent]
            places = [place for place in found if isinstance(place, dict)]
            assert all(place.pop("uri") == watcher.uri for place in places)
            return [place["line"] if isinstance(place, dict) else place for place in found]

        assert await lines("lineTraced") == [None] * 4
        assert await lines("lineNow") == [1, 2, 3, 4]
        await watcher.trace()
        assert await lines("lineTraced") == await lines("lineNow") == [1, 2, 3, 4]
        watcher.replace((1, 0), (1, 0), "# new\n")
        assert await lines("lineTraced") == [1, None, 2, 3]
        assert await lines("lineNow") == [1, 3, 4, 5]


async def test_malformed_requests_of_a_panel_get_an_error(tmp_path: Path) -> None:
    async with watching(tmp_path) as watcher:
        request = watcher.session.client.protocol.send_request_async
        page = [("bytelens/page", wanted) for wanted in (None, 7, {}, {"uri": 7}, {"uri": "u", "nonce": 7})]
        line = [("bytelens/lineNow", {"uri": "u", "line": line}) for line in (None, "1", True)]
        for method, wanted in page + line:
            with pytest.raises(JsonRpcException, match="is expected"):
                await request(method, wanted)
