"""Record arrays, memory-mapped arrays and views as another class, against NumPy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .harness import Verdict, check
from .inputs import arrays, numeric_dtypes
from .test_structured import structured_arrays, structured_dtypes

CLASSES = [np.ndarray, np.matrix, np.recarray, np.ma.MaskedArray]

pytestmark = pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")

bounds = st.none() | st.integers(-3, 3)
slices = st.builds(slice, bounds, bounds, st.sampled_from([None, 2, -1]))
keys = st.one_of(slices, st.integers(-3, 2), st.lists(st.integers(-1, 0), max_size=3))
file_keys = st.sampled_from([slice(None), slice(None, None, 2), 0, -1, [0, 0], ...])


@given(arrays(numeric_dtypes, min_dims=1, max_dims=2), st.sampled_from(CLASSES))
def test_views_as_a_class(array: np.ndarray[Any, Any], kind: type) -> None:
    check("numpy.ndarray.view", array, kind)
    check("numpy.ndarray.view", array, type=kind)
    check("numpy.ndarray.view", array.view(kind), np.ndarray, expect=Verdict.SILENT)


@given(structured_arrays)
def test_views_as_records(array: np.ndarray[Any, Any]) -> None:
    check("numpy.ndarray.view", array, np.recarray)
    check("numpy.ndarray.view", array.view(np.recarray), np.ndarray)
    check("numpy.ndarray.view", array.view(np.recarray))


@given(structured_arrays.filter(lambda array: array.ndim), keys, st.data())
def test_parts_of_records(array: np.ndarray[Any, Any], key: Any, data: st.DataObject) -> None:
    records = array.view(np.recarray)
    name = data.draw(st.sampled_from(list(array.dtype.names or ())))
    check("numpy.recarray.__getattribute__", records, name)
    check("numpy.recarray.__getitem__", records, name)
    check("numpy.recarray.__getitem__", records, [name])
    check("numpy.recarray.__getitem__", records, key)
    for method in ("copy", "T", "ravel", "flatten"):
        check(f"numpy.recarray.{method}", records, expect=Verdict.BOUNDED)
    check("numpy.concatenate", [records, records])


@given(structured_arrays, st.booleans())
def test_records_of_arrays(array: np.ndarray[Any, Any], copy: bool) -> None:
    check("numpy.rec.array", array, copy=copy)


@given(st.integers(1, 3), structured_dtypes)
def test_records_of_tuples(count: int, dtype: np.dtype[Any]) -> None:
    rows = [np.zeros((), dtype).item()] * count
    check("numpy.rec.array", rows, dtype)
    check("numpy.rec.fromrecords", rows, dtype=dtype)
    check("numpy.rec.fromrecords", rows, expect=Verdict.SILENT)
    check("numpy.recarray", (count, 2), dtype)


@given(st.lists(arrays(numeric_dtypes, (3,)), min_size=1, max_size=3), st.booleans())
def test_records_of_columns(columns: list[np.ndarray[Any, Any]], named: bool) -> None:
    names = ",".join("abc"[: len(columns)])
    check("numpy.rec.fromarrays", columns, **({"names": names} if named else {}))
    check("numpy.rec.fromarrays", columns, dtype=[(name, "f4") for name in names.split(",")])


@given(arrays(numeric_dtypes, min_dims=1, max_dims=3))
def test_mapped_arrays(array: np.ndarray[Any, Any]) -> None:
    mapped = array.view(np.memmap)
    for name in ("copy", "T", "ravel", "flatten", "sum", "mean", "max"):
        check(f"numpy.memmap.{name}", mapped, expect=Verdict.BOUNDED)
    check("numpy.memmap.sum", mapped, 0)
    check("numpy.memmap.reshape", mapped, -1, expect=Verdict.BOUNDED)
    for other in (mapped, array, 2):
        check("operator.add", mapped, other)
        check("operator.add", other, mapped)
    check("numpy.sqrt", mapped)
    check("numpy.sum", mapped, 0)
    check("numpy.asarray", mapped)
    check("numpy.array", mapped)


@given(st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple), st.sampled_from(["f4", "u1", None]), file_keys)
def test_new_files(
    tmp_path_factory: pytest.TempPathFactory, shape: tuple[int, ...], dtype: str | None, key: Any
) -> None:
    path: Path = tmp_path_factory.mktemp("mapped") / "data.bin"
    chosen = {} if dtype is None else {"dtype": dtype}
    check("numpy.memmap", str(path), mode="w+", shape=shape, **chosen)
    check("numpy.memmap", str(path), mode="r", shape=shape, expect=Verdict.SILENT, **chosen)
    mapped = np.memmap(path, mode="w+", shape=shape, **chosen)  # type: ignore[call-overload]
    check("numpy.memmap.__getitem__", mapped, key)
    check("numpy.memmap.flush", mapped)
