"""Functions that NumPy calls, held against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.registry import Unmodelled
from bytelens.values.arrays import Array, Scalar, same_dtype
from bytelens.values.dims import SOME_INT
from bytelens.values.kinds import UNKNOWN, Typed, Union

from .harness import Calls, check, rule_of
from .inputs import arrays, axes, compatible, shapes, some_axes

FLOATS = st.sampled_from([np.dtype("f4"), np.dtype("f8"), np.dtype("i8")])


@given(arrays(FLOATS, min_dims=1), st.data())
@pytest.mark.parametrize("function", [np.sum, np.sort, np.mean, np.cumsum, np.diag])
def test_functions_along_an_axis(function, array, data):
    check("numpy.apply_along_axis", function, data.draw(axes(array.ndim)), array)
    check("numpy.apply_along_axis", np.outer, -1, array, np.arange(3))


@given(arrays(FLOATS, min_dims=1), st.data())
@pytest.mark.parametrize("function", [np.sum, np.max, np.cumsum])
def test_functions_over_axes(function, array, data):
    check("numpy.apply_over_axes", function, array, data.draw(some_axes(array.ndim)))


@given(shapes(), st.data())
@pytest.mark.parametrize("otypes", [None, ("f4",), (complex,), "f", (">f4",)])
def test_vectorized_functions(otypes, shape, data):
    operands = [data.draw(arrays(FLOATS, shape=data.draw(compatible(shape)))) for _ in range(2)]
    made = rule_of("numpy.vectorize").function(np.hypot, otypes)
    claim = rule_of("numpy.vectorize.__call__").function(Calls(), made, *(_abstract(operand) for operand in operands))
    if 0 in np.broadcast_shapes(*(operand.shape for operand in operands)) and otypes is None:
        return
    truth = np.vectorize(np.hypot, otypes)(*operands)
    assert claim.shape == truth.shape
    assert same_dtype(claim.dtype, None if otypes == (">f4",) else truth.dtype)


def _abstract(array):
    return Array(array.shape, array.dtype)


class _Returning:
    """A context in which every function returns the same."""

    def __init__(self, result):
        self.result = result
        self.arguments = ()

    def call(self, function, *arguments):
        self.arguments = (function, *arguments)
        return self.result


@pytest.mark.parametrize(
    ("result", "dtype"),
    [
        (Typed(float), float),
        (SOME_INT, int),
        (True, bool),
        (Typed(str), None),
        (Union((1.5, SOME_INT)), None),
        (Union((1.5, Typed(float))), float),
    ],
)
def test_the_dtype_is_that_of_a_result(result, dtype):
    made = rule_of("numpy.vectorize").function(len)
    context = _Returning(result)
    claim = rule_of("numpy.vectorize.__call__").function(context, made, Array((4, 5), np.dtype("u1")))
    assert claim.shape == (4, 5)
    assert same_dtype(claim.dtype, None if dtype is None else np.dtype(dtype))
    assert context.arguments == (len, Scalar(np.dtype("u1")))


@pytest.mark.parametrize("result", [UNKNOWN, Union((1.5, (1, 2)))])
def test_results_that_may_be_tuples_are_not_known(result):
    made = rule_of("numpy.vectorize").function(len)
    with pytest.raises(Unmodelled):
        rule_of("numpy.vectorize.__call__").function(_Returning(result), made, Array((4,), np.dtype(int)))


@given(shapes(1), st.data())
def test_ufuncs_of_python_functions(shape, data):
    operands = [data.draw(arrays(FLOATS, shape=data.draw(compatible(shape)))) for _ in range(2)]
    claim = _call_ufunc(np.hypot, 1, operands)
    truth = np.frompyfunc(np.hypot, 2, 1)(*operands)
    if isinstance(truth, np.ndarray):
        assert (claim.shape, claim.dtype) == (truth.shape, truth.dtype)
    pair = _call_ufunc(divmod, 2, [np.ones(3), np.ones(1)])
    assert [(part.shape, part.dtype) for part in pair] == [((3,), np.dtype(object))] * 2


def _call_ufunc(function, nout, operands):
    made = rule_of("numpy.frompyfunc").function(function, 2, nout)
    return rule_of("numpy.frompyfunc.__call__").function(_Returning(UNKNOWN), made, *map(_abstract, operands))


@given(shapes(), st.data())
def test_broadcast_objects(shape, data):
    operands = [data.draw(arrays(FLOATS, shape=data.draw(compatible(shape)))) for _ in range(2)]
    made = rule_of("numpy.broadcast").function(*map(_abstract, operands))
    truth = np.broadcast(*operands)
    for name in ("shape", "size", "ndim", "nd"):
        assert rule_of(f"numpy.broadcast.{name}").function(made) == getattr(truth, name)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("apply_along_axis", (len, 0, Array((4,), np.dtype(int)))),
        ("apply_over_axes", (len, Array((4,), None), (0,))),
    ],
)
def test_functions_whose_results_are_not_known(name, arguments):
    with pytest.raises(Unmodelled):
        rule_of(f"numpy.{name}").function(_Returning(UNKNOWN), *arguments)
