"""Methods of NumPy scalars, held against NumPy."""

import numpy as np
import pytest

from .harness import Verdict, check

SCALARS = [np.float32(1.5), np.int8(3), np.complex128(1j), np.bool_(True), np.uint64(7), np.datetime64("2020-01-02")]
CALLS = [
    ("ravel", ()),
    ("flatten", ()),
    ("reshape", (1, 1)),
    ("reshape", (-1,)),
    ("repeat", (3,)),
    ("cumsum", ()),
    ("cumprod", ()),
    ("take", ([0, 0],)),
    ("take", (0,)),
    ("squeeze", ()),
    ("transpose", ()),
    ("tobytes", ()),
]


@pytest.mark.parametrize("scalar", SCALARS, ids=repr)
@pytest.mark.parametrize(("name", "arguments"), CALLS)
def test_methods(scalar, name, arguments):
    weak = name in ("cumsum", "cumprod") and scalar.dtype.kind == "M"
    check(f"numpy.generic.{name}", scalar, *arguments, expect=Verdict.SILENT if weak else Verdict.EXACT)


def test_conditions_and_choices():
    check("numpy.generic.compress", np.float32(1.5), [True])
    check("numpy.generic.choose", np.int8(0), [[1, 2], [3, 4]])
