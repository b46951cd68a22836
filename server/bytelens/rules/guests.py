"""Rules that come from other packages: they can be wrong about their own library, but end no analysis."""

from __future__ import annotations

import inspect
import logging
from dataclasses import replace
from functools import lru_cache, wraps

import numpy as np

from ..values.arrays import Array
from ..values.dims import SomeInt, Symbolic
from ..values.kinds import Sequence, Value
from .registry import Rule, Unmodelled

logger = logging.getLogger(__name__)


def guarded(entry: Rule) -> Rule:
    """The rule, made so that it declines where it fails, with a line in the log the first time."""
    signature = inspect.signature(entry.function)
    log = lru_cache(maxsize=16)(logger.warning)  # each message once

    @wraps(entry.function)
    def function(*arguments: Value, **keywords: Value) -> Value:
        try:
            signature.bind(*arguments, **keywords)
        except TypeError as error:
            raise Unmodelled(str(error)) from error
        try:
            result = entry.function(*arguments, **keywords)
            _check(result)
        except Exception as error:
            if _is_ours(error):
                raise
            log(f"The rule for {entry.name} fails: {error!r}")
            raise Unmodelled(str(error)) from error
        return result

    return replace(entry, function=function)


def _is_ours(error: Exception) -> bool:
    """Whether it says that a rule declines or, through the rule's context, that the analysis has reached a limit."""
    return isinstance(error, RecursionError) or type(error).__module__.startswith("bytelens.")


def _check(value: Value) -> None:
    """Raise TypeError for what is no value of the analysis, such as a real array."""
    if isinstance(value, np.ndarray | list | dict):
        raise TypeError(f"a rule returned a {type(value).__name__}")
    if isinstance(value, Array):
        _check_array(value)
    elif isinstance(value, tuple):
        for item in value:
            _check(item)
    elif isinstance(value, Sequence):
        _check(value.items if value.items is not None else value.element)


def _check_array(array: Array) -> None:
    if array.dtype is not None and not isinstance(array.dtype, np.dtype):
        raise TypeError(f"a dtype that is none: {array.dtype!r}")
    lengths = () if array.shape is None else array.shape
    if not isinstance(lengths, tuple) or not all(isinstance(length, int | Symbolic | SomeInt) for length in lengths):
        raise TypeError(f"a shape that is none: {lengths!r}")
