"""Headers of `.npy` files.

Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import IO, Any

import numpy as np

from ..values.arrays import DType
from ..values.saved import Saved

MAGIC = b"\x93NUMPY"
LONGEST_HEADER = 10_000
"""What `np.load` itself reads unless it is told otherwise."""
MOST_AXES = 64
MOST_BYTES = 2**63 - 1
_VERSIONS = {(1, 0): (2, "latin1"), (2, 0): (4, "latin1"), (3, 0): (4, "utf8")}
_KEYS = {"descr", "fortran_order", "shape"}
_dtype_of: Callable[[Any], DType] = np.lib.format.descr_to_dtype


class BrokenFileError(Exception):
    """NumPy would not load it, or might not."""


def read_npy(file: IO[bytes], size: int) -> Saved:
    """The array in a file of `size` bytes, from its header. Raises BrokenFileError where it is not as it should be."""
    try:
        saved, start = _read(file)
    except BrokenFileError:
        raise
    except Exception as error:
        raise BrokenFileError(str(error)) from error
    nbytes = saved.dtype.itemsize
    for length in saved.shape:
        assert isinstance(length, int)
        nbytes *= length or 1
    if nbytes > MOST_BYTES:
        raise BrokenFileError("more than there can be")
    if 0 not in saved.shape and not saved.dtype.hasobject and start + nbytes > size:
        raise BrokenFileError("the file ends before its data")
    return saved


def _read(file: IO[bytes]) -> tuple[Saved, int]:
    """The header and where the data starts."""
    start = _exactly(file, len(MAGIC) + 2)
    if start[: len(MAGIC)] != MAGIC:
        raise BrokenFileError("no .npy file")
    counted, encoding = _VERSIONS[start[-2], start[-1]]
    length = int.from_bytes(_exactly(file, counted), "little")
    if length > LONGEST_HEADER:
        raise BrokenFileError("a long header")
    header = ast.literal_eval(_exactly(file, length).decode(encoding))
    return _saved(header), len(start) + counted + length


def _exactly(file: IO[bytes], count: int) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise BrokenFileError("the file ends within its header")
    return data


def _saved(header: object) -> Saved:
    if not isinstance(header, dict) or header.keys() != _KEYS:
        raise BrokenFileError("other keys")
    shape, in_fortran_order = header["shape"], header["fortran_order"]
    if not isinstance(shape, tuple) or len(shape) > MOST_AXES or not isinstance(in_fortran_order, bool):
        raise BrokenFileError("no shape, or no order")
    if any(type(length) is not int or length < 0 for length in shape):
        raise BrokenFileError("no shape")
    dtype = _dtype_of(header["descr"])
    if not isinstance(dtype, np.dtype) or dtype.itemsize == 0 or dtype.subdtype is not None:
        raise BrokenFileError("a dtype without a size, or with a shape")
    return Saved(shape, dtype, "F" if in_fortran_order else "C")
