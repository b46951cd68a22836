"""What the commands need of their environment, and what they leave alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from .running import ENVIRONMENT, bytelens_cli


@pytest.mark.parametrize(
    ("numpy", "reason"),
    [
        ("__version__ = '1.26.4'", "NumPy 1.26.4 is too old; ByteLens needs NumPy 2.0 or newer"),
        (
            "raise ModuleNotFoundError(name='numpy')",
            "NumPy is not installed; ByteLens needs NumPy 2.0 or newer",
        ),
        ("raise ImportError('no wheel\\nat all')", "NumPy cannot be imported: ImportError: no wheel"),
        ("", "NumPy is not installed; ByteLens needs NumPy 2.0 or newer"),
    ],
)
@pytest.mark.parametrize("command", [("show", "a.py"), ("lsp",)])
def test_a_numpy_that_will_not_do_is_one_clear_line(
    tmp_path: Path, command: tuple[str, ...], numpy: str, reason: str
) -> None:
    (tmp_path / "numpy.py").write_text(numpy)
    path = f"{tmp_path}:{ENVIRONMENT['PYTHONPATH']}"
    assert bytelens_cli(*command, environment={"PYTHONPATH": path}) == (1, "", f"bytelens: {reason}\n")


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import bytelens.lsp.server", "rich"),
        ("from bytelens.cli.main import main; main(['show', '-'])", "pygls"),
        ("from bytelens.cli.main import main", "numpy"),
        ("import bytelens.analysis.module, bytelens.report.machine", "rich"),
    ],
)
def test_a_command_imports_only_what_it_needs(statement: str, unwanted: str) -> None:
    code = f"{statement}\nimport sys\nassert {unwanted!r} not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], input=b"x = 1\n", env=ENVIRONMENT, check=False)
    assert done.returncode == 0


def test_an_interrupt_exits_with_130_and_says_nothing() -> None:
    code = (
        "import sys\nfrom bytelens.cli import main, show\n"
        "def interrupted(*_): raise KeyboardInterrupt\n"
        "show.ShowCommand.run = interrupted\nsys.exit(main.main(['show', '-']))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")
