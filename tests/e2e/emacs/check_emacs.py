"""ByteLens in a real Emacs, with the configurations that the documentation gives: `make e2e`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.pages import DOCS, blocks

HERE = Path(__file__).parent
PATIENCE = 300
PROGRAM = """\
import numpy as np

größe = 2; arr = np.arange(1000)
arr = arr * größe


def test_doubling():
    assert arr[1] == 2
"""
HINTS = [[2, 32, "8 kB int64[1000]"], [3, 17, "8 kB int64[1000]"]]
AFTER_AN_EDIT = [[2, 32, "16 kB int64[2000]"], [3, 17, "16 kB int64[2000]"]]


@pytest.mark.parametrize("client", ["lsp-mode", "eglot"])
def test_emacs_shows_hovers_and_gets_hints_that_follow_edits(client: str, tmp_path: Path) -> None:
    seen = sitting(client, tmp_path)
    assert seen["server"] == "bytelens"
    assert "8,000 B = 1000 × 8" in seen["hover"]
    assert "owner of its buffer" in seen["hover"]
    assert seen["hints"] == HINTS
    assert seen["hints after an edit"] == AFTER_AN_EDIT
    if client == "lsp-mode":
        assert seen["lenses"] == ["Trace with ByteLens"]
        assert seen["hints after a trace"] == [[*place, f"● {label}"] for *place, label in AFTER_AN_EDIT]


def sitting(client: str, folder: Path) -> dict[str, Any]:
    """What was seen in a sitting with a client, by name."""
    home, program, seen = folder / "home", folder / "project" / "prog.py", folder / "seen.json"
    for place in (home / ".emacs.d", program.parent):
        place.mkdir(parents=True)
    program.write_text(PROGRAM, encoding="utf-8")
    configuration = folder / "configuration.el"
    configuration.write_text(documented(client), encoding="utf-8")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8"}
    command = ["emacs", "--batch", "-l", HERE / f"{client}.el", configuration, program, seen]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(seen.read_text(encoding="utf-8"))
    return found


def documented(client: str) -> str:
    """The configuration of a client that the documentation gives: what its page says once the client is loaded."""
    found = [block.text for block in blocks(DOCS / "editors.md") if block.heading == f"Emacs ({client})"]
    return next(text for text in found if "with-eval-after-load" in text)
