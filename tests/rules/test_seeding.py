"""Seeds and states of random generators, held against NumPy."""

import numpy as np
import pytest

from bytelens.values.dims import SOME_INT
from bytelens.values.kinds import Typed

from .harness import Verdict, check, rule_of

PCG64, MT19937 = np.random.PCG64, np.random.MT19937


@pytest.mark.parametrize("count", [0, 3])
def test_seed_sequences(count):
    seed = np.random.SeedSequence(1)
    assert check("numpy.random.SeedSequence.generate_state", seed, count) is Verdict.EXACT
    assert check("numpy.random.SeedSequence.generate_state", seed, count, np.uint64) is Verdict.EXACT
    assert check("numpy.random.SeedSequence.spawn", seed, count) is Verdict.EXACT


@pytest.mark.parametrize("count", [0, 2])
def test_children_of_generators(count):
    generator = np.random.default_rng(1)
    if hasattr(generator, "spawn"):
        assert check("numpy.random.Generator.spawn", generator, count) is Verdict.EXACT
    children = rule_of("numpy.random.BitGenerator.spawn").function(Typed(PCG64), count)
    assert (children.element, children.length) == (Typed(PCG64), count)


@pytest.mark.parametrize("size", [None, 3, (2, 3), ()])
def test_raw_bits(size):
    expect = Verdict.PARTIAL if size is None else Verdict.EXACT
    check("numpy.random.BitGenerator.random_raw", PCG64(1), size, expect=expect)
    check("numpy.random.BitGenerator.random_raw", PCG64(1), size, output=False)


def test_states():
    check("numpy.random.get_state", expect=Verdict.PARTIAL)
    check("numpy.random.RandomState.get_state", np.random.RandomState(1), expect=Verdict.PARTIAL)
    check("numpy.random.get_state", legacy=False, expect=Verdict.SILENT)
    words = rule_of("numpy.random.get_state").function()[1]
    assert (words.shape, words.dtype) == ((624,), np.dtype("u4"))
    assert rule_of("numpy.random.get_state").function()[2] is SOME_INT


@pytest.mark.parametrize("kind", [PCG64, MT19937])
def test_generators_that_are_ahead(kind):
    assert check(f"numpy.random.{kind.__name__}.jumped", kind(1)) is Verdict.EXACT
