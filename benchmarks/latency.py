"""How long an editor waits for hints: the server over real stdio, default settings, generated scripts.

Run `python benchmarks/latency.py [LINES ...]`; the default is 1000 and 10000 lines. Times are milliseconds.

start: from the start of the process to the first hints, with that of Python. after an edit: from sending
the change and the request to having read the answer, for every hint of the whole document.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

EDITS = 50
SERVER = Path(__file__).resolve().parents[1] / "server"
URI = "file:///generated.py"
EVERYTHING = {"start": {"line": 0, "character": 0}, "end": {"line": 10**6, "character": 0}}

HEAD = """\
import numpy as np

n = 1000
rng = np.random.default_rng(0)
base = np.linspace(0.0, 1.0, n)


def scaled(x, factor):
    y = x * factor
    return y - y.mean(axis=0)


def gram(x):
    centred = x - x.mean(axis=0, keepdims=True)
    return centred.T @ centred

"""

# One section of a script; {i} numbers it.
SECTION = """\
# Section {i}: what such scripts do
images_{i} = rng.normal(size=(n, 8, {d}))
labels_{i} = np.zeros(n, dtype=np.int64)
flat_{i} = images_{i}.reshape(n, -1)
train_{i}, test_{i} = flat_{i}[:800], flat_{i}[800:]
mean_{i} = train_{i}.mean(axis=0)
train_{i} = scaled(train_{i}, 0.5 + {i})
norms_{i} = np.sqrt((train_{i} ** 2).sum(axis=1, keepdims=True))
unit_{i} = (train_{i} / norms_{i}).astype(np.float32)
covariance_{i} = gram(unit_{i})
mask_{i} = norms_{i}.ravel() > 1.0

for step_{i} in range(3):
    update_{i} = covariance_{i} @ covariance_{i} + step_{i}
    covariance_{i} = 0.5 * (update_{i} + update_{i}.T)
if n > 10:
    weights_{i} = np.where(mask_{i}, 1.0, 0.0)
else:
    weights_{i} = np.ones(len(mask_{i}))
both_{i} = np.concatenate([test_{i}, test_{i}[::-1]], axis=0)
columns_{i} = np.stack([base, base * 2, np.sin(base)], axis=1)
total_{i} = float(both_{i}.sum())
print("section {i}", total_{i}, both_{i}.nbytes)

"""

Edit = tuple[int, int, int, str]
"""Line, first column, column behind the last, new text."""


def script(lines: int) -> list[str]:
    """A program of about so many lines."""
    text = HEAD.splitlines()
    section = 0
    while len(text) < lines:
        text += SECTION.format(i=section, d=4 + section % 12).splitlines()
        section += 1
    return text[:lines]


class Server:
    """A server, asked one thing after another."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(SERVER)}
        command = [sys.executable, "-m", "bytelens", "lsp"]
        self._process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._version = 0

    def open(self, text: str) -> None:
        """Initialise, and open a document."""
        self._request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._send({"method": "initialized", "params": {}})
        item = {"uri": URI, "languageId": "python", "version": 0, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": item}})

    def change(self, edit: Edit) -> None:
        """Send one edit."""
        line, first, last, text = edit
        self._version += 1
        span = {"start": {"line": line, "character": first}, "end": {"line": line, "character": last}}
        document = {"uri": URI, "version": self._version}
        changes = [{"range": span, "text": text}]
        params = {"textDocument": document, "contentChanges": changes}
        self._send({"method": "textDocument/didChange", "params": params})

    def hints(self) -> int:
        """Ask for all hints. Returns how many there are."""
        params = {"textDocument": {"uri": URI}, "range": EVERYTHING}
        return len(self._request("textDocument/inlayHint", params) or [])

    def stop(self) -> None:
        """End it in order."""
        self._request("shutdown", None)
        self._send({"method": "exit"})
        self._process.wait()

    def _request(self, method: str, params: Any) -> Any:
        self._send({"id": 1, "method": method, "params": params})
        while (message := self._read()).get("id") != 1:
            pass
        return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()).strip():
            if line.startswith(b"Content-Length"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


def comments(lines: list[str]) -> Iterator[Edit]:
    """A letter more in a comment somewhere."""
    rows = [row for row, line in enumerate(lines) if line.startswith("#")]
    for _ in range(EDITS):
        row = random.choice(rows)
        yield row, len(lines[row]), len(lines[row]), "x"


def constants(lines: list[str]) -> Iterator[Edit]:
    """Another length at the top, on which everything below depends."""
    row = lines.index("n = 1000")
    for number in range(EDITS):
        yield row, 7, 8, str(number % 10)


def middles(lines: list[str]) -> Iterator[Edit]:
    """Another length at some place."""
    rows = [row for row, line in enumerate(lines) if line.startswith("images_")]
    for number in range(EDITS):
        row = random.choice(rows)
        column = lines[row].index("8,")
        yield row, column, column + 1, str(1 + number % 9)


def typing(lines: list[str]) -> Iterator[Edit]:
    """A statement typed letter by letter at the end: half of its states do not parse."""
    statement = "result = np.concatenate([train_0, test_0], axis=0)"
    for column, letter in enumerate(statement):
        yield len(lines), column, column, letter


KINDS: tuple[Callable[[list[str]], Iterator[Edit]], ...] = (comments, constants, middles, typing)


def measure(count: int) -> None:
    """Print one table."""
    lines = script(count)
    begin = time.perf_counter()
    server = Server()
    server.open("\n".join([*lines, ""]))
    hints = server.hints()
    print(f"\n{len(lines)} lines, {hints} hints; start to first hints: {since(begin):.0f}")
    print(f"{'after an edit':<16}{'median':>8}{'p95':>8}{'max':>8}")
    for kind in KINDS:
        times = []
        for edit in kind(lines):
            begin = time.perf_counter()
            server.change(edit)
            server.hints()
            times.append(since(begin))
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{kind.__name__:<16}{statistics.median(times):>8.1f}{p95:>8.1f}{max(times):>8.1f}")
    server.stop()


def since(begin: float) -> float:
    """Milliseconds since a moment."""
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    random.seed(0)
    for lines in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000]:
        measure(lines)
