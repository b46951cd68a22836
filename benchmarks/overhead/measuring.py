"""User-code time of a workload under a tool: the workload reads the clock itself, after its imports."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from .tools import PYTHONPATH, Tool

WORKLOADS = Path(__file__).with_name("workloads")


@dataclass
class Measured:
    """Seconds of each run of one tool on one workload; `trouble` where it gave none."""

    seconds: list[float] = field(default_factory=list)
    trouble: str | None = None

    @property
    def median(self) -> float | None:
        """The median of the runs, in seconds."""
        return median(self.seconds) if self.seconds else None


def measure(tools: Sequence[tuple[Tool, Path]], workload: str, runs: int, limit: float) -> dict[Tool, Measured]:
    """Run a workload under each tool in turn, `runs` times over: a slow moment of the machine hits all alike."""
    found = {tool: Measured() for tool, _ in tools}
    for _ in range(runs):
        for tool, programs in tools:
            if found[tool].trouble is None:
                _run_once(tool, programs, WORKLOADS / f"{workload}.py", limit, found[tool])
    return found


def _run_once(tool: Tool, programs: Path, workload: Path, limit: float, measured: Measured) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        elapsed = Path(scratch, "elapsed")
        variables = {**os.environ, "ELAPSED": str(elapsed)}
        if str(programs) not in tool.command(programs, workload, Path(scratch))[0]:
            variables["PYTHONPATH"] = PYTHONPATH
        try:
            command = tool.command(programs, workload, Path(scratch))
            subprocess.run(command, env=variables, cwd=scratch, timeout=limit, capture_output=True, check=False)
        except (OSError, subprocess.TimeoutExpired):
            measured.trouble = f"over {limit:.0f} s"
            return
        if elapsed.exists():
            measured.seconds.append(float(elapsed.read_text()))
        else:
            measured.trouble = "failed"
