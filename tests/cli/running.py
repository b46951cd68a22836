"""The command line in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import bytelens

# A terminal's or a container's choices must not decide what the tests see.
_NOT_OURS = ("NO_COLOR", "FORCE_COLOR", "PYTHONUNBUFFERED")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in _NOT_OURS},
    "PYTHONPATH": str(Path(bytelens.__file__).parents[1]),
    "PYTHONWARNINGS": "error",
    "PYTHONIOENCODING": "utf-8",
}


def bytelens_cli(
    *arguments: str | Path,
    stdin: bytes = b"",
    environment: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `bytelens`."""
    done = subprocess.run(
        [sys.executable, "-m", "bytelens", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**ENVIRONMENT, **(environment or {})},
        cwd=cwd,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()
