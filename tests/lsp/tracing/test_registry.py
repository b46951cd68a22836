"""Which trace runs, and which document shows what of it."""

import asyncio
from collections.abc import Callable

import pytest
from lsprotocol import types

from bytelens.lsp.tracing.registry import BusyError
from bytelens.tracing.trace import Failure, Place

from .fakes import PATH, PROGRAM, URI, Editor, cost, marked, trace

pytestmark = pytest.mark.asyncio

OTHER = "file:///project/other.py"
OTHER_PATH = "/project/other.py"
FAILURE = Failure("ValueError", "no", Place(PATH, 3, 3))


async def until(condition: Callable[[], bool]) -> None:
    """Let the event loop go on until something is so."""
    while not condition():
        await asyncio.sleep(0)


def told(editor: Editor, *what: object) -> Callable[[], bool]:
    """Whether the client was told something."""
    return lambda: what in editor.audience.told


async def test_a_trace_shows_what_it_sees_while_it_runs_and_at_its_end() -> None:
    editor = Editor()
    document = editor.open()
    job, tracer = editor.start()
    assert editor.audience.told == [("started", 1)]
    tracer.see(trace(cost(2, 5), ended=False))
    await until(told(editor, "changed", 1))
    assert marked(document) == {2: 40}
    assert job.running
    tracer.end(trace(cost(2, 6), cost(3, 6)))
    await until(told(editor, "ended", 1))
    assert marked(document) == {2: 48, 3: 48}
    assert not job.running


async def test_hints_and_lenses_are_asked_for_again_when_they_change() -> None:
    editor = Editor()
    _, tracer = editor.start()
    assert editor.refreshes == ["hints", "lenses"]
    tracer.see(trace(cost(2, 5), ended=False))
    await until(told(editor, "changed", 1))
    assert editor.refreshes == ["hints", "lenses", "hints"]
    tracer.end(trace(cost(2, 5)))
    await until(told(editor, "ended", 1))
    assert editor.refreshes == ["hints", "lenses", "hints", "hints", "lenses"]


async def test_output_is_passed_on_before_the_end_is_told() -> None:
    editor = Editor()
    _, tracer = editor.start()
    tracer.sinks.stdout(b"one ")  # type: ignore[operator]
    tracer.sinks.stderr(b"two")  # type: ignore[operator]
    tracer.end(trace())
    await until(told(editor, "ended", 1))
    assert "".join(str(one[2]) for one in editor.audience.told if one[0] == "wrote") == "one two"
    assert editor.audience.told[-1] == ("ended", 1)


async def test_a_document_has_one_trace_at_a_time() -> None:
    editor = Editor()
    _, tracer = editor.start()
    with pytest.raises(BusyError, match=r"A trace of prog\.py is running"):
        editor.start()
    editor.start(OTHER)
    tracer.end(trace())
    await until(told(editor, "ended", 1))
    editor.start()
    editor.traces.close()


async def test_a_new_trace_takes_the_place_of_the_last() -> None:
    editor = Editor()
    document = editor.open()
    _, tracer = editor.start()
    tracer.end(trace(cost(2, 5), failure=FAILURE))
    await until(told(editor, "ended", 1))
    assert editor.diagnostics() == [(URI, [(2, "ValueError: no")])]
    editor.start()
    assert marked(document) == {}
    assert editor.diagnostics() == [(URI, [])]
    editor.traces.close()


async def test_marks_follow_edits_made_while_it_runs() -> None:
    editor = Editor()
    document = editor.open()
    _, tracer = editor.start()
    tracer.see(trace(cost(2, 5), ended=False))
    await until(told(editor, "changed", 1))
    for text in ("# new\n" + PROGRAM, "# new\n" + PROGRAM.replace("a + 1", "a")):
        document.apply_change(types.TextDocumentContentChangeWholeDocument(text))
    tracer.end(trace(cost(2, 5), cost(3, 5)))
    await until(told(editor, "ended", 1))
    assert marked(document) == {3: 40}


async def test_every_open_file_that_was_traced_shows_it() -> None:
    editor = Editor()
    document = editor.open(OTHER)
    _, tracer = editor.start()
    tracer.end(trace(cost(2, 5), cost(3, 7, OTHER_PATH)))
    await until(told(editor, "ended", 1))
    assert marked(document) == {3: 56}
    assert marked(editor.open()) == {2: 40}


async def test_of_two_traces_that_saw_a_file_the_newer_is_shown() -> None:
    editor = Editor()
    document = editor.open()
    _, first = editor.start()
    _, second = editor.start(OTHER)
    second.end(trace(cost(2, 7)))
    await until(told(editor, "ended", 2))
    first.end(trace(cost(2, 5)))
    await until(told(editor, "ended", 1))
    assert marked(document) == {2: 56}
    assert marked(editor.open()) == {2: 56}


@pytest.mark.parametrize("uri", [URI, None])
async def test_clear_takes_marks_and_failures_away(uri: str | None) -> None:
    editor = Editor()
    document = editor.open()
    _, tracer = editor.start()
    tracer.end(trace(cost(2, 5), failure=FAILURE))
    await until(told(editor, "ended", 1))
    editor.diagnostics()
    assert editor.traces.clear(uri) == 1
    assert marked(document) == {}
    assert editor.diagnostics() == [(URI, [])]
    assert marked(editor.open()) == {}
    assert editor.traces.clear(uri) == 0


async def test_clear_in_a_file_clears_the_trace_that_it_shows() -> None:
    editor = Editor()
    document = editor.open(OTHER)
    _, tracer = editor.start()
    tracer.end(trace(cost(2, 5), cost(3, 7, OTHER_PATH)))
    await until(told(editor, "ended", 1))
    assert editor.traces.clear(OTHER) == 1
    assert marked(document) == {}


async def test_a_trace_that_is_cleared_while_it_runs_ends_and_shows_nothing() -> None:
    editor = Editor()
    document = editor.open()
    _, tracer = editor.start()
    tracer.see(trace(cost(2, 5), ended=False))
    await until(told(editor, "changed", 1))
    editor.traces.clear(URI)
    await until(told(editor, "ended", 1))
    assert tracer.cancels == 1
    assert marked(document) == {}


async def test_stop_keeps_what_was_seen() -> None:
    editor = Editor()
    document = editor.open()
    _, tracer = editor.start()
    tracer.see(trace(cost(2, 5), ended=False))
    await until(told(editor, "changed", 1))
    assert editor.traces.stop(OTHER) == 0
    assert editor.traces.stop(URI) == 1
    await until(told(editor, "ended", 1))
    assert marked(document) == {2: 40}
    assert editor.traces.stop() == 0


async def test_a_failure_moves_with_its_line_and_goes_with_it() -> None:
    editor = Editor()
    document = editor.open()
    _, tracer = editor.start()
    tracer.end(trace(cost(2, 5), failure=FAILURE))
    await until(told(editor, "ended", 1))
    editor.diagnostics()
    for text, expected in [
        ("# new\n" + PROGRAM, [(URI, [(3, "ValueError: no")])]),
        ("# newer\n" + PROGRAM, []),
        ("# newer\n" + PROGRAM.replace("a + 1", "a"), [(URI, [])]),
        (PROGRAM, []),
    ]:
        document.apply_change(types.TextDocumentContentChangeWholeDocument(text))
        editor.traces.edited(document)
        assert editor.diagnostics() == expected


async def test_a_failure_is_published_for_a_file_that_is_not_open_and_follows_it_once_it_is() -> None:
    editor = Editor()
    _, tracer = editor.start()
    tracer.end(trace(cost(2, 5), failure=FAILURE))
    await until(told(editor, "ended", 1))
    assert editor.diagnostics() == [(URI, [(2, "ValueError: no")])]
    editor.open(text="# new\n" + PROGRAM)
    assert editor.diagnostics() == [(URI, [(3, "ValueError: no")])]


async def test_a_failure_of_a_file_of_which_nothing_was_seen_is_shown() -> None:
    """As of one that does not parse."""
    editor = Editor()
    document = editor.open()
    _, tracer = editor.start()
    tracer.end(trace(failure=FAILURE))
    await until(told(editor, "ended", 1))
    assert editor.diagnostics() == [(URI, [(2, "ValueError: no")])]
    document.apply_change(types.TextDocumentContentChangeWholeDocument(PROGRAM.replace("a + 1", "a")))
    editor.traces.edited(document)
    assert editor.diagnostics() == [(URI, [])]


async def test_a_failure_without_a_place_is_no_diagnostic() -> None:
    editor = Editor()
    editor.open()
    _, tracer = editor.start()
    tracer.end(trace(failure=Failure("SIGKILL", "")))
    await until(told(editor, "ended", 1))
    assert editor.diagnostics() == []


async def test_what_cannot_be_run_says_so_and_can_be_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    editor = Editor()
    job, tracer = editor.start()
    tracer.fail(OSError("no such interpreter"))
    await until(told(editor, "ended", 1))
    assert (job.error, job.trace) == ("no such interpreter", None)
    assert "no such interpreter" in caplog.text
    editor.start()
    editor.traces.close()


async def test_the_end_of_the_server_ends_every_program() -> None:
    editor = Editor()
    first, second = editor.start(), editor.start(OTHER)
    editor.traces.close()
    assert [tracer.cancels for _, tracer in (first, second)] == [1, 1]
