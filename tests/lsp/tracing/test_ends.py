"""However the server ends in the middle of a trace, nothing is left running."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from ..wire import Wire
from .watching import ENDLESS


def close(wire: Wire) -> None:
    """The client goes away."""
    assert wire.process.stdin is not None
    wire.process.stdin.close()
    wire.process.stdin = None


def leave(wire: Wire) -> None:
    """The client shuts the server down in order."""
    assert wire.leave() == (0, "")


def leave_without_a_word(wire: Wire) -> None:
    """The client says `exit` at once."""
    wire.notify("exit")


def terminate(wire: Wire) -> None:
    """Somebody ends the server."""
    wire.process.send_signal(signal.SIGTERM)


def kill(wire: Wire) -> None:
    """Somebody ends the server by force."""
    wire.process.kill()


@pytest.mark.parametrize("end", [close, leave, leave_without_a_word, terminate, kill])
def test_nothing_is_left_running(tmp_path: Path, end: Callable[[Wire], None]) -> None:
    """The program holds the other end of a pipe: its end is the end of the pipe."""
    path, pipe = tmp_path / "prog.py", tmp_path / "pipe"
    path.write_text(ENDLESS.replace("while True:", f"held = open({str(pipe)!r}, 'w')\nwhile True:"))
    os.mkfifo(pipe)
    with Wire() as wire:
        wire.initialize()
        answer = wire.request(
            "workspace/executeCommand", {"command": "bytelens.server.trace", "arguments": [path.as_uri()]}
        )
        assert answer["result"]["trace"] == 1
        with pipe.open() as reader:
            end(wire)
            assert reader.read() == ""
        wire.process.wait(timeout=20)


def test_a_command_that_is_cancelled_is_answered_once_and_its_program_can_be_stopped(tmp_path: Path) -> None:
    """Commands answer at once, so that there is nothing left to cancel but the program."""
    path = tmp_path / "prog.py"
    path.write_text(ENDLESS)
    trace = {"command": "bytelens.server.trace", "arguments": [path.as_uri()]}
    with Wire() as wire:
        wire.initialize()
        asked = wire.send_request("workspace/executeCommand", trace)
        wire.notify("$/cancelRequest", {"id": asked})
        assert wire.response(asked)["result"]["trace"] == 1
        stop = {"command": "bytelens.server.stopTrace", "arguments": []}
        assert wire.request("workspace/executeCommand", stop)["result"] == {"stopped": 1}
        assert "the program was stopped" in wire.next_of("window/showMessage")["params"]["message"]
        assert wire.leave() == (0, "")
