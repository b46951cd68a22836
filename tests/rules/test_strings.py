"""Functions over arrays of strings, held against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.rules.registry import resolve

from .harness import Verdict, check
from .inputs import arrays, compatible

OF_ONE = [
    "isalnum",
    "isalpha",
    "isdecimal",
    "isdigit",
    "islower",
    "isnumeric",
    "isspace",
    "istitle",
    "isupper",
    "str_len",
]
OF_TWO = ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"]
SAME_WIDTH = ["upper", "lower", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip"]
COMPARED = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]
modules = st.sampled_from(["numpy.strings", "numpy.char"])
texts = arrays(st.sampled_from([np.dtype("U3"), np.dtype("S2"), np.dtype("U1")]))
unicode = arrays(st.just(np.dtype("U3")), min_dims=1)


@given(modules, st.sampled_from(OF_ONE), texts)
def test_numbers_of_one(module: str, name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"{module}.{name}", array)
    check(f"{module}.{name}", "ab")


@given(st.data(), modules, st.sampled_from(OF_TWO), texts)
def test_numbers_of_two(data: st.DataObject, module: str, name: str, array: np.ndarray[Any, Any]) -> None:
    other = np.full(data.draw(compatible(array.shape)), "1", array.dtype.char)
    check(f"{module}.{name}", array, other)
    check(f"{module}.{name}", array, other, 0, 2)
    check(f"{module}.{name}", array, other, start=np.array([0]))
    check(f"{module}.{name}", ["ab", "ba"], "b")


@given(modules, st.sampled_from(SAME_WIDTH), texts)
def test_strings_as_wide(module: str, name: str, array: np.ndarray[Any, Any]) -> None:
    check(f"{module}.{name}", array, expect=Verdict.EXACT if array.ndim else Verdict.SILENT)
    check(f"{module}.{name}", ["ab", "cde"])
    if "strip" in name:
        check(f"{module}.{name}", ["ab", "cde"], "a")
        check(f"{module}.{name}", ["ab", "cde"], [["a"], ["b"], ["c"]])


@given(st.data(), st.sampled_from(COMPARED), texts)
def test_comparisons(data: st.DataObject, name: str, array: np.ndarray[Any, Any]) -> None:
    other = np.full(data.draw(compatible(array.shape)), "1", array.dtype.char)
    check(f"numpy.char.{name}", array, other)


@given(modules, unicode, st.integers(0, 6))
def test_strings_of_other_widths(module: str, array: np.ndarray[Any, Any], width: int) -> None:
    for name in ("center", "ljust", "rjust"):
        check(f"{module}.{name}", array, width, expect=Verdict.PARTIAL)
        check(f"{module}.{name}", array, width, "*", expect=Verdict.PARTIAL)
    for name in ("zfill", "multiply", "expandtabs"):
        check(f"{module}.{name}", array, width, expect=Verdict.PARTIAL)
    check(f"{module}.replace", array, "1", "22", expect=Verdict.PARTIAL)
    check(f"{module}.replace", array, "1", ["22"], count=1, expect=Verdict.PARTIAL)
    check(f"{module}.encode", array, expect=Verdict.PARTIAL)
    check(f"{module}.decode", array.astype("S3"), "ascii", expect=Verdict.PARTIAL)
    check(f"{module}.mod", np.full(array.shape, "%d"), width, expect=Verdict.PARTIAL)
    check(f"{module}.translate", array, str.maketrans("1", "2"))


@given(modules, unicode, st.sampled_from(["partition", "rpartition"]))
def test_partitions(module: str, array: np.ndarray[Any, Any], name: str) -> None:
    if resolve(f"{module}.{name}") is None:
        return
    expect = Verdict.PARTIAL if array.size else Verdict.SILENT
    check(f"{module}.{name}", array, "1", expect=expect)
    check(f"{module}.{name}", array, np.array([["1"]]), expect=expect)


@given(unicode)
def test_lists_of_strings(array: np.ndarray[Any, Any]) -> None:
    for name in ("split", "rsplit"):
        check(f"numpy.char.{name}", array)
        check(f"numpy.char.{name}", array, "1", 1)
    check("numpy.char.splitlines", array)
    check("numpy.char.join", "-", array, expect=Verdict.PARTIAL)


@pytest.mark.parametrize("name", ["upper", "center", "split"])
def test_numbers_are_no_strings(name: str) -> None:
    further = (3,) if name == "center" else ()
    assert check(f"numpy.char.{name}", np.ones(3), *further) is None
