"""The first minute of a new user: build, install where nothing else is, show a file, open it in an editor."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from bytelens.report.tracing.html_page import BUILT

ROOT = Path(__file__).parent.parent
MONITORING = ROOT / "examples" / "monitoring.py"

pytestmark = pytest.mark.install


@pytest.fixture(scope="module")
def bytelens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, built from this checkout and installed where nothing else is."""
    place = tmp_path_factory.mktemp("new-user")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, ROOT)
    (wheel,) = place.glob("bytelens-*.whl")
    venv.create(place / "venv", with_pip=True)
    bin_folder = place / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run(bin_folder / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    return bin_folder / "bytelens"


def run(*command: object) -> str:
    """What a command prints; a failure shows what it had to say."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=ROOT.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_user_sees_bytes_in_the_terminal(bytelens: Path) -> None:
    shown = run(bytelens, "show", MONITORING)
    assert "arr = np.arange(1000)  8 kB int64[1000]" in shown
    assert "arr = arr * 2          8 kB int64[1000]" in shown


@pytest.mark.skipif(not (BUILT / "page.js").exists(), reason="the page is not built in this checkout: `make page`")
def test_a_new_user_gets_a_page_of_a_trace(bytelens: Path, tmp_path: Path) -> None:
    run(bytelens, "trace", "--format", "html", "--output", tmp_path / "trace.html", MONITORING)
    page = (tmp_path / "trace.html").read_text(encoding="utf-8")
    assert "arr = np.arange(1000)" in page
    assert (BUILT / "page.js").read_text(encoding="utf-8") in page


def test_a_new_user_sees_bytes_in_an_editor(bytelens: Path) -> None:
    with subprocess.Popen([bytelens, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        editor = Editor(server.stdin, server.stdout)
        editor.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        editor.notify("initialized", {})
        uri, text = MONITORING.as_uri(), MONITORING.read_text(encoding="utf-8")
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        editor.notify("textDocument/didOpen", {"textDocument": document})

        everything = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        hints = editor.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": everything})
        assert [hint["label"] for hint in hints] == ["8 kB int64[1000]"] * 2

        place = {"line": text.splitlines().index("print(arr.nbytes)"), "character": 7}
        hover = editor.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
        assert "8,000 B" in hover["contents"]["value"]

        assert editor.request("shutdown", None) is None
        editor.notify("exit", None)
        assert server.wait(timeout=30) == 0


class Editor:
    """The editor's side of the protocol, byte by byte."""

    def __init__(self, to_server: IO[bytes], from_server: IO[bytes]) -> None:
        self._to_server, self._from_server = to_server, from_server
        self._last_id = 0

    def request(self, method: str, params: object) -> Any:
        """The server's answer; an error is a failure."""
        self._last_id += 1
        self._send({"id": self._last_id, "method": method, "params": params})
        answer = next(message for message in self._messages() if message.get("id") == self._last_id)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def notify(self, method: str, params: object) -> None:
        """Send what has no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        kept = {key: value for key, value in message.items() if key != "params" or value is not None}
        body = json.dumps({"jsonrpc": "2.0", **kept}).encode()
        self._to_server.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to_server.flush()

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            length = 0
            while (header := self._from_server.readline().strip()) != b"":
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            yield json.loads(self._from_server.read(length))
