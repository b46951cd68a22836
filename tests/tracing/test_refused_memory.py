"""Memory that NumPy asks for and does not get is no cost of anybody."""

import sys
from pathlib import Path

import pytest

from .running import traced

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory limits are kept on Linux alone")

PROGRAM = """\
import numpy as np
a = np.ones(1_000_000)
try:
    b = np.ones(10**9)
except MemoryError:
    c = np.zeros(100)
d = np.empty(10**9)
"""


def test_refused_memory_is_not_counted(tmp_path: Path) -> None:
    (tmp_path / "prog.py").write_text(PROGRAM)
    outcome, trace = traced(tmp_path, "prog.py", memory_limit=1 << 30)
    assert (outcome.code, trace.exit and trace.exit.limit) == (124, "memory")
    costs = {cost.place.line: (cost.net, cost.peak) for cost in trace.lines}
    assert costs[4][0] == 0
    assert costs[6] == (800, 800)
    assert trace.steps[-1].live == 8_000_800
    assert trace.peak.nbytes < 8_001_000
    assert sum(holder.nbytes for holder in trace.peak.alive) + trace.peak.unattributed == trace.peak.nbytes
