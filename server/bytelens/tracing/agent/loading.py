"""Puts gaps into the program's own files as they are loaded; not into those of installed packages."""

from __future__ import annotations

import ast
import importlib.machinery
import os
import re
import warnings
from collections.abc import Sequence
from types import CodeType, FunctionType
from typing import Any

from .channel import Channel
from .recorder import Recorder
from .statements import Instrumented

_INSTALLED = re.compile(r"[\\/](site-packages|dist-packages|\.tox|\.nox|node_modules|__pypackages__)[\\/]")
_IMPORTLIB = "<frozen importlib._bootstrap_external>"


class Loading:
    """Which files are the program's own, and their instrumented code."""

    def __init__(self, roots: Sequence[str], channel: Channel, recorder: Recorder) -> None:
        self._roots = tuple(os.path.join(os.path.realpath(root), "") for root in roots)
        self._libraries = tuple(_libraries())
        self._channel = channel
        self._recorder = recorder
        self.files: dict[str, int] = {}

    def is_own(self, path: str) -> bool:
        """Is that a file of the program's?"""
        real = os.path.realpath(path)
        if not real.startswith(self._roots) or _INSTALLED.search(real):
            return False
        return not any(real.startswith(library) and not self._inside(library) for library in self._libraries)

    def _inside(self, library: str) -> bool:
        return any(root.startswith(library) for root in self._roots)

    def code(self, source: bytes | str, path: str) -> CodeType:
        """The instrumented code of a file. Raises SyntaxError and ValueError as `compile` does, with its warnings."""
        try:
            plain: CodeType = compile(source, path, "exec", dont_inherit=True)
        except SyntaxError:
            # So that its place can be told.
            self._number(path)
            raise
        return self._with_gaps(source, path) or plain

    def _with_gaps(self, source: bytes | str, path: str) -> CodeType | None:
        """The instrumented code of a file that Python has compiled; None where gaps are too much for it."""
        shown = vars(warnings).get("_showwarnmsg")
        try:
            # Python has warned already.
            vars(warnings)["_showwarnmsg"] = _nothing
            tree = compile(source, path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
            assert isinstance(tree, ast.Module)
            instrumented = self.instrument(tree, path)
            return self.complete(instrumented, compile(tree, path, "exec", dont_inherit=True))
        except Exception:
            return None
        finally:
            vars(warnings)["_showwarnmsg"] = shown

    def instrument(self, tree: ast.Module, path: str) -> Instrumented:
        """Put gaps into a tree, which is to be compiled."""
        if _uses_tracemalloc(tree):
            self._recorder.leave_tracemalloc()
        instrumented = Instrumented(self._number(path))
        instrumented.tree(tree)
        return instrumented

    def _number(self, path: str) -> int:
        """The number of a file, by which it is told of."""
        number = self.files.get(path)
        if number is None:
            number = self.files[path] = len(self.files)
            self._channel.tell({"kind": "file", "file": number, "path": path})
        return number

    def complete(self, instrumented: Instrumented, code: CodeType) -> CodeType:
        """The code that was compiled of such a tree, ready to run."""
        self._recorder.watch(instrumented.gaps, instrumented.sites)
        return instrumented.code(code)

    def install(self) -> None:
        """From now on, imports of the program's own files are instrumented. Caches keep their plain code alone."""
        loader: Any = importlib.machinery.SourceFileLoader
        original = loader.get_code

        def get_code(self_: Any, fullname: str) -> Any:
            plain = original(self_, fullname)
            return instrumented(self_, fullname) or plain

        def instrumented(loader_: Any, fullname: str) -> CodeType | None:
            try:
                path = loader_.get_filename(fullname)
                return self._with_gaps(loader_.get_data(path), path) if self.is_own(path) else None
            except Exception:
                return None

        # Python leaves frames of its importing out of tracebacks by the name of their file.
        loader.get_code = FunctionType(
            get_code.__code__.replace(co_filename=_IMPORTLIB), globals(), "get_code", None, get_code.__closure__
        )


def _nothing(_: object) -> None:
    pass


def _libraries() -> list[str]:
    import sysconfig

    found = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return [os.path.join(os.path.realpath(path), "") for path in found if path]


def _uses_tracemalloc(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(name.name == "tracemalloc" for name in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and node.module == "tracemalloc":
            return True
    return False
