"""ByteLens and the servers that it is compared with, each in an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .client import Launch

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".bench"
INSTALLING = 900
"""Seconds that an installation may take."""

_TYPES = {"variableTypes": True, "functionReturnTypes": True, "callArgumentNames": True}


class CannotInstallError(Exception):
    """There is no such server here."""


def _nothing(_: str) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Peer:
    """Another server that shows hints for NumPy programs: the name of its package, and how to start it."""

    name: str
    command: tuple[str, ...]
    """Its first word is looked up in the environment."""
    python: tuple[int, int] = (3, 10)
    """The oldest Python that it needs."""
    options: Callable[[str], Mapping[str, Any]] = _nothing
    """`initializationOptions`, given the interpreter of the environment that has NumPy."""
    settings: Callable[[str], Mapping[str, Any]] = _nothing
    """Sections of the configuration, likewise."""


def _ty(python: str) -> Mapping[str, Any]:
    return {
        "inlayHints": {"variableTypes": True, "callArgumentNames": True},
        "configuration": {"environment": {"python": str(Path(python).parents[1])}},
    }


def _pyrefly(python: str) -> Mapping[str, Any]:
    return {"pythonPath": python, "pyrefly": {"analysis": {"inlayHints": _TYPES}}}


def _basedpyright(python: str) -> Mapping[str, Any]:
    analysis = {"inlayHints": _TYPES, "diagnosticMode": "openFilesOnly"}
    return {
        "python": {"pythonPath": python, "analysis": analysis},
        "basedpyright": {"analysis": analysis},
        "basedpyright.analysis": analysis,
    }


PEERS = (
    Peer("shpe", ("python", "-m", "shpe.server"), python=(3, 12)),
    Peer("ty", ("ty", "server"), options=_ty, settings=lambda python: {"ty": _ty(python)}),
    Peer("pyrefly", ("pyrefly", "lsp"), options=_pyrefly, settings=lambda python: {"python": _pyrefly(python)}),
    Peer("basedpyright", ("basedpyright-langserver", "--stdio"), settings=_basedpyright),
)


def bytelens() -> Launch:
    """The server of this checkout, with default settings."""
    command = (sys.executable, "-m", "bytelens", "lsp")
    return Launch("ByteLens", version("bytelens"), command, {"PYTHONPATH": str(ROOT / "server")})


def installed(peer: Peer) -> Launch:
    """Install a peer with NumPy, unless an earlier run did. Raises CannotInstallError."""
    folder = CACHE / peer.name
    done = folder / "installed"
    if not done.exists():
        _install(peer, folder)
        done.touch()
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    environment = {
        "VIRTUAL_ENV": str(folder),
        "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")]),
        "PYTHONPATH": "",
    }
    command = (str(programs / peer.command[0]), *peer.command[1:])
    return Launch(peer.name, _version(peer, python), command, environment, peer.options(python), peer.settings(python))


def _install(peer: Peer, folder: Path) -> None:
    python = _python(peer.python)
    shutil.rmtree(folder, ignore_errors=True)
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n", "utf-8")
    _run(python, "-m", "venv", str(folder))
    program = "Scripts/python" if os.name == "nt" else "bin/python"
    pip = (str(folder / program), "-m", "pip", "--quiet", "--disable-pip-version-check")
    _run(*pip, "install", peer.name, "numpy")


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, timeout=INSTALLING, capture_output=True, text=True)
    except (OSError, subprocess.SubprocessError) as trouble:
        print(getattr(trouble, "stderr", None) or trouble, file=sys.stderr)
        raise CannotInstallError("could not be installed") from None


def _version(peer: Peer, python: str) -> str:
    code = f"from importlib.metadata import version; print(version({peer.name!r}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=False).stdout.strip()


def _python(oldest: tuple[int, int]) -> str:
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
