"""What writes to files and sets options, held against NumPy."""

import os

import numpy as np
import pytest

from bytelens.rules.registry import Unmodelled
from bytelens.values.arrays import Array
from bytelens.values.dims import SOME_INT
from bytelens.values.kinds import UNKNOWN, Typed

from .harness import Verdict, check, rule_of

FILE = os.devnull


@pytest.mark.parametrize("name", ["savetxt"])
def test_files(name):
    assert check(f"numpy.{name}", FILE, np.zeros((2, 3))) is Verdict.EXACT
    assert check(f"numpy.{name}", FILE, np.zeros(3), fmt="%d", delimiter=",") is Verdict.EXACT


def test_arrays_save_themselves(tmp_path):
    array = np.zeros(3)
    assert check("numpy.ndarray.tofile", array, FILE) is Verdict.EXACT
    assert check("numpy.ndarray.dump", array, str(tmp_path / "a.pkl")) is Verdict.EXACT
    assert check("numpy.save", str(tmp_path / "a.npy"), array) is Verdict.EXACT
    assert check("numpy.savez", str(tmp_path / "a.npz"), array, b=array) is Verdict.EXACT
    assert check("numpy.savez_compressed", str(tmp_path / "a.npz"), array, b=[array]) is Verdict.EXACT


@pytest.mark.parametrize(
    ("file", "value"),
    [(UNKNOWN, Array((3,), np.dtype(float))), ("a", Array((3,), np.dtype(object))), ("a", UNKNOWN)],
)
def test_what_may_run_code_of_the_program(file, value):
    with pytest.raises(Unmodelled):
        rule_of("numpy.save").function(file, value)


def test_names_that_are_not_known():
    assert rule_of("numpy.save").function(Typed(str), Array((SOME_INT,), np.dtype(float))) is None


def test_settings():
    with np.printoptions(), np.errstate():
        assert check("numpy.set_printoptions", precision=3) is Verdict.EXACT
        assert check("numpy.seterr", all="ignore") is Verdict.EXACT
        assert check("numpy.geterr") is Verdict.EXACT
        assert check("numpy.get_printoptions") is Verdict.EXACT
        assert check("numpy.errstate", all="ignore") is Verdict.EXACT
    check("numpy.set_printoptions", formatter={"all": str}, expect=Verdict.SILENT)


@pytest.mark.parametrize(
    "name", ["save", "savez", "savez_compressed", "savetxt", "set_printoptions", "seterr", "errstate"]
)
def test_the_analysis_never_calls_what_has_effects(name):
    assert not rule_of(f"numpy.{name}").determined


@pytest.mark.parametrize("name", ["tofile", "dump"])
def test_nor_methods_with_effects(name):
    assert not rule_of(f"numpy.ndarray.{name}").determined
