"""ByteLens and the servers that it is compared with, each in an environment of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .client import Launch
from .environments import ROOT, environment, find_python, version_in

_TYPES = {"variableTypes": True, "functionReturnTypes": True, "callArgumentNames": True}


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
    programs = environment(peer.name, (peer.name, "numpy"), find_python(peer.python))
    python = str(programs / "python")
    variables = {
        "VIRTUAL_ENV": str(programs.parent),
        "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")]),
        "PYTHONPATH": "",
    }
    command = (str(programs / peer.command[0]), *peer.command[1:])
    found = version_in(programs, peer.name)
    return Launch(peer.name, found, command, variables, peer.options(python), peer.settings(python))
