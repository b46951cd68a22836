"""`python .../tracing/agent CONFIGURATION`: runs a program, and measures it."""

import importlib.util
import os
import sys

_PACKAGE = "_bytelens_agent"


def _load() -> object:
    """The agent's package, without a place on `sys.path` for others to find it."""
    folder = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.util.spec_from_file_location(
        _PACKAGE, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[_PACKAGE] = module
    spec.loader.exec_module(module)
    return importlib.import_module(f"{_PACKAGE}.start")


if __name__ == "__main__":
    del sys.path[0]
    _load().run(sys.argv[1])  # type: ignore[attr-defined]
