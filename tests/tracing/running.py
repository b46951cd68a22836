"""Programs that run as they are, and under a trace."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bytelens.tracing.request import Kind, Request
from bytelens.tracing.runner import Sinks, Tracer, shell_code
from bytelens.tracing.trace import Trace

# What decides how programs write must not be the choice of whoever runs the tests.
CLEAN = {"PYTHONUNBUFFERED": "", "PYTHONWARNINGS": "", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}


@dataclass(frozen=True)
class Outcome:
    """What a program did, as whoever started it sees it."""

    code: int
    out: bytes
    err: bytes


def plain(folder: Path, *arguments: str | Path) -> Outcome:
    """What Python makes of it, alone."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=folder,
        env={**os.environ, **CLEAN},
        timeout=60,
        check=False,
    )
    return Outcome(shell_code(done.returncode), done.stdout, done.stderr)


def request(folder: Path, target: str | Path, kind: Kind = Kind.FILE, **changes: Any) -> Request:
    """A trace of something in a folder, by the interpreter that runs the tests."""
    environment = {**CLEAN, **changes.pop("environment", {})}
    return Request(kind, str(target), sys.executable, str(folder), (str(folder),), environment=environment, **changes)


def traced(
    folder: Path, target: str | Path, arguments: Sequence[str] = (), kind: Kind = Kind.FILE, **changes: Any
) -> tuple[Outcome, Trace]:
    """The same under a trace, and the trace."""
    out: list[bytes] = []
    err: list[bytes] = []
    asked = request(folder, target, kind, arguments=tuple(arguments), **changes)
    trace = Tracer(asked, Sinks(out.append, err.append)).run()
    assert trace.exit is not None
    return Outcome(trace.exit.code, b"".join(out), b"".join(err)), trace


def lines_of(trace: Trace, name: str = "prog.py") -> list[int]:
    """The lines of the steps in a file, in order."""
    return [step.place.line for step in trace.steps if Path(step.place.path).name == name]
