"""Random generators: their seeds are arrays for a moment, and a few bytes of state are arrays as long as they live.

Source: measurements; https://numpy.org/doc/stable/reference/random/bit_generators/index.html
"""

from __future__ import annotations

from ...values.dims import Dim, SomeInt
from ...values.kinds import Value
from ..arguments import is_scalar
from ..registry import Unmodelled
from .registry import transient

MOST_FOR_SEED = 4096
"""Bytes that making or seeding a generator needs at most, from no seed or from one of up to `MOST_BITS` bits."""
MOST_BITS = 1024
MOST_KEPT = 64
"""Bytes of arrays that a generator keeps alive at most."""


@transient("numpy.random.default_rng", "numpy.random.RandomState")
def seeded(result: Value, seed: Value = None) -> Dim:
    """A bound, where the seed is None or one number."""
    if seed is not None and (not is_scalar(seed) or (isinstance(seed, int) and seed.bit_length() > MOST_BITS)):
        raise Unmodelled("several numbers")
    return SomeInt(MOST_FOR_SEED)
