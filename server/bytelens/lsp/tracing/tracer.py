"""The tracer that the server uses: one that says first what is missing."""

from __future__ import annotations

from ...tracing.interpreters import InterpreterError, find_interpreter
from ...tracing.request import Kind, Request
from ...tracing.runner import Sinks, Tracer
from ...tracing.trace import Trace


class CheckedTracer(Tracer):
    """A tracer that looks for pytest before it runs a test; that takes a moment, hence not before `run`."""

    def __init__(self, request: Request, sinks: Sinks | None = None) -> None:
        super().__init__(request, sinks)
        self._wanted = request

    def run(self) -> Trace:
        """As the tracer does. Raises InterpreterError where there is no pytest to run a test with."""
        if self._wanted.kind is Kind.TEST:
            python, directory = self._wanted.python, self._wanted.directory
            if find_interpreter(python, directory, ("pytest",)).missing:
                raise InterpreterError(f"pytest is not installed for {python}")
        return super().run()
