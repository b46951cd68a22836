"""The public names of NumPy that a rule may stand for."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from types import ModuleType

import numpy as np

from bytelens.rules.registry import find_method, find_rule, resolve

MODULES = (
    "numpy",
    "numpy.linalg",
    "numpy.fft",
    "numpy.random",
    "numpy.lib.stride_tricks",
    "numpy.strings",
    "numpy.char",
)
CLASSES = {
    "numpy.ndarray": np.ndarray,
    "numpy.ufunc": np.ufunc,
    "numpy.random.Generator": np.random.Generator,
    "numpy.random.RandomState": np.random.RandomState,
}


def names_without_rule() -> set[str]:
    """The full names of functions, methods and attributes of this NumPy for which no rule is registered."""
    return set(_functions()) | set(_methods())


def exists(name: str) -> bool:
    """Whether this NumPy has a name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return resolve(name) is not None


def _functions() -> Iterator[str]:
    for module_name in MODULES:
        module = resolve(module_name)
        assert isinstance(module, ModuleType)
        for name in _public(module):
            value = _attribute(module, name)
            if callable(value) and not inspect.ismodule(value) and find_rule(value) is None:
                yield f"{module_name}.{name}"


def _attribute(module: ModuleType, name: str) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are deprecated
        return getattr(module, name, None)


def _public(module: ModuleType) -> list[str]:
    listed = getattr(module, "__all__", None)
    return [name for name in (listed or dir(module)) if not name.startswith("_")]


def _methods() -> Iterator[str]:
    for full, kind in CLASSES.items():
        for name in dir(kind):
            if not name.startswith("_") and find_method(kind, name) is None:
                yield f"{full}.{name}"
