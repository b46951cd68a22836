"""What no polite client sends, and how the server ends."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from .session import ENVIRONMENT
from .wire import HINTS, Wire

PROGRAM = "import numpy as np\na = np.zeros(1000)\n"
LABELS = ["8 kB float64[1000]"]
WHOLE = HINTS["range"]


@pytest.fixture(scope="module")
def sitting() -> Iterator[Wire]:
    """A server that bears all of it, one after the other, and ends in order."""
    with Wire() as wire:
        wire.initialize()
        wire.open(PROGRAM)
        yield wire
        assert wire.leave() == (0, "")


def test_the_server_says_who_it_is_and_what_it_can_do() -> None:
    with Wire() as wire:
        result = wire.initialize()["result"]
        assert result["serverInfo"]["name"] == "bytelens"
        assert result["capabilities"]["inlayHintProvider"] == {"resolveProvider": True}
        assert result["capabilities"]["hoverProvider"]
        assert result["capabilities"]["textDocumentSync"]["change"] == 2
        assert wire.leave() == (0, "")


def test_values_that_only_newer_clients_know_do_not_keep_the_server_from_starting() -> None:
    capabilities = {
        "textDocument": {
            "hover": {"contentFormat": ["asciidoc", "markdown"]},
            "documentSymbol": {"symbolKind": {"valueSet": [1, 999]}},
            "inlayHint": {"resolveSupport": {}},
        },
        "workspace": {"workspaceEdit": {"failureHandling": "pray"}, "inlayHint": None},
    }
    with Wire() as wire:
        assert "result" in wire.initialize(capabilities)
        wire.open(PROGRAM)
        assert wire.hints() == LABELS
        assert wire.leave() == (0, "")


def test_what_only_newer_clients_say_of_themselves_does_not_keep_the_server_from_starting() -> None:
    said = {"trace": "compact", "clientInfo": {"edition": 2}, "capabilities": None, "processId": None, "rootUri": None}
    with Wire() as wire:
        assert "result" in wire.request("initialize", said)
        wire.notify("initialized", {})
        wire.notify("$/setTrace", {"value": "compact"})
        wire.open(PROGRAM)
        assert wire.hints() == LABELS
        assert wire.leave() == (0, "")


def test_values_of_requests_that_only_newer_clients_know_are_passed_over() -> None:
    """Among them what other servers have said, which a client passes on."""
    foreign = {"range": WHOLE, "message": {"kind": "markdown", "value": "m"}, "severity": 9, "tags": [7]}
    context = {"diagnostics": [foreign], "triggerKind": 9}
    with Wire() as wire:
        wire.initialize()
        wire.open(PROGRAM)
        offered = wire.request("textDocument/codeAction", {**HINTS, "context": context})["result"]
        assert "Trace This File" in [action["title"] for action in offered]
        (hint,) = wire.request("textDocument/inlayHint", HINTS)["result"]
        assert "tooltip" in wire.request("inlayHint/resolve", {**hint, "kind": 9})["result"]
        changes = [{"uri": "file:///other.py", "type": 9}]
        wire.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        wire.send_request("textDocument/inlayHint", HINTS)
        assert "result" in wire.read()
        assert wire.leave() == (0, "")


@pytest.mark.parametrize(
    "message",
    [
        7,
        None,
        [{"jsonrpc": "2.0", "method": "$/future"}],
        {"id": 901, "method": "textDocument/hover"},
        {"jsonrpc": "2.0", "method": "$/future", "params": {}},
        {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 902}},
        {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": None},
        {"jsonrpc": "2.0", "id": 903, "result": None},
        {"jsonrpc": "2.0", "id": "904", "error": {"code": 1, "message": "no"}},
        {"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": "file:///no.py"}}},
    ],
)
def test_messages_that_nobody_waits_for_are_logged_at_most(sitting: Wire, message: object) -> None:
    sitting.send_bytes(json.dumps(message).encode())
    asked = sitting.send_request("textDocument/inlayHint", HINTS)
    while (come := sitting.read()).get("id") != asked:
        assert come["method"] == "window/logMessage"
    assert [hint["label"] for hint in come["result"]] == LABELS


def test_a_request_may_be_named_by_a_text(sitting: Wire) -> None:
    asked = {"jsonrpc": "2.0", "id": "first", "method": "textDocument/inlayHint", "params": HINTS}
    sitting.send_bytes(json.dumps(asked).encode())
    come = sitting.read()
    assert (come["id"], len(come["result"])) == ("first", 1)


def test_a_request_that_is_cancelled_gets_one_answer(sitting: Wire) -> None:
    asked = sitting.send_request("textDocument/inlayHint", HINTS)
    sitting.notify("$/cancelRequest", {"id": asked})
    assert sitting.response(asked).keys() & {"result", "error"}
    last = sitting.send_request("textDocument/inlayHint", HINTS)
    while (come := sitting.read()).get("id") != last:
        assert come["method"] == "window/logMessage"


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/inlayHint", {"textDocument": {"uri": "file:///prog.py"}}),
        ("textDocument/inlayHint", None),
        ("textDocument/hover", {"textDocument": 7, "position": []}),
        ("textDocument/hover", "here"),
        ("inlayHint/resolve", {"label": "8 kB"}),
    ],
)
def test_a_malformed_request_gets_an_error_and_the_server_goes_on(sitting: Wire, method: str, params: object) -> None:
    assert "error" in sitting.request(method, params)
    assert sitting.hints() == LABELS


def test_malformed_notifications_are_logged_and_never_pop_up() -> None:
    with Wire() as wire:
        wire.initialize()
        wire.open(PROGRAM)
        wire.notify("textDocument/didChange", {"textDocument": {"uri": "file:///prog.py"}})
        assert wire.next_of("window/logMessage")["params"]["type"] == 1
        change = {"textDocument": {"uri": "file:///other.py", "version": 2}, "contentChanges": [{"text": ""}]}
        wire.notify("textDocument/didChange", change)
        assert wire.read()["method"] == "window/logMessage"
        assert wire.hints() == LABELS
        assert wire.leave() == (0, "")


def test_what_is_no_json_is_logged_and_passed_over() -> None:
    with Wire() as wire:
        wire.initialize()
        wire.send_bytes(b"{nonsense")
        wire.open(PROGRAM)
        assert wire.hints() == LABELS
        assert wire.leave() == (0, "")


def test_an_unknown_request_gets_an_error() -> None:
    with Wire() as wire:
        wire.initialize()
        assert wire.request("textDocument/sorcery", {})["error"]["code"] == -32601
        assert wire.leave() == (0, "")


@pytest.mark.parametrize("answer", [None, [None], [], [{"units": 7}], "no"])
def test_no_answer_about_settings_holds_anything_up(answer: object) -> None:
    with Wire() as wire:
        wire.initialize({"workspace": {"configuration": True}})
        wire.open(PROGRAM)
        wire.answer(wire.next_of("workspace/configuration"), answer)
        assert wire.hints() == LABELS
        assert wire.leave() == (0, "")


def test_hints_do_not_wait_for_settings() -> None:
    with Wire() as wire:
        wire.initialize({"workspace": {"configuration": True}})
        wire.open(PROGRAM)
        wire.next_of("workspace/configuration")
        assert wire.hints() == LABELS


def test_a_shutdown_while_requests_are_in_flight_is_orderly() -> None:
    """Of the server's: the client has not answered. Of the client's: it has not read the answer."""
    with Wire() as wire:
        wire.initialize({"workspace": {"configuration": True}})
        for _ in range(3):
            wire.open(PROGRAM)
        wire.send_request("textDocument/inlayHint", HINTS)
        assert wire.leave() == (0, "")


def test_a_server_whose_client_goes_away_ends() -> None:
    with Wire() as wire:
        wire.initialize()
        assert wire.process.stdin is not None
        wire.process.stdin.close()
        wire.process.stdin = None
        assert wire.ended() == (1, "")


def test_exit_without_shutdown_is_an_error() -> None:
    with Wire() as wire:
        wire.initialize()
        wire.notify("exit")
        assert wire.ended() == (1, "")


def test_lone_surrogates_and_null_characters_are_text_like_any_other() -> None:
    with Wire() as wire:
        wire.initialize()
        wire.open("import numpy as np\ns = '\ud800'; a = np.zeros(1000)\nt = '\0'\n")
        assert wire.hints() == LABELS
        assert wire.leave() == (0, "")


def test_the_server_ends_while_it_looks_for_diagnostics() -> None:
    with Wire() as wire:
        wire.initialize()
        wire.open("import numpy as np\na = np.zeros((1000, 1000), 'f4')\na = a + a\n" * 50)
        assert wire.hints()
        assert wire.next_of("textDocument/publishDiagnostics")["params"]["diagnostics"]
        change = {"textDocument": {"uri": "file:///prog.py", "version": 2}, "contentChanges": [{"text": "\n"}]}
        wire.notify("textDocument/didChange", change)
        assert wire.leave() == (0, "")


def test_what_libraries_write_to_standard_output_does_not_end_up_between_messages() -> None:
    program = """
import os
from bytelens.lsp import server
def start(self, stdin, stdout):
    os.write(1, b"noise of a compiled library")
    print("noise of ours")
    stdout.write(b"a message")
    stdout.flush()
server.Server.start_io = start
server.serve()
"""
    done = subprocess.run([sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, check=False)
    assert done.stdout == b"a message"
    assert b"compiled library" in done.stderr
