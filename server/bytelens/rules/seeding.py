"""Seeds and states of random generators, and generators that are made of others.

Source: https://numpy.org/doc/stable/reference/random/bit_generators/index.html
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ..values.arrays import Array, new_array
from ..values.dims import SOME_INT
from ..values.kinds import Sequence, Typed, Unknown, Value
from .arguments import as_bool, as_dtype, as_length, as_shape
from .registry import Rule, Unmodelled, add_rule, resolve, rule

_STATE: Any = np.random.RandomState(0).get_state(legacy=True)
STATE_WORDS: int = _STATE[1].shape[0]
BIT_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")


@rule("numpy.random.SeedSequence.generate_state")
def generate_state(self: Value, n_words: Value, dtype: Value = np.uint32) -> Array:
    """So many words of a seed."""
    return new_array((as_length(n_words),), as_dtype(dtype))


@rule("numpy.random.SeedSequence.spawn", "numpy.random.Generator.spawn", "numpy.random.BitGenerator.spawn")
def spawn(self: Value, n_children: Value) -> Sequence:
    """A list of others of the same type."""
    if not isinstance(self, Typed):
        raise Unmodelled("the type of the generator is not known")
    return Sequence(None, self, as_length(n_children))


@rule("numpy.random.BitGenerator.random_raw")
def random_raw(self: Value, size: Value = None, output: Value = True) -> Value:
    """Random bits as integers: a Python int, or an array."""
    if not as_bool(output):
        return None
    if isinstance(size, Unknown):
        raise Unmodelled("an array or a number")
    return SOME_INT if size is None else new_array(as_shape(size), np.dtype(np.uint64))


@rule("numpy.random.get_state")
def get_state(legacy: Value = True) -> Value:
    """The name of the bit generator, its words, and what it keeps of normal numbers."""
    if not as_bool(legacy):
        raise Unmodelled("a dict")
    return Typed(str), new_array((STATE_WORDS,), np.dtype(np.uint32)), SOME_INT, SOME_INT, Typed(float)


@rule("numpy.random.RandomState.get_state")
def get_state_of(self: Value, legacy: Value = True) -> Value:
    """As the function."""
    return get_state(legacy)


def jumped(kind: type, self: Value, jumps: Value = 1) -> Typed:
    """A bit generator of the same type, far ahead."""
    return Typed(kind)


for _name in BIT_GENERATORS:
    _kind = resolve(f"numpy.random.{_name}")
    if isinstance(_kind, type):
        add_rule(Rule(f"numpy.random.{_name}.jumped", partial(jumped, _kind)))
