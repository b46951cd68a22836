"""Keeps pytest's rewritten assertions in test files that have gaps."""

from __future__ import annotations

import ast
from types import CodeType
from typing import Any

from .loading import Loading
from .statements import Instrumented


def instrument_tests(loading: Loading) -> None:
    """Have pytest put gaps into the program's own tests before it rewrites their assertions, and keep no copies."""
    import _pytest.assertion.rewrite as rewriting

    module: Any = rewriting
    rewrite_asserts, rewrite_test = module.rewrite_asserts, module._rewrite_test
    read, write = module._read_pyc, module._write_pyc
    made: dict[str, Instrumented] = {}

    def rewrite_with_gaps(tree: ast.Module, source: Any, path: Any = None, *more: Any, **named: Any) -> None:
        if path is not None and loading.is_own(str(path)):
            made[str(path)] = loading.instrument(tree, str(path))
        rewrite_asserts(tree, source, path, *more, **named)

    def complete(path: Any, *more: Any) -> tuple[Any, CodeType]:
        stat, code = rewrite_test(path, *more)
        instrumented = made.pop(str(path), None)
        return stat, code if instrumented is None else loading.complete(instrumented, code)

    def read_others(path: Any, *more: Any) -> Any:
        return None if loading.is_own(str(path)) else read(path, *more)

    def write_others(state: Any, code: CodeType, *more: Any) -> Any:
        return True if loading.is_own(code.co_filename) else write(state, code, *more)

    module.rewrite_asserts, module._rewrite_test = rewrite_with_gaps, complete
    module._read_pyc, module._write_pyc = read_others, write_others
