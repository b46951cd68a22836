"""The process between ByteLens and a traced program: it starts the program, ends it, and leaves nothing behind.

Started as `python -I -S supervisor.py PLAN`, it needs the standard library alone, and POSIX. A process of its own,
because
- the children that it inherits as a subreaper (Linux) are then all the program's, whatever they did to hide,
- it sees ByteLens itself go, however it goes, by the end of its socket,
- and what must be set between `fork` and `exec` is set in a process without threads.

It is told over its socket, a byte each: `i` (interrupt, as Ctrl-C does), `s` (stop, gently at first), `k` (kill),
`z` (stand still, as after Ctrl-Z) and `c` (go on). It answers once, with one line of JSON: `status` (the exit code, or
minus the signal), `limit` (null, "time" or "cancelled") and `left` (how many processes would not go).
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

# Seconds that a program gets after each signal. An interrupt lets it clean up as after Ctrl-C.
_GRACE = 2.0
# A child of a child tells nobody here that it ended.
_LOOK_AGAIN = 0.02
_AFTER_TIME = (signal.SIGTERM, signal.SIGKILL)
_AFTER_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
_AFTER_KILL = (signal.SIGKILL,)
_PASSED_ON = {"i": signal.SIGINT, "z": signal.SIGSTOP, "c": signal.SIGCONT}
_PR_SET_CHILD_SUBREAPER = 36
_ON_LINUX: bool = sys.platform == "linux"


class Supervisor:
    """One program from its start until nothing of it is left."""

    def __init__(self, plan: Mapping[str, Any], control: socket.socket) -> None:
        self._control: socket.socket | None = control
        self._wake = _wake_on_child()
        self._limit: str | None = None
        self._status: int | None = None
        self._signals: Iterator[signal.Signals] = iter(())
        self._next: float | None = None
        self._hurry = False
        self._gently = True
        self.program = start(plan["command"], plan["memory_limit"])
        seconds = plan["time_limit"]
        self._deadline: float | None = None if seconds is None else time.monotonic() + seconds

    def run(self) -> dict[str, object]:
        """Blocks until the program is gone, and what it left as well. Returns the answer."""
        while self._status is None:
            self._wait(self._next if self._next is not None else self._deadline)
            if self._status is None:
                self._press()
        return {"status": self._status, "limit": self._limit, "left": self._sweep()}

    @property
    def is_alone(self) -> bool:
        """Has the process that started this gone?"""
        return self._control is None

    def _press(self) -> None:
        """End the program where it is time to: by the next signal, or because its time is over."""
        now = time.monotonic()
        if self._next is None and self._deadline is not None and now >= self._deadline:
            self._end("time", _AFTER_TIME)
        elif self._next is not None and now >= self._next:
            self._send_next()

    def _end(self, limit: str, signals: Sequence[signal.Signals]) -> None:
        self._hurry = True
        if self._status is None:
            self._limit = self._limit or limit
            self._signals = iter(signals)
            self._send_next()

    def _send_next(self) -> None:
        number = next(self._signals, signal.SIGKILL)
        self._next = time.monotonic() + _GRACE
        _signal_group(self.program, number)
        if number == signal.SIGKILL:
            _signal_each(descendants(os.getpid()), number)

    def _sweep(self) -> int:
        """End what the program left running. What would end by itself (a resource tracker) is given the time to.

        Returns the number of processes that could not be ended.
        """
        self._leave_time()
        for number in (signal.SIGTERM, signal.SIGKILL) if self._gently else (signal.SIGKILL,):
            self._end_left(number)
        return len(self._left())

    def _leave_time(self) -> None:
        until = time.monotonic() + _GRACE
        while self._left() and not self._hurry and time.monotonic() < until:
            self._wait(min(until, time.monotonic() + _LOOK_AGAIN))

    def _end_left(self, number: signal.Signals) -> None:
        until = time.monotonic() + _GRACE
        told: set[int] = set()
        while (left := self._left()) and time.monotonic() < until:
            _signal_each([process for process in left if process not in told], number)
            told.update(left)
            self._wait(min(until, time.monotonic() + _LOOK_AGAIN))

    def _left(self) -> list[int]:
        """What still runs; where /proc does not tell, the program's group (a negative id), if it has members."""
        self._reap()
        if _ON_LINUX:
            return descendants(os.getpid())
        return [-self.program] if _group_exists(self.program) else []

    def _wait(self, until: float | None) -> None:
        """Sleep until then, or until a child ended or a command came; see to both."""
        sources: list[Any] = [self._wake] if self._control is None else [self._wake, self._control]
        seconds = None if until is None else max(0.0, until - time.monotonic())
        ready, _, _ = select.select(sources, [], [], seconds)
        if self._wake in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._wake, 4096)
        self._reap()
        if self._control in ready:
            self._obey()

    def _obey(self) -> None:
        if self._control is None:
            return
        try:
            commands = self._control.recv(64)
        except OSError:
            commands = b""
        if not commands:
            self._control = None
            self._end("cancelled", _AFTER_TIME)
        for command in commands.decode("ascii", "replace"):
            if command in _PASSED_ON and self._status is None:
                _signal_group(self.program, _PASSED_ON[command])
            elif command == "s":
                self._end("cancelled", _AFTER_STOP)
            elif command == "k":
                self._gently = False
                self._end("cancelled", _AFTER_KILL)

    def _reap(self) -> None:
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if process == 0:
                return
            if process == self.program:
                self._status = os.waitstatus_to_exitcode(status)


def start(command: Sequence[str], memory_limit: int | None) -> int:
    """Start the program in a session, and so a process group, of its own. Returns its process id.

    RLIMIT_DATA leaves mapped files alone, which RLIMIT_AS does not.
    """
    process = os.fork()
    if process:
        return process
    try:
        os.setsid()
        for number in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        if memory_limit is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (memory_limit, memory_limit))
        os.execv(command[0], list(command))
    except BaseException as error:
        os.write(2, f"bytelens: {command[0]} cannot be started: {error}\n".encode())
    finally:
        os._exit(127)


def descendants(root: int) -> list[int]:
    """The processes below `root` that have not ended, on Linux; none elsewhere."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, parent = stat.read_bytes().rpartition(b")")[2].split()[:2]
            if state not in (b"Z", b"X"):
                children.setdefault(int(parent), []).append(int(stat.parent.name))
    found, todo = [], [root]
    while todo:
        below = children.pop(todo.pop(), [])
        found += below
        todo += below
    return found


def become_subreaper() -> None:
    """Have orphans below this process come to it, on Linux."""
    if _ON_LINUX:
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wake_on_child() -> int:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    return reading


def _signal_group(leader: int, number: signal.Signals) -> None:
    """Signal the group of a program that has not been waited for."""
    with contextlib.suppress(OSError):
        try:
            os.killpg(leader, number)
        except ProcessLookupError:
            # It has just been forked, and leads none yet.
            os.kill(leader, number)


def _group_exists(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except OSError:
        return False
    return True


def _signal_each(processes: Sequence[int], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(OSError):
            os.kill(process, number)


def main() -> None:
    """Run the plan in the first argument."""
    plan = json.loads(sys.argv[1])
    control = socket.socket(fileno=plan["control"])
    control.set_inheritable(False)
    become_subreaper()
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        # An interrupt between `fork` and `exec` is not to be lost in a handler that never gets to run.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    supervisor = Supervisor(plan, control)
    answer = supervisor.run()
    if supervisor.is_alone:
        shutil.rmtree(plan["private"], ignore_errors=True)
    with contextlib.suppress(OSError):
        control.sendall(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
