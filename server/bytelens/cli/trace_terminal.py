"""How far a trace is, on the terminal that the program writes to as well.

The program gets a terminal of its own (a pty), so that it behaves as on the real one. What it writes is passed on as it
comes, and nothing else is ever between it: the line that says how far the trace is goes before, and comes back only at
the start of a line, once the program has been quiet for a moment.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rich.console import Console
from rich.live import Live
from rich.text import Text

from ..tracing.runner import Tracer
from ..tracing.trace import Trace
from ..values.sizes import size_text

# Seconds: a short program shows nothing, and the line does not flicker between two prints.
_QUIET = 0.5
_LOOK = 0.1
# A program that computes less than a hundredth of that time may wait for somebody to type.
_IDLE = 1.0
_CHUNK = 1 << 16


class Terminal:
    """The descriptors that a program is to write to: nothing is known of what it writes."""

    def __init__(self, stdout: int, stderr: int) -> None:
        self.stdout, self.stderr = stdout, stderr

    def watch(self, tracer: Tracer) -> None:
        """Show how far that is."""

    def hold(self) -> None:
        """Show nothing for now: something else is about to take the terminal."""

    def release(self) -> None:
        """It is back."""


class Relay(Terminal):
    """Passes on what comes to a pty, and shows a line while nothing comes."""

    def __init__(self, stdout: int, stderr: int, master: int, terminal: int) -> None:
        super().__init__(stdout, stderr)
        self._master, self._terminal = master, terminal
        self._tracer: Tracer | None = None
        self._console = Console(file=sys.stderr, highlight=False)
        self._live: Live | None = None
        self._shown: Text | None = None
        self._at_start_of_line = True
        self._wrote = self._begun = time.monotonic()
        self._idle = _Idle()
        self._held = False
        self._is_clear = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bytelens-terminal", daemon=True)
        self._thread.start()

    def watch(self, tracer: Tracer) -> None:
        """Show how far that is."""
        self._tracer = tracer

    def hold(self) -> None:
        """Show nothing for now: something else is about to take the terminal."""
        self._is_clear.clear()
        self._held = True
        self._is_clear.wait(_QUIET)

    def release(self) -> None:
        """It is back."""
        self._held = False

    def finish(self, seconds: float) -> None:
        """Wait until all that the program wrote is passed on."""
        self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            ready, _, _ = select.select([self._master], [], [], _LOOK)
            if not ready:
                self._show()
                continue
            try:
                data = os.read(self._master, _CHUNK)
            except OSError:
                data = b""
            self._hide()
            if not data:
                return
            self._pass_on(data)

    def _pass_on(self, data: bytes) -> None:
        self._at_start_of_line = data.endswith((b"\n", b"\r"))
        self._wrote = time.monotonic()
        with suppress(OSError):
            while data:
                data = data[os.write(self._terminal, data) :]

    def _show(self) -> None:
        now = time.monotonic()
        if self._held:
            self._hide()
            self._is_clear.set()
            return
        if self._tracer is None or not self._at_start_of_line or now - self._wrote < _QUIET:
            return
        if self._idle.since(now, self._tracer):
            self._hide()
            return
        if self._live is None:
            self._live = Live(
                console=self._console,
                auto_refresh=False,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._live.start()
        text = progress(self._tracer.trace(), now - self._begun)
        if text != self._shown:
            self._shown = text
            self._live.update(text, refresh=True)

    def _hide(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = self._shown = None


class _Idle:
    """Whether a program may wait for somebody to type: a line of ours would stand where that appears."""

    def __init__(self) -> None:
        self._typed = os.isatty(0)
        self._looked = time.monotonic()
        self._computed: float | None = 0.0
        self._is_idle = False

    def since(self, now: float, tracer: Tracer) -> bool:
        """Has the program hardly computed anything lately? Without knowing, it has wherever it could read."""
        if self._typed and now - self._looked >= _IDLE:
            before, self._computed = self._computed, tracer.computed()
            self._is_idle = before is None or self._computed is None or self._computed - before < _IDLE / 100
            self._looked = now
        return self._is_idle


def progress(trace: Trace, seconds: float) -> Text:
    """How far a trace is, in one line."""
    steps = len(trace.steps) + trace.steps_dropped
    parts = [f"{steps:,}{'+' if trace.steps_dropped else ''} step{'' if steps == 1 else 's'}"]
    if trace.moments:
        parts.append(f"{size_text(trace.moments[-1].live)} live")
    if trace.peak.nbytes:
        parts.append(f"peak {size_text(trace.peak.nbytes)}")
    parts.append(f"{seconds:.0f} s")
    return Text("tracing: " + ", ".join(parts), style="dim", no_wrap=True, overflow="ellipsis")


@contextmanager
def terminal_for_program(stdout: int) -> Iterator[Terminal]:
    """Where the program is to write. stdout: where its standard output is to go; its standard error goes to this
    process's.

    Both are used as they are where standard error is no terminal to show anything on.
    """
    if not _can_show():
        yield Terminal(stdout, 2)
        return
    master, slave = os.openpty()
    _make_like(slave, 2)
    relay = Relay(slave if os.isatty(stdout) else stdout, slave, master, 2)
    resized = signal.signal(signal.SIGWINCH, lambda *_: _resize(slave, 2))
    try:
        yield relay
    finally:
        signal.signal(signal.SIGWINCH, resized)
        os.close(slave)
        relay.finish(5.0)
        os.close(master)


def _can_show() -> bool:
    """Is standard error a terminal, whose cursor can be moved?"""
    console = Console(file=sys.stderr)
    return os.name == "posix" and os.isatty(2) and console.is_terminal and not console.is_dumb_terminal


@contextmanager
def same_modes_afterwards() -> Iterator[None]:
    """Set standard input's terminal to what it was: a program that is ended while it asks for a password cannot."""
    if os.name != "posix" or not os.isatty(0):
        yield
        return
    import termios

    before = termios.tcgetattr(0)
    try:
        yield
    finally:
        if termios.tcgetattr(0) != before:
            termios.tcsetattr(0, termios.TCSADRAIN, before)


def _make_like(slave: int, terminal: int) -> None:
    """Give a new terminal the size of another, and let what is written to it come out as it is."""
    import termios

    attributes = termios.tcgetattr(terminal)
    attributes[1] &= ~termios.OPOST
    attributes[3] &= ~termios.ECHO
    termios.tcsetattr(slave, termios.TCSANOW, attributes)
    _resize(slave, terminal)


def _resize(slave: int, terminal: int) -> None:
    import fcntl
    import termios

    size = fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8))
    fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
