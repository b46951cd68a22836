"""The truth about a program: run once in a child process, and kept for the next time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

TRACER = Path(__file__).with_name("tracer.py")
GRACE = 5.0
# What is kept of another version is out of date: raise it where the tracer comes to note other things.
VERSION = b"1"
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Observed:
    """What a binding held. kind: array, scalar (NumPy's) or other; nbytes in bytes; times: how often."""

    kind: str
    shape: tuple[int, ...] | None
    dtype: str | None
    nbytes: int
    times: int

    def __str__(self) -> str:
        return self.kind if self.kind == "other" else f"{self.kind} {self.dtype}{list(self.shape or ())}"


@dataclass(frozen=True, slots=True)
class Truth:
    """How a run ended (`end`, `exit`, `time`, or an exception), and what its bindings held."""

    ended: str
    bindings: dict[Place, tuple[Observed, ...]]


@dataclass(frozen=True, slots=True)
class Runner:
    """How programs are run, and where their truths are kept, by a hash of the program."""

    python: str
    seconds: float
    store: Path | None

    def truth(self, program: Path, root: Path) -> Truth:
        """What a program of a folder tree binds. It runs in a copy of the tree, in its own folder there."""
        kept = self._kept(program)
        if kept is not None and kept.exists():
            return _read(kept)
        with tempfile.TemporaryDirectory() as scratch:
            out = Path(scratch, "truth.json")
            copy = Path(scratch, "tree")
            shutil.copytree(root, copy, symlinks=True, ignore=shutil.ignore_patterns(".git"))
            self._run(copy / program.relative_to(root), out)
            if not out.exists():
                out.write_text(json.dumps({"ended": "killed", "bindings": []}))
            if kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(out, kept)
            return _read(out)

    def _kept(self, program: Path) -> Path | None:
        if self.store is None:
            return None
        digest = hashlib.sha256(VERSION + program.name.encode() + program.read_bytes()).hexdigest()
        return self.store / f"{digest[:24]}.json"

    def _run(self, program: Path, out: Path) -> None:
        command = [self.python, str(TRACER), str(out), str(program), str(self.seconds)]
        environment = {**os.environ, "MPLBACKEND": "Agg", "PYTHONDONTWRITEBYTECODE": "1"}
        nowhere = subprocess.DEVNULL
        child = subprocess.Popen(
            command,
            cwd=program.parent,
            env=environment,
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
        )
        try:
            child.wait(self.seconds + GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, 9)
            child.wait()


def _read(path: Path) -> Truth:
    kept = json.loads(path.read_text())
    bindings: dict[Place, tuple[Observed, ...]] = {}
    for line, column, name, variants in kept["bindings"]:
        held = [
            Observed(kind, None if shape is None else tuple(shape), dtype, nbytes, times)
            for kind, shape, dtype, nbytes, times in variants
        ]
        bindings[line, column, name] = (*bindings.get((line, column, name), ()), *held)
    return Truth(kept["ended"], bindings)
