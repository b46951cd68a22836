"""Runs the program as plain Python would."""

from __future__ import annotations

import builtins
import importlib.machinery
import os
import sys
from collections.abc import Callable, Sequence
from types import CodeType, FrameType, ModuleType
from typing import Any

from .loading import Loading


def run_file(name: str, arguments: Sequence[str], loading: Loading) -> None:
    """`python NAME ARGUMENTS`."""
    sys.argv[:] = [name, *arguments]
    _lead_path(os.path.dirname(os.path.realpath(name)))
    path = os.path.join(os.getcwd(), name.removeprefix(f".{os.sep}"))
    main = _main_module()
    main.__file__ = path
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", path)
    main.__dict__["__cached__"] = None
    with open(path, "rb") as file:
        source = file.read()
    _execute(loading.code(source, path), main)


def run_notebook(path: str, source: str, arguments: Sequence[str], loading: Loading) -> None:
    """The code of a notebook's cells, one after the other, where Jupyter would run it."""
    sys.argv[:] = [path, *arguments]
    _lead_path(os.path.dirname(os.path.abspath(path)))
    with open(source, "rb") as file:
        text = file.read()
    _execute(loading.code(text, path), _main_module())


def run_module(name: str, arguments: Sequence[str]) -> None:
    """`python -m NAME ARGUMENTS`."""
    import runpy

    sys.argv[:] = ["-m", *arguments]
    _lead_path(os.getcwd())
    main = _main_module()
    main.__loader__ = None
    _deepen()
    run: Callable[..., Any] = runpy._run_module_as_main  # type: ignore[attr-defined]
    run(name, alter_argv=True)


def _lead_path(folder: str) -> None:
    if not sys.flags.isolated and not getattr(sys.flags, "safe_path", False):
        sys.path.insert(0, folder)


def _main_module() -> ModuleType:
    """A fresh `__main__`, in the place of the agent's."""
    main = ModuleType("__main__")
    main.__builtins__ = builtins  # type: ignore[attr-defined]
    if sys.version_info < (3, 14):
        main.__annotations__ = {}
    sys.modules["__main__"] = main
    return main


def _execute(code: CodeType, main: ModuleType) -> None:
    _deepen()
    exec(code, main.__dict__)


def _deepen() -> None:
    """Give the program as many frames as it would have without the agent's below it."""
    at: FrameType | None = sys._getframe(1)
    frames = 0
    while at is not None:
        at, frames = at.f_back, frames + 1
    sys.setrecursionlimit(sys.getrecursionlimit() + frames)
