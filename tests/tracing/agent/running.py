"""Runs a program under the agent, as the runner does, and reads what it told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AGENT = Path(__file__).parents[3] / "server" / "bytelens" / "tracing" / "agent"
Message = dict[str, Any]


@dataclass(frozen=True)
class Ran:
    """What a program did, and what the agent told of it."""

    code: int
    out: str
    err: str
    messages: list[Message] = field(repr=False)

    def of(self, kind: str) -> list[Message]:
        """The messages of one kind."""
        return [message for message in self.messages if message["kind"] == kind]

    @property
    def steps(self) -> list[Message]:
        """The steps, in their order."""
        return self.of("step")

    def step(self, line: int, hit: int = 1) -> Message:
        """The step of a line."""
        (found,) = [step for step in self.steps if step["line"] == line and step["hit"] == hit]
        return found

    def variable(self, line: int, name: str, hit: int = 1) -> Message:
        """What a line stored under a name."""
        (found,) = [variable for variable in self.step(line, hit)["variables"] if variable["name"] == name]
        return found

    def lines(self) -> dict[int, Message]:
        """The last word on each statement, by its line."""
        return {message["line"]: message for message in self.of("line")}


def traced(
    folder: Path,
    text: str | None = None,
    *,
    name: str = "prog.py",
    kind: str = "file",
    arguments: Sequence[str] = (),
    roots: Sequence[str] | None = None,
    steps: int = 1000,
    environment: Mapping[str, str] | None = None,
    source: str | None = None,
    stdin: str = "",
) -> Ran:
    """Run a program in a folder under the agent."""
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    private = folder.parent / f"{folder.name}-private"
    private.mkdir(exist_ok=True)
    facts = private / "facts"
    facts.unlink(missing_ok=True)
    configuration = {
        "channel": str(facts),
        "crash": str(private / "crash"),
        "target": {"kind": kind, "name": name},
        "arguments": list(arguments),
        "roots": list(roots or [str(folder)]),
        "steps": steps,
        "memory_limit": None,
        "source": source,
    }
    path = private / "configuration.json"
    path.write_text(json.dumps(configuration), encoding="utf-8")
    done = _run([sys.executable, str(AGENT), str(path)], folder, environment, stdin)
    told = facts.read_text(encoding="ascii").splitlines() if facts.exists() else []
    return Ran(done.returncode, done.stdout, done.stderr, [json.loads(line) for line in told])


def plain(
    folder: Path,
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    stdin: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run plain Python in a folder."""
    return _run([sys.executable, *command], folder, environment, stdin)


def _run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None, stdin: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
