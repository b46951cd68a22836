"""A terminal for the command line: what is typed, and what stands on it afterwards."""

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .running import ENVIRONMENT

_CONTROL = re.compile(r"\x1b\[\??(?P<count>\d*)[;\d]*(?P<letter>[A-Za-z])|(?P<plain>[^\x1b])", re.DOTALL)
_PATIENCE = 60.0


class Terminal:
    """A pty with a command on it. output: everything that it has written so far."""

    def __init__(self, master: int, slave: int, process: subprocess.Popen[bytes]) -> None:
        self._master, self.slave, self.process = master, slave, process
        self.output = b""

    def wait_for(self, text: str) -> None:
        """Read until it has written that, after what was waited for before."""
        start = getattr(self, "_seen", 0)
        while text.encode() not in self.output[start:]:
            assert self._read(), f"{text!r} is not in {self.output[start:]!r}"
        self._seen = self.output.index(text.encode(), start) + len(text.encode())

    def type(self, text: str) -> None:
        """What a user would type."""
        os.write(self._master, text.encode())

    def finish(self) -> int:
        """Read until it ends. Returns its exit code."""
        while self.process.poll() is None:
            self._read(0.1)
        while self._read(0.0):
            pass
        return self.process.returncode

    def _read(self, seconds: float = _PATIENCE) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        with suppress(OSError):
            self.output += os.read(self._master, 1 << 16)
            return True
        return False


@contextmanager
def bytelens_on_terminal(*arguments: str | Path, cwd: Path, columns: int = 100) -> Iterator[Terminal]:
    """`bytelens` with a terminal as its input and its output, which controls it as a shell's would."""
    with on_terminal([sys.executable, "-m", "bytelens", *map(str, arguments)], cwd, columns) as terminal:
        yield terminal


@contextmanager
def on_terminal(command: Sequence[str], cwd: Path, columns: int = 100) -> Iterator[Terminal]:
    """Any command with a terminal."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    # The session's leader takes the terminal, so that Ctrl-C is a signal.
    code = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *command],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=cwd,
        env={**ENVIRONMENT, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    try:
        yield Terminal(master, slave, process)
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)


def screen(output: bytes) -> list[str]:
    """The lines that stand on a terminal after that output, as far as ByteLens moves its cursor."""
    lines, row, column = [""], 0, 0
    for match in _CONTROL.finditer(output.decode()):
        character, letter = match["plain"], match["letter"]
        if character == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif character == "\r":
            column = 0
        elif character is not None:
            lines[row] = lines[row][:column].ljust(column) + character + lines[row][column + 1 :]
            column += 1
        elif letter == "K":
            assert match["count"] == "2"
            lines[row] = ""
        elif letter == "A":
            row -= int(match["count"] or 1)
        else:
            assert letter in "mhl", match
    return lines
