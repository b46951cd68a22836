"""Environments with the packages that a comparison needs, installed once and kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".bench"
INSTALLING = 900
"""Seconds that an installation may take."""
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


class CannotInstallError(Exception):
    """There is no such program here."""


def environment(name: str, packages: tuple[str, ...], python: str) -> Path:
    """The folder of programs of an environment with these packages. Raises CannotInstallError."""
    folder = CACHE / name
    done = folder / "installed"
    if not done.exists():
        _install(folder, packages, python)
        done.touch()
    return folder / PROGRAMS


def version_in(programs: Path, package: str) -> str:
    """The version of a package that is installed in an environment."""
    code = f"from importlib.metadata import version; print(version({package!r}))"
    command = [str(programs / "python"), "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def find_python(oldest: tuple[int, int]) -> str:
    """An interpreter that is new enough: this one, or one on PATH or of pyenv. Raises CannotInstallError."""
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    names = [f"3.{minor}" for minor in (13, 12, 11, 10)]
    of_pyenv = [str(path) for name in names for path in home.glob(f"versions/{name}.*/bin/python")]
    for candidate in (sys.executable, *(f"python{name}" for name in names), *of_pyenv):
        check = f"import sys; sys.exit(sys.version_info < {oldest})"
        try:
            subprocess.run([candidate, "-c", check], check=True, capture_output=True)
        except (OSError, subprocess.SubprocessError):
            continue
        return candidate
    raise CannotInstallError(f"needs Python {oldest[0]}.{oldest[1]} or newer")


def _install(folder: Path, packages: tuple[str, ...], python: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n", "utf-8")
    _run(python, "-m", "venv", str(folder))
    pip = (str(folder / PROGRAMS / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check")
    _run(*pip, "install", *packages)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, timeout=INSTALLING, capture_output=True, text=True)
    except (OSError, subprocess.SubprocessError) as trouble:
        print(getattr(trouble, "stderr", None) or trouble, file=sys.stderr)
        raise CannotInstallError("could not be installed") from None
