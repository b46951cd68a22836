"""The interpreter that runs a traced program: that it is there, that it is Python, and what it has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

OLDEST = (3, 10)

# An interpreter on a slow disk takes a while to start; what takes longer is no interpreter.
_PATIENCE = 30.0
_ASK = """\
import json, sys
def has(name):
    import importlib.util
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
print(json.dumps([list(sys.version_info[:3]), *map(has, sys.argv[1:])]))
"""


class InterpreterError(Exception):
    """Why that interpreter will not do. The message is one line, made to be shown to the user."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter that can run a trace. missing: which of the modules that were asked for it does not have."""

    path: str
    missing: tuple[str, ...] = ()


def find_interpreter(name: str, directory: str = ".", modules: tuple[str, ...] = ()) -> Interpreter:
    """The interpreter of that path or, without a slash in it, of that name on PATH.

    directory: where the program will run, and so where its modules may lie. Raises InterpreterError.
    """
    path = _located(name)
    if not modules and _same(path, sys.executable):
        return Interpreter(path)
    version, *found = _asked(name, path, directory, modules)
    if tuple(version) < OLDEST:
        given, oldest = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
        raise InterpreterError(f"{name} is Python {given}; a trace needs Python {oldest} or newer")
    return Interpreter(path, tuple(module for module, there in zip(modules, found, strict=True) if not there))


def _located(name: str) -> str:
    if os.path.dirname(name):  # noqa: PTH120  (Path drops a leading ./)
        # Not resolved: a virtual environment's interpreter is a link, and its place matters.
        path = str(Path(name).expanduser().absolute())
        if not Path(path).exists():
            raise InterpreterError(f"{name}: no such interpreter")
        return path
    found = shutil.which(name)
    if found is None:
        raise InterpreterError(f"{name}: no such interpreter on PATH")
    return str(Path(found).absolute())


def _asked(name: str, path: str, directory: str, modules: tuple[str, ...]) -> list[list[int]]:
    try:
        done = subprocess.run(
            [path, "-c", _ASK, *modules],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            cwd=directory,
            check=True,
        )
        answer = json.loads(done.stdout)
    except OSError as error:
        raise InterpreterError(f"{name} cannot be started: {(error.strerror or str(error)).lower()}") from None
    except (subprocess.SubprocessError, ValueError):
        raise InterpreterError(f"{name} is not a Python interpreter that runs") from None
    if not isinstance(answer, list) or len(answer) != 1 + len(modules):
        raise InterpreterError(f"{name} is not a Python interpreter that runs")
    return answer


def _same(path: str, other: str) -> bool:
    """The same place, not the same file: environments link to one interpreter."""
    return os.path.normcase(path) == os.path.normcase(other)
