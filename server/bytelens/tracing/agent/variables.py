"""What the names that a statement stored hold now: arrays and NumPy scalars, and whose memory they use."""

from __future__ import annotations

from collections.abc import Mapping
from sys import getrefcount
from typing import Any

from .arrays import Arrays, value_of
from .buffers import Buffer, Buffers, Frame
from .channel import Message
from .sites import Site
from .targets import Target

_MOST_DTYPES = 256


def _own_references() -> int:
    kept = {"": object()}
    value = kept[""]
    return getrefcount(value)


_ONE_NAME = _own_references()
"""What `getrefcount` says of a local variable's object that one other place holds."""


class Variables:
    """Looks at the values that statements store."""

    def __init__(self, arrays: Arrays, buffers: Buffers) -> None:
        self._arrays = arrays
        self._buffers = buffers
        self._dtypes: dict[Any, str] = {}

    def parameters(self, names: tuple[str, ...], values: tuple[Any, ...], function: str | None, running: Any) -> None:
        """A call began with these values."""
        frame = self._buffers.enter(running)
        for name, value in zip(names, values, strict=False):
            if self._arrays.is_array(value):
                self._buffers.hold(frame, Target(name, name), function, value, None)

    def forget(self, site: Site, running: Any) -> None:
        """A statement deleted names."""
        frame = self._buffers.frame(running)
        for target in site.deleted:
            frame.holders.pop(target.text, None)

    def stored(
        self, site: Site, values: Mapping[str, Any], shared: Mapping[str, bool], running: Any, known: int, room: int
    ) -> tuple[list[Message], list[str]]:
        """Observations of the arrays and scalars that a statement stored, and the names of whatever else it did.

        shared: whether something holds the value of a name beside that name. known: the number of the latest buffer
        before the statement. room: the most bytes that it can have made.
        """
        found: list[Message] = []
        others: list[str] = []
        frame = self._buffers.frame(running)
        for target in site.stored:
            start = values.get(target.root)
            value = value_of(target, start)
            is_shared = getrefcount(value) > _ONE_NAME if target.path else shared.get(target.root, True)
            if self._arrays.is_array(value):
                buffer = self._buffers.buffer(value)[0]
                new = buffer.number > known and (buffer.foreign or room >= buffer.nbytes)
                own = self._ownership(target, value, buffer, frame, running, new, is_shared)
                self._buffers.hold(frame, target, site.function, value, start)
                found.append(self._array(target, value, buffer, *own))
            else:
                frame.holders.pop(target.text, None)
                if self._arrays.is_scalar(value):
                    found.append(self._scalar(target, value))
                elif value is not None or not target.path:
                    others.append(target.text)
        return found, others

    def _scalar(self, target: Target, value: Any) -> Message:
        dtype = self._arrays.scalar_dtype(value)
        size = dtype.itemsize
        return self._message(target, "scalar", value, (), dtype, size, size, "owner")

    def _array(self, target: Target, value: Any, buffer: Buffer, ownership: str, view_of: str | None) -> Message:
        arrays = self._arrays
        shape, dtype, size = arrays.shape(value), arrays.dtype(value), arrays.itemsize(value)
        message = self._message(target, "array", value, shape, dtype, size, arrays.nbytes(value), ownership)
        message.update(view_of=view_of, buffer=buffer.number, root_nbytes=buffer.nbytes)
        return message

    def _ownership(
        self, target: Target, value: Any, buffer: Buffer, frame: Frame, running: Any, new: bool, shared: bool
    ) -> tuple[str, str | None]:
        """Whose memory an array uses: other names tell, and where none does, whether anything else holds it."""
        others = self._buffers.others(buffer, target.text, frame, running)
        for holder in others:
            if holder.array() is value:
                return "alias", holder.target.text
        if others:
            best = next((holder for holder in others if holder.is_root), others[0])
            return "view", best.target.text
        if self._arrays.is_lent(value):
            return "view", None
        if new:
            return "owner", None
        if shared:
            return "alias", None
        return ("view", None) if self._root_is_shared(value) else ("owner", None)

    def _root_is_shared(self, value: Any) -> bool:
        root, _ = self._arrays.root(value)
        return root is not value and getrefcount(root) > _ONE_NAME

    def _message(
        self,
        target: Target,
        kind: str,
        value: Any,
        shape: tuple[int, ...],
        dtype: Any,
        size: int,
        nbytes: int,
        own: str,
    ) -> Message:
        return {
            "name": target.text,
            "kind": kind,
            "type": type(value).__name__,
            "shape": list(shape),
            "dtype": self._dtype(dtype),
            "itemsize": size,
            "nbytes": nbytes,
            "ownership": own,
        }

    def _dtype(self, dtype: Any) -> str:
        text = self._dtypes.get(dtype)
        if text is None:
            if len(self._dtypes) >= _MOST_DTYPES:
                self._dtypes.clear()
            text = self._dtypes[dtype] = str(dtype)
        return text
