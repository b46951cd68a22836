"""Random samples: the result, and parameters that become arrays.

Sources: https://numpy.org/doc/stable/reference/random/generator.html and legacy.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import signature
from typing import Any

import numpy as np

from ...values.arrays import Array
from ...values.dims import Dim, multiply
from ...values.kinds import Typed, Value
from ..arguments import is_scalar
from ..random import DISTRIBUTIONS
from ..registry import Unmodelled
from .gauge import peak_with
from .registry import add_transient
from .sizes import total

COUNTS = (5, 9, 30)
MAKERS: dict[str, Callable[[int], Any]] = {"RandomState": np.random.RandomState, "Generator": np.random.default_rng}


def drawn(kind: str, name: str, result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """Samples of a distribution whose parameters are numbers."""
    count = len(DISTRIBUTIONS[name])
    if not set(keywords) <= {*DISTRIBUTIONS[name], "size"} or len(arguments) > count + 1:
        raise Unmodelled("a dtype, or an output")
    parameters = [*arguments[:count], *(value for key, value in keywords.items() if key != "size")]
    if not all(map(_is_python_number, parameters)):
        raise Unmodelled("parameters that are arrays")
    if len(arguments) <= count and "size" not in keywords:
        return _of_one(kind, name, arguments, keywords)
    return scaled(result, _sample, kind, name, tuple(DISTRIBUTIONS[name].values()))


def _of_one(kind: str, name: str, arguments: tuple[Value, ...], keywords: dict[str, Value]) -> Dim:
    """One sample, drawn with these very parameters."""
    if not all(type(value) in (int, float) for value in (*arguments, *keywords.values())):
        raise Unmodelled("parameters that are not known")
    named = tuple((key, type(value), value) for key, value in keywords.items())
    return peak_with(_one_sample, kind, name, tuple((type(value), value) for value in arguments), named)


def _one_sample(
    kind: str, name: str, arguments: tuple[tuple[type, Any], ...], named: tuple[tuple[str, type, Any], ...]
) -> tuple[Any, tuple[Any, ...]]:
    draw = getattr(MAKERS[kind](0), name)
    return partial(draw, **{key: value for key, _, value in named}), tuple(value for _, value in arguments)


def of_lengths(name: str, result: Value, *lengths: Value) -> Dim:
    """`rand(3, 4)`."""
    return scaled(result, _with_lengths, name) if lengths else _of_one("RandomState", name, (), {})


def integers(
    kind: str, name: str, result: Value, low: Value, high: Value = None, size: Value = None, **keywords: Value
) -> Dim:
    """Ints between numbers."""
    if keywords or not _is_python_number(low):
        raise Unmodelled("another dtype, or bounds that are arrays")
    if high is not None and not _is_python_number(high):
        raise Unmodelled("bounds that are arrays")
    if size is None:
        return _of_one(kind, name, (low,) if high is None else (low, high), {})
    bounds = (2,) if high is None else (0, 2)
    return scaled(result, _sample_of_ints, kind, name, bounds)


def method(function: Any, result: Value, self: Value, *arguments: Value, **keywords: Value) -> Dim:
    """`rng.normal(size=n)`."""
    if not isinstance(self, Typed):
        raise Unmodelled("the generator is not known")
    try:
        signature(function).bind(result, *arguments, **keywords)
    except TypeError as error:
        raise Unmodelled("other arguments") from error
    peak: Dim = function(result, *arguments, **keywords)
    return peak


def _is_python_number(value: Value) -> bool:
    return is_scalar(value) and not isinstance(value, np.generic) and type(value).__name__ != "Scalar"


def scaled(result: Value, make: Callable[..., Any], *description: Any) -> Dim:
    """The peak, of which is measured what it has for each element and what for all."""
    if not isinstance(result, Array) or result.dtype is None or result.size == 0:
        raise Unmodelled("one sample, or none")
    few, more, most = (peak_with(make, count, *description) for count in COUNTS)
    each = (more - few) // (COUNTS[1] - COUNTS[0])
    if few + each * (COUNTS[1] - COUNTS[0]) != more or more + each * (COUNTS[2] - COUNTS[1]) != most:
        raise Unmodelled("it is not in proportion")
    return total(multiply(result.size, each), few - each * COUNTS[0])


def _sample(count: int, kind: str, name: str, parameters: tuple[float, ...]) -> tuple[Any, tuple[Any, ...]]:
    return getattr(MAKERS[kind](0), name), (*parameters, count)


def _sample_of_ints(count: int, kind: str, name: str, bounds: tuple[int, ...]) -> tuple[Any, tuple[Any, ...]]:
    draw = getattr(MAKERS[kind](0), name)
    return partial(draw, *bounds, size=count), ()


def _with_lengths(count: int, name: str) -> tuple[Any, tuple[Any, ...]]:
    return getattr(np.random.RandomState(0), name), (count,)


def seeded(function: Any, result: Value, seed: Value = None) -> Dim:
    """What a seed becomes: it is measured with this one."""
    if not (seed is None or type(seed) is int):
        raise Unmodelled("the seed is not known")
    return peak_with(_seeding, function, seed)


def _seeding(function: Any, seed: int | None) -> tuple[Any, tuple[Any, ...]]:
    return function, (seed,)


def _register() -> None:
    for name in DISTRIBUTIONS:
        for kind in MAKERS:
            if hasattr(getattr(np.random, kind), name):
                add_transient(f"numpy.random.{kind}.{name}", partial(method, partial(drawn, kind, name)))
        if hasattr(np.random, name):
            add_transient(f"numpy.random.{name}", partial(drawn, "RandomState", name))
    add_transient("numpy.random.default_rng", partial(seeded, np.random.default_rng))
    add_transient("numpy.random.RandomState", partial(seeded, np.random.RandomState))
    add_transient("numpy.random.seed", partial(seeded, np.random.RandomState().seed))
    for name in ("rand", "randn"):
        add_transient(f"numpy.random.{name}", partial(of_lengths, name))
        add_transient(f"numpy.random.RandomState.{name}", partial(method, partial(of_lengths, name)))
    add_transient("numpy.random.randint", partial(integers, "RandomState", "randint"))
    for kind, name in (("RandomState", "randint"), ("Generator", "integers")):
        add_transient(f"numpy.random.{kind}.{name}", partial(method, partial(integers, kind, name)))


_register()
