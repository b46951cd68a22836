"""Which calls write to files, and to which.

Of what is known, the callables that write are listed here. What is not known may write to any file, unless it comes
from a library that says where it does (see `quiet`).
"""

from __future__ import annotations

import ast
import functools
import io
from collections.abc import Callable
from pathlib import PurePath
from typing import TypeAlias

import numpy as np

from ..rules.layout import contiguous
from ..rules.literals import as_array
from ..rules.registry import Unmodelled
from ..values.arrays import Array, DType, Scalar
from ..values.dims import SomeInt, Symbolic
from ..values.joining import options, union
from ..values.kinds import UNKNOWN, Method, Ref, Typed, Unknown, Value
from ..values.saved import Archive, Content, Saved
from . import files
from .forms import FILES
from .machine import Machine
from .origins import origin_of
from .quiet import is_harmless_method, is_library, may_call, says_so
from .scopes import Function
from .surveys import Survey, surely_writes

_NO_CALLABLES = frozenset({Array, Scalar, SomeInt, Symbolic, Ref, int, float, bool, str, tuple, type(None)})
_READING = ("r", "readonly", "c", "copyonwrite")


def note_call(machine: Machine, function: Value, arguments: list[Value], keywords: dict[str, Value]) -> None:
    """What a call of something known writes to. Who else gets hold of what writes may call it at any time."""
    if not machine.folders:
        return
    writer = _writer(function)
    receiver = [function.receiver] if isinstance(function, Method) else []
    if writer is not None:
        try:
            writer(machine, *receiver, *arguments, **keywords)
        except TypeError:
            files.write_any(machine)
    elif any(map(_is_writer, arguments)) or (keywords and any(map(_is_writer, keywords.values()))):
        files.write_any_time(machine)
    elif _calls_unknown(function, arguments, keywords):
        files.write_any(machine)


def _is_writer(value: Value) -> bool:
    return type(value) not in _NO_CALLABLES and _writer(value) is not None


def _calls_unknown(function: Value, arguments: list[Value], keywords: dict[str, Value]) -> bool:
    """Whether a builtin calls something unknown that it is given."""
    calls = arguments and (function is map or function is filter or function is functools.reduce)
    given = arguments[0] if calls else keywords.get("key")
    return isinstance(given, Unknown)


def note_unknown_call(
    machine: Machine, function: Value, arguments: list[Value] | None, node: ast.AST | None = None
) -> None:
    """What unknown code writes to. Of what is known, `note_call` has told it, unless arguments are not known (None)."""
    if not machine.folders or (not machine.traces and machine.store.get(FILES) is UNKNOWN):
        return
    if isinstance(function, Method) or _writer(function) is not None:
        if arguments is None and _writer(function) is not None:
            files.write_any(machine)
        return
    if isinstance(function, Unknown):
        origin, name = _called(machine, node)
    else:
        origin, name = getattr(function, "__module__", None) or "", getattr(function, "__name__", "")
    given = arguments or []
    if origin is None:
        if not is_harmless_method(name):
            files.write_any(machine)
    elif not is_library(origin) or (may_call(origin) and any(isinstance(value, Unknown) for value in given)):
        files.write_any(machine)
    elif says_so(name, origin):
        _write_named(machine, given)


def note_lost_function(machine: Machine, function: Function) -> None:
    """Unknown code may call a function of the program at any time."""
    if machine.folders and not machine.uncalled and Survey(machine).may_write(function):
        files.write_any_time(machine)


def note_uncalled(machine: Machine) -> None:
    """Of functions that nobody calls, nobody knows the order: what any of them surely writes, the others may find."""
    machine.uncalled = True
    if machine.folders and any(map(surely_writes, machine.functions)):
        files.write_any_time(machine)


def _called(machine: Machine, node: ast.AST | None) -> tuple[str | None, str]:
    """Where something unknown that is called comes from, and its name."""
    if not isinstance(node, ast.Call):
        return None, ""
    origin = origin_of(machine, machine.frame, node.func)
    if isinstance(node.func, ast.Attribute):
        return origin, node.func.attr
    return origin, "" if origin is None else origin.rpartition(".")[2]


def _write_named(machine: Machine, arguments: list[Value]) -> None:
    """What is called may write to the files that its arguments name; to any, unless they name one."""
    named = [value for value in arguments if isinstance(value, str) and PurePath(value).suffix]
    if not named or any(isinstance(value, Typed) and value.type is str for value in arguments):
        files.write_any(machine)
    for value in named:
        files.write(machine, value)


Writer: TypeAlias = Callable[..., None]


def _writer(function: Value) -> Writer | None:
    if isinstance(function, Method):
        if isinstance(function.receiver, PurePath):
            return _by_path if says_so(function.name) else None
        return _METHODS.get(function.name) if isinstance(function.receiver, Array) else None
    if type(function) in _NO_CALLABLES:
        return None
    try:
        return _WRITERS.get(function)
    except TypeError:
        return None


def _save(machine: Machine, file: Value, arr: Value, *rest: Value, **keywords: Value) -> None:
    _write_to(machine, file, ".npy", _saved(machine, arr))


def _savez(machine: Machine, file: Value, *arrays: Value, allow_pickle: Value = True, **named: Value) -> None:
    members = {f"arr_{place}": array for place, array in enumerate(arrays)} | named
    _write_to(machine, file, ".npz", Archive(tuple((name, _saved(machine, array)) for name, array in members.items())))


def _savetxt(machine: Machine, fname: Value, *rest: Value, **keywords: Value) -> None:
    _write_to(machine, fname)


def _to_file(machine: Machine, array: Value, file: Value, *rest: Value, **keywords: Value) -> None:
    _write_to(machine, file)


def _open(machine: Machine, file: Value, mode: Value = "r", *rest: Value, **keywords: Value) -> None:
    if not isinstance(mode, str) or set(mode) & set("wax+"):
        _write_to(machine, file)


def _memmap(
    machine: Machine, filename: Value, dtype: Value = None, mode: Value = "r+", *rest: Value, **kw: Value
) -> None:
    if mode not in _READING:
        _write_to(machine, filename)


def _by_path(machine: Machine, *arguments: Value, **keywords: Value) -> None:
    """`Path(...).write_bytes(...)` and the like, which may also move files or link to them."""
    files.write_any(machine)


def _open_memmap(machine: Machine, filename: Value, mode: Value = "r+", *rest: Value, **keywords: Value) -> None:
    _memmap(machine, filename, None, mode)


def _load(machine: Machine, file: Value, mmap_mode: Value = None, *rest: Value, **keywords: Value) -> None:
    if mmap_mode not in (None, "r", "r+", "c"):
        _write_to(machine, file)


_METHODS: dict[str, Writer] = {"tofile": _to_file, "dump": _to_file}
_WRITERS: dict[object, Writer] = {
    np.save: _save,
    np.savez: _savez,
    np.savez_compressed: _savez,
    np.savetxt: _savetxt,
    np.memmap: _memmap,
    np.load: _load,
    np.lib.format.open_memmap: _open_memmap,
    np.ndarray.tofile: _to_file,
    np.ndarray.dump: _to_file,
    open: _open,
}


def _write_to(machine: Machine, file: Value, suffix: str = "", content: Content = None) -> None:
    """Write to a path, which NumPy gives a suffix; what writing to an open file changes was told when it was opened."""
    if isinstance(file, Typed) and issubclass(file.type, io.IOBase):
        return
    paths = [files.path_of(option) for option in options(file)]
    named = [None if path is None else path if path.endswith(suffix) else path + suffix for path in paths]
    if None in named:
        files.write_any(machine)
    else:
        files.write(machine, union(named), content)


def _saved(machine: Machine, value: Value) -> Saved | None:
    """What a file holds to which a value is saved."""
    try:
        array = as_array(machine.expose(value))
    except Unmodelled:
        return None
    if array.type is not np.ndarray or array.shape is None or array.dtype is None:
        return None
    dtype = _as_loaded(array.dtype)
    return None if dtype is None else Saved(array.shape, dtype, _order(array))


def _as_loaded(dtype: DType) -> DType | None:
    """The dtype that a header gives back, which forgets metadata and alignment; None where it is not plain."""
    if dtype.kind not in "biufcSUmMV" or dtype.hasobject or dtype.itemsize == 0:
        return None
    try:
        return np.lib.format.descr_to_dtype(np.lib.format.dtype_to_descr(dtype))
    except (TypeError, ValueError):
        return None


def _order(array: Array) -> str | None:
    """The order in which elements are written: Fortran's for arrays that lie so, and not in C order too."""
    lies_in_c_order, lies_in_f_order = contiguous(array, "C"), contiguous(array, "F")
    if lies_in_c_order or lies_in_c_order is lies_in_f_order is False:
        return "C"
    return "F" if lies_in_f_order and lies_in_c_order is False else None
