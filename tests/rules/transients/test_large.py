"""The same on arrays so large that NumPy reuses temporaries, casts through buffers, and BLAS takes its other ways."""

import numpy as np
import pytest

from .harness import check

MATRIX = np.random.default_rng(0).random((300, 200))
VECTOR = np.arange(60_000.0)
INTS = np.arange(60_000)

OF_ONE = [
    "sum", "mean", "std", "var", "max", "argmax", "median", "cumsum", "sort", "argsort", "exp", "abs", "round", "diff",
    "gradient", "ravel", "copy", "isnan", "any", "nonzero", "nansum", "average", "linalg.norm", "fft.fft", "zeros_like",
    "ones_like", "count_nonzero", "real", "flip", "unique",
]  # fmt: skip
OF_TWO = ["add", "multiply", "true_divide", "power", "less", "maximum", "hypot", "array_equal"]
NOT_EXACT = {("median", "i8"), ("gradient", "i8"), ("round", "i8"), ("fft.fft", "i8"), ("nonzero", ""), ("unique", "")}


def is_exact(name, array):
    return not {(name, array.dtype.str[1:]), (name, "")} & NOT_EXACT


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize("array", [MATRIX, VECTOR, INTS, MATRIX.T], ids=["matrix", "vector", "ints", "transposed"])
def test_of_one(name, array):
    check(f"numpy.{name}", array, expect=is_exact(name, array) and array is not MATRIX.T)


@pytest.mark.parametrize("name", ["sum", "mean", "std", "max", "argmax", "sort", "argsort", "cumsum", "linalg.norm"])
@pytest.mark.parametrize("axis", [0, 1])
def test_over_an_axis(name, axis):
    for array in (MATRIX, MATRIX.T, INTS.reshape(300, 200)):
        check(f"numpy.{name}", array, axis=axis, expect=array is MATRIX)


@pytest.mark.parametrize("name", ["std", "var", "nansum", "nanprod", "median", "count_nonzero"])
@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "c16", "i4", "?"])
@pytest.mark.parametrize("axis", [0, 1, None])
def test_reductions_that_need_more_than_their_result(name, dtype, axis):
    check(f"numpy.{name}", MATRIX.astype(dtype), axis=axis, expect=False)


@pytest.mark.parametrize("name", OF_TWO)
def test_of_two(name):
    for left, right in [(VECTOR, VECTOR.copy()), (INTS, VECTOR), (INTS[:5000], VECTOR[:5000]), (MATRIX, MATRIX[:1])]:
        check(f"numpy.{name}", left, right, expect=name != "array_equal")


def test_products():
    for left, right in [(MATRIX, MATRIX.T), (MATRIX.T, MATRIX), (MATRIX, VECTOR[:200]), (VECTOR, VECTOR)]:
        check("numpy.dot", left, right)
        check("numpy.matmul", left, right)
    check("numpy.matmul", MATRIX[::2], MATRIX.T)
    check("numpy.dot", MATRIX[::2], MATRIX.T, expect=False)
    check("numpy.matmul", MATRIX.astype("f4"), MATRIX.T)
    check("numpy.matmul", INTS.reshape(300, 200), MATRIX.T)
    check("numpy.outer", VECTOR[:500], INTS[:400])
    check("numpy.einsum", "ij,kj->ik", MATRIX, MATRIX)


def test_matrices():
    square = MATRIX[:200] + 200 * np.eye(200)
    symmetric = square @ square.T
    for name in ("inv", "det", "svd"):
        check(f"numpy.linalg.{name}", square)
    for name in ("eigh", "eigvalsh", "cholesky"):
        check(f"numpy.linalg.{name}", symmetric)
    check("numpy.linalg.solve", square, MATRIX[0])
    check("numpy.linalg.solve", square, square[:, :100])


def test_joined_chosen_and_repeated():
    check("numpy.concatenate", [MATRIX, MATRIX])
    check("numpy.vstack", [MATRIX, MATRIX.T[:, :200]])
    check("numpy.where", VECTOR > 3, VECTOR, 0)
    check("numpy.clip", VECTOR, 0, 100)
    check("numpy.tile", VECTOR, (2, 3))
    check("numpy.repeat", MATRIX, 3, 1)
    check("numpy.roll", MATRIX, 3, 1)
    check("numpy.triu", MATRIX)
    check("numpy.pad", MATRIX, ((1, 2), (3, 4)))
    check("numpy.convolve", VECTOR, np.ones(100))
    check("numpy.interp", VECTOR, VECTOR, INTS)
    check("numpy.linspace", 0, 1, 60_000)
    check("numpy.meshgrid", VECTOR[:300], INTS[:200])
    check("numpy.fft.fft2", MATRIX)


def test_indexed():
    check("numpy.ndarray.__getitem__", VECTOR, INTS[::2])
    check("numpy.ndarray.__getitem__", MATRIX, (slice(None), [1, 2, 3]))
    check("numpy.ndarray.__getitem__", MATRIX, MATRIX > 0.5, expect=False)
    check("numpy.ndarray.__getitem__", MATRIX, MATRIX[:, 0] > 0.5, expect=False)
    check("numpy.ndarray.__setitem__", MATRIX.copy(), MATRIX > 0.5, 0)
    check("numpy.ndarray.__setitem__", MATRIX.copy(), slice(1, None), MATRIX[:1])
    check("numpy.take", MATRIX, [1, 2], axis=1)
