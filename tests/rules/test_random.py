"""Random sampling, held against NumPy.

Of a Python int the rules know its type alone: Verdict.PARTIAL.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.random import DISTRIBUTIONS
from bytelens.values.arrays import Array
from bytelens.values.dims import symbol

from .harness import Verdict, check, rule_of
from .inputs import arrays, axes, compatible, dtypes, shapes

CLASSES = [np.random.Generator, np.random.RandomState]
SAMPLERS = [(kind, name) for kind in CLASSES for name in DISTRIBUTIONS if hasattr(kind, name)]
FUNCTIONS = [name for name in DISTRIBUTIONS if hasattr(np.random, name)]

sizes = st.one_of(shapes(max_dims=3), st.integers(0, 4), shapes(max_dims=2).map(list))


def _new(kind: type) -> Any:
    return np.random.default_rng(1) if kind is np.random.Generator else np.random.RandomState(1)


def _is_missing_nothing(array: np.ndarray[Any, Any]) -> bool:
    return array.ndim > 0 and array.size > 0


@pytest.mark.parametrize(("kind", "name"), SAMPLERS)
def test_distributions(kind: type, name: str) -> None:
    full, generator = f"numpy.random.{kind.__name__}.{name}", _new(kind)
    values = tuple(DISTRIBUTIONS[name].values())
    check(full, generator, *values, expect=Verdict.PARTIAL)
    for size in (5, (), (2, 3), [4, 1], np.int64(3), (0, 2)):
        assert check(full, generator, *values, size=size) is Verdict.EXACT
    if values:
        spread_out = (np.full((3, 1), values[0]), *(np.full(2, value) for value in values[1:]))
        assert check(full, generator, *spread_out) is Verdict.EXACT
        check(full, generator, *map(np.array, values), expect=Verdict.PARTIAL)
        assert check(full, generator, *([value] for value in values), size=(3, 1)) is Verdict.EXACT
        check(full, generator, *map(np.float64, values), expect=Verdict.PARTIAL)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_of_the_module(name: str) -> None:
    values = tuple(DISTRIBUTIONS[name].values())
    check(f"numpy.random.{name}", *values, expect=Verdict.PARTIAL)
    assert check(f"numpy.random.{name}", *values, (2, 3)) is Verdict.EXACT


@given(st.data(), shapes(max_dims=3))
def test_parameters_broadcast(data: st.DataObject, shape: tuple[int, ...]) -> None:
    low, high = np.zeros(data.draw(compatible(shape))), np.ones(data.draw(compatible(shape)))
    check("numpy.random.Generator.uniform", _new(np.random.Generator), low, high)
    check("numpy.random.Generator.uniform", _new(np.random.Generator), low, high, shape)
    check("numpy.random.normal", low, high)


@pytest.mark.parametrize("dtype", [None, "f4", np.float32, np.float64, float])
@pytest.mark.parametrize("name", ["random", "standard_normal", "standard_exponential", "standard_gamma"])
def test_single_precision(name: str, dtype: Any) -> None:
    keywords = {} if dtype is None else {"dtype": dtype}
    shape = (2.0,) if name == "standard_gamma" else ()
    generator = _new(np.random.Generator)
    full = f"numpy.random.Generator.{name}"
    assert check(full, generator, *shape, size=(2, 3), **keywords) is Verdict.EXACT
    assert check(full, generator, *shape, **keywords) is Verdict.EXACT
    if dtype == "f4":
        out = np.zeros(3, "f4")
        assert check(full, generator, *shape, dtype="f4", out=out) is Verdict.EXACT


@pytest.mark.parametrize("dtype", [None, int, bool, "i1", np.uint8, np.int32, np.int64, np.dtype("u2")])
@pytest.mark.parametrize("size", [None, 4, (2, 3), ()])
@pytest.mark.parametrize("bounds", [(2,), (0, 2), ([0, 1], 2), (np.array([[1], [2]]),)])
def test_integers(bounds: tuple[Any, ...], size: Any, dtype: Any) -> None:
    keywords = {} if dtype is None else {"dtype": dtype}
    expect = Verdict.PARTIAL if size is None else Verdict.EXACT
    for kind, name in ((np.random.Generator, "integers"), (np.random.RandomState, "randint")):
        check(f"numpy.random.{kind.__name__}.{name}", _new(kind), *bounds, size=size, expect=expect, **keywords)
    check("numpy.random.randint", *bounds, size=size, expect=expect, **keywords)
    check("numpy.random.Generator.integers", _new(np.random.Generator), *bounds, size=size, endpoint=True)


@pytest.mark.parametrize("name", ["rand", "randn"])
@pytest.mark.parametrize("lengths", [(), (3,), (2, 0), (1, 2, 3)])
def test_lengths_as_arguments(name: str, lengths: tuple[int, ...]) -> None:
    assert check(f"numpy.random.{name}", *lengths) is Verdict.EXACT
    assert check(f"numpy.random.RandomState.{name}", _new(np.random.RandomState), *lengths) is Verdict.EXACT


@given(st.data(), arrays(dtypes).filter(_is_missing_nothing), st.one_of(st.none(), sizes))
def test_choices(data: st.DataObject, population: np.ndarray[Any, Any], size: Any) -> None:
    expect = Verdict.PARTIAL if population.dtype.kind in "SU" else Verdict.EXACT
    axis = data.draw(axes(population.ndim))
    generator = _new(np.random.Generator)
    check("numpy.random.Generator.choice", generator, population, size, axis=axis, expect=expect)
    check("numpy.random.choice", population, size, expect=expect)
    check("numpy.random.Generator.choice", generator, 5, size, expect=Verdict.PARTIAL)
    check("numpy.random.choice", 5, size, expect=Verdict.PARTIAL)
    check("numpy.random.choice", ["a", "bb"], size, expect=Verdict.PARTIAL)


@given(st.data(), arrays(dtypes))
def test_permutations(data: st.DataObject, array: np.ndarray[Any, Any]) -> None:
    generator, axis = _new(np.random.Generator), data.draw(axes(array.ndim))
    expect = Verdict.EXACT if array.ndim else Verdict.SILENT
    check("numpy.random.Generator.permutation", generator, array, axis, expect=expect)
    check("numpy.random.Generator.permuted", generator, array, axis=axis)
    check("numpy.random.permutation", array, expect=expect)


@pytest.mark.parametrize("lengths", [0, 5, np.int64(3)])
def test_permutations_of_a_range(lengths: int) -> None:
    assert check("numpy.random.permutation", lengths) is Verdict.EXACT
    assert check("numpy.random.Generator.permutation", _new(np.random.Generator), lengths) is Verdict.EXACT


@pytest.mark.parametrize("size", [None, 4, (2, 3), ()])
def test_samples_with_an_axis_of_their_own(size: Any) -> None:
    thirds = [1 / 3, 1 / 3, 1 / 3]
    for kind in CLASSES:
        full, generator = f"numpy.random.{kind.__name__}", _new(kind)
        assert check(f"{full}.multinomial", generator, 6, thirds, size) is Verdict.EXACT
        assert check(f"{full}.dirichlet", generator, (1.0, 2.0), size) is Verdict.EXACT
        assert check(f"{full}.multivariate_normal", generator, np.zeros(3), np.eye(3), size) is Verdict.EXACT
    generator = _new(np.random.Generator)
    full = "numpy.random.Generator"
    assert check(f"{full}.multivariate_hypergeometric", generator, [3, 4, 5], 2, size) is Verdict.EXACT
    assert check("numpy.random.dirichlet", np.ones(4), size) is Verdict.EXACT
    if size is None:
        assert check(f"{full}.multinomial", generator, [[1], [2]], [thirds, thirds]) is Verdict.EXACT


def test_what_returns_no_array() -> None:
    for kind in CLASSES:
        assert check(f"numpy.random.{kind.__name__}.shuffle", _new(kind), np.arange(3)) is Verdict.EXACT
        assert check(f"numpy.random.{kind.__name__}.bytes", _new(kind), 3) is Verdict.EXACT
    assert check("numpy.random.shuffle", [1, 2, 3]) is Verdict.EXACT
    assert check("numpy.random.seed", 1) is Verdict.EXACT


@pytest.mark.parametrize("name", ["default_rng", "RandomState", "SeedSequence", "PCG64", "MT19937"])
def test_constructors(name: str) -> None:
    assert check(f"numpy.random.{name}", 1) is Verdict.EXACT
    assert check(f"numpy.random.{name}") is Verdict.EXACT


def test_sizes_may_be_symbols() -> None:
    n = symbol("n")
    normal = rule_of("numpy.random.Generator.normal").function
    claim = normal(None, 0.0, 1.0, (n, 3))
    assert isinstance(claim, Array)
    assert claim.shape == (n, 3)
