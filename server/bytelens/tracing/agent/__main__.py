"""`python .../tracing/agent CONFIGURATION`: runs a program, and measures it."""

import builtins
import importlib.machinery
import importlib.util
import os
import sys

_PACKAGE = "_bytelens_agent"
_FOLDER = os.path.dirname(os.path.abspath(__file__))


class _Loader(importlib.machinery.SourceFileLoader):
    """Gives the agent's modules builtins of their own: programs may change theirs."""

    def exec_module(self, module: object) -> None:
        vars(module)["__builtins__"] = dict(vars(builtins))
        super().exec_module(module)  # type: ignore[arg-type]


class _Finder:
    """Finds the agent's modules, without a place on `sys.path` where others could."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> object:
        package, _, module = name.partition(".")
        if package != _PACKAGE:
            return None
        path = os.path.join(_FOLDER, f"{module or '__init__'}.py")
        folders = None if module else [_FOLDER]
        loader = _Loader(name, path)
        return importlib.util.spec_from_file_location(name, path, loader=loader, submodule_search_locations=folders)


def _load() -> object:
    sys.meta_path.insert(0, _Finder)  # type: ignore[arg-type]
    try:
        return importlib.import_module(f"{_PACKAGE}.start")
    finally:
        sys.meta_path.remove(_Finder)  # type: ignore[arg-type]


if __name__ == "__main__":
    del sys.path[0]
    _load().run(sys.argv[1])  # type: ignore[attr-defined]
