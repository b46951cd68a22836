"""The entry point by which JupyterLab finds the server. `make e2e` has jupyter-lsp itself find it."""

import subprocess
from importlib.metadata import entry_points

from bytelens.lsp.jupyter import spec

from .session import ENVIRONMENT


def test_jupyter_lsp_is_told_of_one_server_by_the_entry_point() -> None:
    (found,) = entry_points(group="jupyter_lsp_spec_v1", name="bytelens")
    assert found.value == f"{spec.__module__}:{spec.__name__}"


def test_the_command_of_the_server_runs() -> None:
    command = spec(None)["bytelens"]["argv"]
    done = subprocess.run([*command, "--help"], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
