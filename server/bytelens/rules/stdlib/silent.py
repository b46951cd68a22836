"""Callables that give back nothing, and change nothing that is followed."""

from __future__ import annotations

import logging

from ...values.kinds import Typed, Value
from ..registry import rule

_LEVELS = ("debug", "info", "warning", "error", "critical", "exception", "log")


@rule(
    *("time.sleep", "random.seed", "warnings.warn", "warnings.simplefilter", "warnings.filterwarnings"),
    *("gc.collect", "sys.setrecursionlimit", "logging.basicConfig", "logging.disable"),
    *(f"logging.{level}" for level in _LEVELS),
    *(f"logging.Logger.{level}" for level in (*_LEVELS, "setLevel")),
)
def nothing(*values: Value, **keywords: Value) -> Value:
    """None."""
    return None


@rule("logging.getLogger")
def logger(name: Value = None) -> Value:
    """A logger."""
    return Typed(logging.Logger)
