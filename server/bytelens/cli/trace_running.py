"""A traced program in the shell: its descriptors, its signals, and how far it is."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from ..tracing.request import Request
from ..tracing.runner import Sinks, Tracer
from ..tracing.trace import Trace
from .commands import CommandError
from .messages import complain
from .trace_terminal import Terminal, same_modes_afterwards, terminal_for_program


def run_program(request: Request, report_owns_stdout: bool) -> Trace:
    """Run it with this process's own standard input and output, which stay what they are: a terminal, say.

    report_owns_stdout: what it writes to standard output goes to standard error.
    Raises CommandError where it cannot be started.
    """
    with same_modes_afterwards(), terminal_for_program(2 if report_owns_stdout else 1) as terminal:
        tracer = Tracer(request, Sinks(terminal.stdout, terminal.stderr))
        terminal.watch(tracer)
        with _signals_to(tracer, terminal):
            try:
                trace = tracer.run()
            except OSError as error:
                raise CommandError(f"{request.target} cannot be started: {error}") from None
    if tracer.left:
        complain(f"{tracer.left} of the program's processes could not be ended")
    return trace


@contextmanager
def _signals_to(tracer: Tracer, terminal: Terminal) -> Iterator[None]:
    """Ctrl-C is the program's, as without a trace; the second time it ends the program, and so do other endings.

    Ctrl-Z has both stand still: the program is no member of the group that the terminal tells.
    """
    interrupts = 0

    def interrupted(_: int, __: FrameType | None) -> None:
        nonlocal interrupts
        interrupts += 1
        if interrupts == 1:
            tracer.interrupt()
        else:
            tracer.cancel()

    def ended(_: int, __: FrameType | None) -> None:
        tracer.cancel()

    def stopped(number: int, _: FrameType | None) -> None:
        tracer.pause()
        terminal.hold()
        signal.signal(number, signal.SIG_DFL)
        # This returns when a shell has it go on, and at once where there is none that could.
        signal.raise_signal(number)
        signal.signal(number, stopped)
        terminal.release()
        tracer.resume()

    with _handlers({"SIGINT": interrupted, "SIGTERM": ended, "SIGHUP": ended, "SIGTSTP": stopped}):
        yield


@contextmanager
def _handlers(wanted: Mapping[str, Callable[[int, FrameType | None], None]]) -> Iterator[None]:
    """Handle signals, by their names, as far as there are any such and they are not ignored."""
    before = {}
    for name, handler in wanted.items():
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
