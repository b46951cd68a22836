"""The traced program as a process: started, interrupted, stopped, and waited for."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from .supervisor import descendants

_SUPERVISOR = Path(__file__).with_name("supervisor.py")
# How often a system that cannot wait for two things at once is asked.
_ASK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start a program. stdin, stdout, stderr: as `subprocess.Popen` takes them. private: a folder that goes with
    this process, however it goes.

    descriptors: whether the program inherits what else this process was started with, as `<(...)` in a shell needs.
    """

    command: Sequence[str]
    directory: str
    environment: Mapping[str, str]
    stdin: int
    stdout: int
    stderr: int
    private: str
    time_limit: float | None = None
    memory_limit: int | None = None
    descriptors: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended. status: its exit code, or minus the signal. limit: "time" or "cancelled".

    left: how many of its processes could not be ended.
    """

    status: int
    limit: str | None = None
    left: int = 0


class Running(Protocol):
    """A program that runs. `interrupt`, `stop` and `kill` may be called from any thread and at any time."""

    stdout: IO[bytes] | None
    stderr: IO[bytes] | None

    def wait(self, seconds: float) -> Ended | None:
        """How it ended, or None if it has not within that time. Nothing of it is left then."""

    def computed(self) -> float | None:
        """Seconds that its processes have computed so far, those that have ended left out; None where nobody tells."""

    def interrupt(self) -> None:
        """Do what Ctrl-C does."""

    def pause(self) -> None:
        """Have it stand still."""

    def resume(self) -> None:
        """Have it go on."""

    def stop(self) -> None:
        """End it: gently, and soon not."""

    def kill(self) -> None:
        """End it at once."""


def launch(how: Launch) -> Running:
    """Start a program. Raises OSError where that fails."""
    return Supervised(how) if os.name == "posix" else Alone(how)


def processor_seconds(root: int) -> float | None:
    """Seconds of processor time of all processes below `root`, None where there is no /proc."""
    if not Path("/proc/self/stat").exists():
        return None
    ticks = 0
    for process in descendants(root):
        with contextlib.suppress(OSError, ValueError, IndexError):
            ticks += sum(map(int, Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


class Supervised:
    """A program below a supervisor (see `supervisor.py`): POSIX."""

    def __init__(self, how: Launch) -> None:
        self._control, theirs = socket.socketpair()
        plan = {
            "command": list(how.command),
            "control": theirs.fileno(),
            "time_limit": how.time_limit,
            "memory_limit": how.memory_limit,
            "private": how.private,
        }
        with theirs:
            os.set_inheritable(theirs.fileno(), how.descriptors)
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_SUPERVISOR), json.dumps(plan)],
                stdin=how.stdin,
                stdout=how.stdout,
                stderr=how.stderr,
                cwd=how.directory,
                env=how.environment,
                start_new_session=True,
                close_fds=not how.descriptors,
                pass_fds=() if how.descriptors else (theirs.fileno(),),
            )
        self.stdout, self.stderr = self._process.stdout, self._process.stderr
        self._answer = b""

    def wait(self, seconds: float) -> Ended | None:
        """How it ended, or None if it has not within that time. Nothing of it is left then."""
        until = time.monotonic() + seconds
        while select.select([self._control], [], [], max(0.0, until - time.monotonic()))[0]:
            received = b""
            with contextlib.suppress(OSError):
                received = self._control.recv(4096)
            if not received:
                return self._ended()
            self._answer += received
        return None

    def _ended(self) -> Ended:
        self._control.close()
        code = self._process.wait()
        if not self._answer:
            # Somebody ended the supervisor itself.
            return Ended(code)
        answer = json.loads(self._answer)
        return Ended(answer["status"], answer["limit"], answer["left"])

    def computed(self) -> float | None:
        """Seconds that its processes have computed so far, those that have ended left out; None where nobody tells."""
        return processor_seconds(self._process.pid)

    def interrupt(self) -> None:
        """Do what Ctrl-C does."""
        self._tell(b"i")

    def pause(self) -> None:
        """Have it stand still, as after Ctrl-Z."""
        self._tell(b"z")

    def resume(self) -> None:
        """Have it go on."""
        self._tell(b"c")

    def stop(self) -> None:
        """End it: by SIGINT, then SIGTERM, then SIGKILL."""
        self._tell(b"s")

    def kill(self) -> None:
        """End it at once, by SIGKILL."""
        self._tell(b"k")

    def _tell(self, command: bytes) -> None:
        with contextlib.suppress(OSError):
            self._control.send(command)


class Alone:
    """A program without a supervisor: it can be terminated, but what it started stays. Not tried on any system."""

    def __init__(self, how: Launch) -> None:
        self._process = subprocess.Popen(
            list(how.command),
            stdin=how.stdin,
            stdout=how.stdout,
            stderr=how.stderr,
            cwd=how.directory,
            env=how.environment,
        )
        self.stdout, self.stderr = self._process.stdout, self._process.stderr
        self._deadline = None if how.time_limit is None else time.monotonic() + how.time_limit
        self._limit: str | None = None

    def wait(self, seconds: float) -> Ended | None:
        """How it ended, or None if it has not within that time."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return Ended(self._process.wait(min(seconds, _ASK_EVERY)), self._limit)
        if self._deadline is not None and time.monotonic() >= self._deadline:
            self._end("time")
        return None

    def computed(self) -> float | None:
        """Nobody tells."""
        return None

    def interrupt(self) -> None:
        """There is no gentle way."""
        self.kill()

    def pause(self) -> None:
        """It cannot stand still."""

    def resume(self) -> None:
        """It has gone on all the time."""

    def stop(self) -> None:
        """There is no gentle way."""
        self.kill()

    def kill(self) -> None:
        """Terminate it."""
        self._end("cancelled")

    def _end(self, limit: str) -> None:
        if self._process.poll() is None:
            self._limit = self._limit or limit
            self._process.terminate()
