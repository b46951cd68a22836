"""Questions to arrays that run nobody's code: NumPy's own descriptors answer, whatever a subclass overrides."""

from __future__ import annotations

import array as lending
import sys
from collections.abc import Callable
from functools import partial
from types import GetSetDescriptorType, MemberDescriptorType, ModuleType
from typing import Any

from .targets import Target

_MRO = vars(type)["__mro__"].__get__
_CLASS_DICT = vars(type)["__dict__"].__get__
_MODULE_DICT: Callable[[ModuleType], dict[str, Any]] = vars(ModuleType)["__dict__"].__get__
_DEEPEST = 1000
_LENDERS = (bytes, bytearray, memoryview, lending.array)


class Arrays:
    """The classes of the program's NumPy, once it has imported it."""

    def __init__(self) -> None:
        self.ready = False

    def find(self) -> bool:
        """Is NumPy there, as far as it is needed?"""
        loaded = sys.modules.get("numpy")
        if type(loaded) is not ModuleType:
            return False
        inside = _MODULE_DICT(loaded)
        cls, scalar = inside.get("ndarray"), inside.get("generic")
        if type(cls) is not type or type(scalar) is not type or "__version__" not in inside:
            return False
        self.version = str(inside["__version__"])
        self.array, self.scalar = cls, scalar
        of: Callable[[str], Any] = lambda name: vars(cls)[name].__get__  # noqa: E731
        self.base, self.shape, self.strides = of("base"), of("shape"), of("strides")
        self.dtype, self.nbytes, self.itemsize = of("dtype"), of("nbytes"), of("itemsize")
        self.scalar_dtype = vars(scalar)["dtype"].__get__
        self.ready = True
        return True

    def makes_arrays(self, cls: type) -> bool:
        """Are the objects of a class arrays?"""
        return self.array in _MRO(cls)

    def makes_scalars(self, cls: type) -> bool:
        """Are they NumPy scalars?"""
        return self.scalar in _MRO(cls)

    def root(self, array: Any) -> tuple[Any, Any]:
        """The array at the end of the bases, and the other object that lends it memory (None where it is its own)."""
        for _ in range(_DEEPEST):
            base = self.base(array)
            if base is None:
                return array, None
            if type(base) is not self.array and not self.makes_arrays(type(base)):
                inner = _behind(base)
                if inner is None or not self.makes_arrays(type(inner)):
                    return array, base
                base = inner
            array = base
        return array, None

    def is_lent(self, array: Any) -> bool:
        """Does an array look into the memory of a Python object that is no array, such as `bytes`?"""
        return isinstance(self.root(array)[1], _LENDERS)

    def span(self, array: Any) -> int:
        """The bytes from the first element of an array to the last, in whichever order they lie."""
        total: int = self.itemsize(array)
        for length, stride in zip(self.shape(array), self.strides(array), strict=True):
            if length == 0:
                return 0
            total += (length - 1) * abs(stride)
        return total


def _behind(base: Any) -> Any:
    """The object whose memory another one passes on: of `memoryview`, and of what `as_strided` puts in between."""
    if type(base) is memoryview:
        try:
            return base.obj
        except ValueError:
            return None
    if type(base).__name__ == "DummyArray" and type(base).__module__.startswith("numpy."):
        return attribute(base, "base")
    return None


def value_of(target: Target, root: Any) -> Any:
    """What a target holds; None where finding out could run code of the program's."""
    value = root
    for access in target.path:
        if access.attribute:
            value = attribute(value, str(access.key))
        elif type(value) is list and type(access.key) is int:
            value = value[access.key] if -len(value) <= access.key < len(value) else None
        elif dict in _MRO(type(value)):
            value = dict.get(value, access.key)
        else:
            return None
    return value


def attribute(value: Any, name: str) -> Any:
    """An attribute that is simply kept, in a slot or an instance's own dictionary; None for any other."""
    kind = type(value)
    if kind is ModuleType:
        return _MODULE_DICT(value).get(name)
    if type in _MRO(kind):
        return _CLASS_DICT(value).get(name)
    inside = None
    for cls in _MRO(kind):
        names = _CLASS_DICT(cls)
        found = names.get(name)
        if type(found) is MemberDescriptorType:
            return _slot(found, value)
        if found is not None and _MRO(type(found)) and "__set__" in _all_names(type(found)):
            return None
        kept = names.get("__dict__")
        if inside is None and type(kept) is GetSetDescriptorType:
            inside = partial(kept.__get__, value)
    return inside().get(name) if inside is not None else None


def _all_names(cls: type) -> set[str]:
    return {name for above in _MRO(cls) for name in _CLASS_DICT(above)}


def _slot(descriptor: MemberDescriptorType, value: Any) -> Any:
    try:
        return descriptor.__get__(value)
    except AttributeError:
        return None
