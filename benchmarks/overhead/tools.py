"""The profilers that are compared, and how each runs a program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from speed.environments import ROOT, environment, version_in


@dataclass(frozen=True)
class Tool:
    """A profiler. command: given the programs of its environment, the workload and a scratch folder, what to run."""

    name: str
    packages: tuple[str, ...]
    command: Callable[[Path, Path, Path], list[str]]


def _plain(programs: Path, workload: Path, _: Path) -> list[str]:
    return [str(programs / "python"), str(workload)]


def _bytelens(*options: str) -> Callable[[Path, Path, Path], list[str]]:
    def command(programs: Path, workload: Path, scratch: Path) -> list[str]:
        ours = [sys.executable, "-m", "bytelens", "trace", *options]
        return [*ours, "--python", str(programs / "python"), "--output", str(scratch / "report"), str(workload)]

    return command


def _memray(programs: Path, workload: Path, scratch: Path) -> list[str]:
    return [str(programs / "python"), "-m", "memray", "run", "--force", "-o", str(scratch / "out"), str(workload)]


def _scalene(programs: Path, workload: Path, scratch: Path) -> list[str]:
    return [str(programs / "python"), "-m", "scalene", "run", "-o", str(scratch / "out.json"), str(workload)]


def _fil(programs: Path, workload: Path, scratch: Path) -> list[str]:
    return [str(programs / "fil-profile"), "--no-browser", "-o", str(scratch / "out"), "run", str(workload)]


def _memory_profiler(programs: Path, workload: Path, _: Path) -> list[str]:
    return [str(programs / "python"), "-m", "memory_profiler", str(workload)]


PLAIN = Tool("plain Python", ("numpy",), _plain)
OURS = (
    Tool("bytelens trace", ("numpy",), _bytelens()),
    Tool("bytelens trace --steps 0", ("numpy",), _bytelens("--steps", "0")),
)
PEERS = (
    Tool("memray", ("memray", "numpy"), _memray),
    Tool("scalene", ("scalene", "numpy"), _scalene),
    Tool("fil", ("filprofiler", "numpy"), _fil),
    Tool("memory_profiler", ("memory_profiler", "numpy"), _memory_profiler),
)


def programs_of(tool: Tool, python: str, label: str) -> tuple[Path, str]:
    """The programs of a tool's environment, installed when first needed, and its version. Raises CannotInstallError."""
    programs = environment(f"{tool.packages[0]}-{label}", tool.packages, python)
    if tool in OURS:
        return programs, version_in(Path(sys.executable).parent, "bytelens")
    return programs, version_in(programs, tool.packages[0])


PYTHONPATH = str(ROOT / "server")
