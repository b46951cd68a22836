"""ByteLens as the real jupyter-lsp finds and starts it: `make e2e`. The variable JUPYTER names its Python."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
CELL = "import numpy as np\nx = np.zeros((100, 100))\n"
PATIENCE = 300


def test_jupyter_lsp_finds_the_server_by_its_entry_point_and_gets_hovers() -> None:
    command = [os.environ["JUPYTER"], HERE / "sitting.py"]
    done = subprocess.run(command, input=CELL, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert (seen["server"], seen["shown"]) == ("bytelens", "ByteLens")
    assert "80,000 B = 10000 × 8" in seen["hover"]
