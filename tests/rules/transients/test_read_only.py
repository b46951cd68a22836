"""Callables that copy what is read-only, of views that are: nothing wrong is said of them."""

import numpy as np
import pytest

from bytelens.rules.registry import resolve
from bytelens.rules.transients import peak_of
from bytelens.values.arrays import Array
from bytelens.values.dims import SomeInt

from ..harness import rule_of
from .measuring import measured_peak

VECTOR = np.arange(1.0, 101.0)
OWNER, VIEW = (Array((100,), VECTOR.dtype, (8,), 1, True, identity) for identity in (1, 2))
CALLS = {
    "argmax": (), "argmin": (), "nanargmax": (), "repeat": (3,), "tile": (2,), "convolve": (VECTOR,),
    "correlate": (VECTOR,), "interp": (VECTOR, VECTOR), "partition": (3,), "sort": (), "cumsum": (), "median": (),
    "sum": (), "std": (),
}  # fmt: skip
LOCKED = [np.broadcast_to(VECTOR, (3, 100))[0], np.frombuffer(VECTOR.tobytes()), VECTOR.view()]
LOCKED[-1].setflags(write=False)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("array", LOCKED, ids=["broadcast", "buffer", "locked"])
def test_views_that_are_read_only(name, array):
    rest = CALLS[name]
    others = tuple(OWNER if isinstance(one, np.ndarray) else one for one in rest)
    result = rule_of(f"numpy.{name}").function(VIEW, *others)
    claim = peak_of(f"numpy.{name}", (VIEW, *others), {}, result)
    _, peak = measured_peak(resolve(f"numpy.{name}"), array, *rest)
    assert claim is None or claim == peak or (isinstance(claim, SomeInt) and claim.at_most >= peak)


@pytest.mark.parametrize("name", CALLS)
def test_all_is_said_of_what_owns_its_memory(name):
    rest = CALLS[name]
    others = tuple(OWNER if isinstance(one, np.ndarray) else one for one in rest)
    result = rule_of(f"numpy.{name}").function(OWNER, *others)
    _, peak = measured_peak(resolve(f"numpy.{name}"), VECTOR, *rest)
    assert peak_of(f"numpy.{name}", (OWNER, *others), {}, result) == peak
