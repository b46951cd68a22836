"""The callables that every program uses have rules."""

import pytest

from bytelens.rules.registry import resolve

from .harness import rule_of

FUNCTIONS = """
zeros ones empty full zeros_like ones_like empty_like full_like arange linspace logspace geomspace
eye identity array asarray asanyarray ascontiguousarray asfortranarray copy tri tril triu diag
meshgrid indices fromfunction reshape ravel transpose swapaxes moveaxis squeeze expand_dims
atleast_1d atleast_2d atleast_3d broadcast_to broadcast_arrays flip fliplr flipud rot90 roll repeat
tile pad resize concatenate stack vstack hstack dstack column_stack append split array_split hsplit
vsplit dsplit where nonzero sum mean std var min max prod any all argmin argmax cumsum cumprod dot
matmul add subtract multiply divide exp sqrt maximum equal random.rand random.randn random.randint
random.normal random.uniform random.default_rng
"""
METHODS = """
reshape ravel flatten transpose swapaxes squeeze astype copy repeat nonzero __getitem__ sum mean std
var min max prod any all argmin argmax cumsum cumprod dot
"""


@pytest.mark.parametrize("name", FUNCTIONS.split())
def test_functions(name):
    assert resolve(f"numpy.{name}") is not None
    rule_of(f"numpy.{name}")


@pytest.mark.parametrize("name", METHODS.split())
def test_methods(name):
    rule_of(f"numpy.ndarray.{name}")
