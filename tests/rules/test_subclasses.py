"""What is said of results of other classes than ndarray, and where nothing is."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
import pytest

from bytelens.rules.inherited import CLASSES
from bytelens.rules.registry import Unmodelled, find_method, find_rule, resolve
from bytelens.rules.standins import found
from bytelens.rules.subclasses import class_of, finished
from bytelens.values.arrays import Array, new_array
from bytelens.values.kinds import Sequence, Typed

F4 = np.dtype("f4")


def of_class(kind: Any, *shape: int) -> Array:
    """A new abstract array of float32."""
    plain = new_array(shape, F4)
    return Array(plain.shape, plain.dtype, plain.strides, 1, True, 1, kind)


def test_one_class_decides_and_two_do_not() -> None:
    plain, matrix, masked = of_class(np.ndarray, 2, 2), of_class(np.matrix, 2, 2), of_class(np.ma.MaskedArray, 2, 2)
    assert class_of(plain, 1, "text") is np.ndarray
    assert class_of(plain, Sequence((plain, (matrix,)))) is np.matrix
    with pytest.raises(Unmodelled):
        class_of(matrix, masked)


@pytest.mark.parametrize(("number", "dtype"), [(True, "i1"), (1, "i1"), (1.0, "f2"), (Typed(float), "f2")])
def test_numbers_that_are_equal_are_told_apart(number: Any, dtype: str) -> None:
    array = Array((2,), np.dtype("i1"), None, 1, True, 1, np.recarray)
    assert found(np.add, (array, number), {})[0].dtype == np.add(np.zeros(1, "i1"), 1.0 if dtype == "f2" else 1).dtype


def test_a_dtype_that_depends_on_the_mask_is_not_known() -> None:
    array = of_class(np.ma.MaskedArray, 2, 2)
    truth = {np.ma.array(np.ones((1, 1), F4), mask=mask).mean(axis=0).dtype for mask in (np.ma.nomask, [[False]])}
    claim = found(np.ma.MaskedArray.mean, (array,), {"axis": 0})[0].dtype
    assert claim == (truth.pop() if len(truth) == 1 else None)


def test_what_has_three_axes_is_no_matrix() -> None:
    with pytest.raises(Unmodelled):
        finished(new_array((2, 2, 2), F4), np.matrix)


@pytest.mark.parametrize("name", ["concatenate", "sum", "zeros_like", "reshape", "asarray"])
@pytest.mark.parametrize("kind", CLASSES)
def test_common_functions_are_asked_about_every_class(name: str, kind: type) -> None:
    rule = find_rule(resolve(f"numpy.{name}"))
    assert rule is not None
    assert rule.subclasses, f"the rule of {name} was replaced after it was told of {kind.__name__}"


def test_other_functions_are_not() -> None:
    rule = find_rule(np.diag)
    assert rule is not None
    assert not rule.subclasses
    assert find_method(np.matrix, "trace") is find_method(np.ndarray, "trace")


def test_operators_between_plain_arrays_are_ufuncs() -> None:
    rule, ufunc = find_rule(operator.mul), find_rule(np.multiply)
    assert rule is not None
    assert ufunc is not None
    plain = of_class(np.ndarray, 2, 3)
    assert rule.function(plain, 2.0) == ufunc.function(plain, 2.0)
    with pytest.raises(Unmodelled):
        rule.function(2, 3)
