"""What changes elements and returns nothing, held against NumPy."""

import numpy as np
import pytest

from .harness import Verdict, check, rule_of

CALLS = {
    "put": ([0, 1], 7),
    "place": (np.array([True, False, True, False]), [1, 2]),
    "putmask": (np.array([True, False, True, False]), 5),
    "put_along_axis": (np.array([0, 1]), 5, 0),
    "copyto": (3,),
}


@pytest.mark.parametrize("name", CALLS)
def test_functions(name):
    arguments = CALLS[name]
    assert check(f"numpy.{name}", np.zeros(4), *arguments) is Verdict.EXACT
    check(f"numpy.{name}", np.zeros(4, object), *arguments, expect=Verdict.SILENT)
    assert rule_of(f"numpy.{name}").writes


def test_others():
    assert check("numpy.fill_diagonal", np.zeros((3, 3)), 1) is Verdict.EXACT
    assert check("numpy.ndarray.put", np.zeros(4), [0, 1], 7) is Verdict.EXACT
    assert check("numpy.ndarray.setfield", np.zeros(4), 7, "i4") is Verdict.EXACT
    assert check("numpy.ufunc.at", np.add, np.zeros(4), [0, 1], 7) is Verdict.EXACT
    assert check("numpy.ufunc.at", np.negative, np.zeros(4), [0, 1]) is Verdict.EXACT
    check("numpy.ufunc.at", np.add, np.zeros(4, object), [0], 7, expect=Verdict.SILENT)
