"""Arrays in files: load, fromfile, memmap, and what `np.load` makes of archives.

Source: https://numpy.org/doc/stable/reference/routines.io.html
"""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np

from ..values.arrays import Array, new_array
from ..values.dims import SOME_INT, Dim, Shape, SomeInt, Symbolic
from ..values.kinds import UNKNOWN, Made, Sequence, Typed, Value
from ..values.saved import Archive, Saved
from .arguments import as_bool, as_dim, as_dtype, as_int, as_shape
from .layout import as_order
from .registry import Context, Unmodelled, WouldRaise, rule

MAPPING_MODES = ("r", "r+", "c")
SHORTEST_LIMIT = 10_000
_ENCODINGS = ("ASCII", "latin1", "bytes")


@rule("numpy.load", contextual=True)
def load(
    context: Context,
    file: Value,
    mmap_mode: Value = None,
    allow_pickle: Value = False,
    fix_imports: Value = True,
    encoding: Value = "ASCII",
    *,
    max_header_size: Value = SHORTEST_LIMIT,
) -> Value:
    """The array in a `.npy` file, in memory or mapped; of a `.npz` file, what gives its arrays by their keys."""
    if encoding not in _ENCODINGS or as_int(max_header_size) < SHORTEST_LIMIT:
        raise Unmodelled("what NumPy would refuse")
    found = context.saved_in(file)
    if isinstance(found, Archive):
        return Made(np.lib.npyio.NpzFile, (found, as_bool(allow_pickle)))
    if found is None:
        raise Unmodelled("a file of which nothing is known")
    if mmap_mode is None:
        return loaded(found, as_bool(allow_pickle))
    if mmap_mode not in MAPPING_MODES or found.dtype.hasobject or 0 in found.shape:
        raise Unmodelled("what cannot be mapped")
    return replace(loaded(found, False), type=np.memmap)


def loaded(saved: Saved, allow_pickle: bool) -> Array:
    """A new array of what was saved. Objects were pickled: how they lie in memory, the pickle alone knows."""
    if saved.dtype.hasobject:
        if not allow_pickle:
            raise WouldRaise("Object arrays cannot be loaded when allow_pickle=False")
        return new_array(saved.shape, saved.dtype, None)
    return new_array(saved.shape, saved.dtype, saved.order)


@rule("numpy.lib.npyio.NpzFile.__getitem__")
def npz_item(archive: Value, key: Value) -> Value:
    """An array that is read anew each time. Raises Unmodelled for a member that is none."""
    contents, allow_pickle = _opened(archive)
    if not isinstance(key, str):
        raise Unmodelled("the key is not known")
    members = dict(contents.members)
    found = members.get(key, members.get(key.removesuffix(".npy")))
    if found is None:
        raise Unmodelled("no such array")
    return loaded(found, allow_pickle)


@rule("numpy.lib.npyio.NpzFile.files")
def npz_files(archive: Value) -> Sequence:
    """The keys."""
    return Sequence(tuple(key for key, _ in _opened(archive)[0].members))


@rule("numpy.lib.npyio.NpzFile.keys", "numpy.lib.npyio.NpzFile.__iter__")
def npz_keys(archive: Value) -> Sequence:
    """The keys, one after the other."""
    return Sequence(npz_files(archive).items, kind="iterator")


@rule("numpy.lib.npyio.NpzFile.values")
def npz_values(archive: Value) -> Sequence:
    """The arrays, each read when it is its turn."""
    return Sequence(tuple(value for _, value in _pairs(archive)), kind="iterator")


@rule("numpy.lib.npyio.NpzFile.items")
def npz_items(archive: Value) -> Sequence:
    """Keys and arrays."""
    return Sequence(_pairs(archive), kind="iterator")


def _pairs(archive: Value) -> tuple[tuple[str, Value], ...]:
    contents, allow_pickle = _opened(archive)
    return tuple((key, _loaded_or_not(saved, allow_pickle)) for key, saved in contents.members)


def _loaded_or_not(saved: Saved | None, allow_pickle: bool) -> Value:
    if saved is None or (saved.dtype.hasobject and not allow_pickle):
        return UNKNOWN
    return loaded(saved, allow_pickle)


@rule("numpy.lib.npyio.NpzFile.close")
def npz_close(archive: Value) -> None:
    """Nothing can be read any more."""


def _opened(archive: Value) -> tuple[Archive, bool]:
    if not isinstance(archive, Made) or not isinstance(archive.given[0], Archive):
        raise Unmodelled("an archive of which nothing is known")
    return archive.given[0], archive.given[1] is True


@rule("numpy.fromfile", contextual=True)
def fromfile(
    context: Context,
    file: Value,
    dtype: Value = float,
    count: Value = -1,
    sep: Value = "",
    offset: Value = 0,
    *,
    like: Value = None,
) -> Array:
    """A vector of all elements after `offset` bytes, or of `count` of them if there are as many."""
    wanted = as_dtype(dtype)
    if wanted is None or wanted.itemsize == 0 or wanted.subdtype is not None or wanted.hasobject or like is not None:
        raise Unmodelled("the dtype is not known")
    most, start = as_dim(count), as_dim(offset)
    in_file: Dim = SOME_INT
    size = context.size_of(file) if sep == "" else None
    if size is not None and isinstance(start, int):
        if not 0 <= start <= size:
            raise Unmodelled("before or after the file")
        in_file = (size - start) // wanted.itemsize
    return new_array((_at_most(in_file, most),), wanted)


def _at_most(there: Dim, wanted: Dim) -> Dim:
    if isinstance(wanted, int) and wanted < 0:
        return there
    if isinstance(there, int) and isinstance(wanted, int):
        return min(there, wanted)
    if isinstance(wanted, int | Symbolic):
        return SomeInt(wanted)
    return SomeInt(there if isinstance(there, int) else None)


@rule("numpy.memmap", contextual=True, determined=False)
def memmap(
    context: Context,
    filename: Value,
    dtype: Value = np.uint8,
    mode: Value = "r+",
    offset: Value = 0,
    shape: Value = None,
    order: Value = "C",
) -> Array:
    """An array in the memory that a file is mapped to: of the given shape, else a vector of what is in the file."""
    wanted = as_dtype(dtype)
    if wanted is None or wanted.itemsize == 0 or wanted.subdtype is not None or wanted.hasobject:
        raise Unmodelled("the dtype is not known")
    if shape is None:
        lengths: Shape | None = (_mapped(context.size_of(filename), as_dim(offset), wanted.itemsize),)
    else:
        lengths = as_shape(shape)
    return replace(new_array(lengths, wanted, as_order(order)), type=np.memmap)


def _mapped(size: int | None, offset: Dim, itemsize: int) -> Dim:
    if size is None or not isinstance(offset, int):
        return SOME_INT
    if offset < 0 or offset >= size or (size - offset) % itemsize:
        raise Unmodelled("what cannot be mapped")
    return (size - offset) // itemsize


@rule("builtins.open")
def open_(file: Value, mode: Value = "r", *rest: Value, **keywords: Value) -> Typed:
    """A file object."""
    return Typed(io.IOBase)
