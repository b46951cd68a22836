"""Operators where an operand is a subclass of ndarray, which may give them a meaning of its own.

They stand under Python's own functions, `operator.add` and so on; between plain arrays, operators are the ufuncs.
Source: https://docs.python.org/3/library/operator.html
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from ..values.arrays import Array
from ..values.kinds import Value
from . import generalised as generalised
from . import linalg as linalg
from .products import dot
from .registry import Rule, Unmodelled, add_rule, find_rule
from .subclasses import RuleFunction, class_of, finished, like_numpy, plain_result, rule_function

UFUNCS: dict[Callable[..., Any], np.ufunc] = {
    operator.add: np.add, operator.sub: np.subtract, operator.mul: np.multiply, operator.truediv: np.true_divide,
    operator.floordiv: np.floor_divide, operator.mod: np.remainder, operator.pow: np.power,
    operator.matmul: np.matmul, operator.and_: np.bitwise_and, operator.or_: np.bitwise_or,
    operator.xor: np.bitwise_xor, operator.lshift: np.left_shift, operator.rshift: np.right_shift,
    operator.eq: np.equal, operator.ne: np.not_equal, operator.lt: np.less, operator.le: np.less_equal,
    operator.gt: np.greater, operator.ge: np.greater_equal,
    operator.neg: np.negative, operator.pos: np.positive, operator.invert: np.invert,
}  # fmt: skip


def operated(operation: Callable[..., Any], *operands: Value) -> Value:
    """`left op right` or `op x` of arrays. Raises Unmodelled where none of them is one."""
    rule = find_rule(UFUNCS[operation])
    if rule is None or not any(isinstance(operand, Array) for operand in operands):
        raise Unmodelled("no operand is an array")
    kind = class_of(*operands)
    if kind is np.ndarray:
        result: Value = rule.function(*operands)
        return result
    if kind is np.matrix and operation in _OF_MATRICES:
        return _OF_MATRICES[operation](*operands)
    return like_numpy(operation, rule.function, operands, {})


def _matrix_product(left: Value, right: Value) -> Value:
    """`*` of a matrix is the matrix product; on its right, what is no number is made a matrix first."""
    if isinstance(left, Array) and left.type is np.matrix:
        right = _as_matrix(right)
    return like_numpy(np.dot, dot, (left, right), {})


def _as_matrix(value: Value) -> Value:
    return finished(value, np.matrix) if isinstance(value, Array) else value


def _matrix_power(left: Value, right: Value) -> Value:
    """`**` of a matrix is that many matrix products."""
    if not isinstance(left, Array) or left.type is not np.matrix:
        raise Unmodelled("a matrix as an exponent")
    power = plain_result(rule_function("numpy.linalg.matrix_power"), (left, right), {})
    if not isinstance(power, Array):
        raise Unmodelled("no array")
    return finished(power, np.matrix)


_OF_MATRICES: dict[Callable[..., Any], RuleFunction] = {operator.mul: _matrix_product, operator.pow: _matrix_power}

for _operation in UFUNCS:
    add_rule(Rule(f"operator.{_operation.__name__}", partial(operated, _operation), subclasses=True))
