"""What the names that a statement stored hold now: arrays and NumPy scalars, and whose memory they use."""

from __future__ import annotations

from sys import getrefcount
from typing import Any

from .arrays import Arrays, value_of
from .buffers import Buffer, Buffers, Frame
from .channel import Message
from .references import References
from .sites import Site
from .targets import Target
from .windows import Window

Seen = tuple[Any, ...]
"""An observation: its values in the order of `_KEYS`."""
_KEYS = (
    "name", "kind", "type", "shape", "dtype", "itemsize", "nbytes", "ownership", "view_of", "buffer", "root_nbytes",
)  # fmt: skip
VARIANT = _KEYS.index("buffer")
"""How many of the values tell one variant of a line from another."""
_MOST_TYPES = 256
_OTHER, _ARRAY, _SCALAR = range(3)


def message_of(seen: Seen) -> Message:
    """An observation as the channel wants it."""
    return dict(zip(_KEYS, seen, strict=True))


def _own_references() -> int:
    kept = {"": object()}
    value = kept[""]
    return getrefcount(value)


_ONE_NAME = _own_references()
"""What `getrefcount` says of a local variable's object that one other place holds."""
_TWO_LOCALS = 2


class Variables:
    """Looks at the values that statements store."""

    def __init__(self, arrays: Arrays, buffers: Buffers) -> None:
        self._arrays = arrays
        self._buffers = buffers
        self._references = References()
        self._kinds: dict[type, int] = {}
        self._dtypes: dict[Any, str] = {}
        self._parameters: dict[str, Target] = {}

    def parameters(self, names: tuple[str, ...], values: tuple[Any, ...], function: str | None, running: Any) -> None:
        """A call began with these values."""
        frame = self._buffers.enter(running)
        for name, value in zip(names, values, strict=False):
            if self._kind(type(value)) == _ARRAY:
                buffer = self._buffers.buffer(value)
                self._buffers.hold(frame, self._parameter(name), function, value, None, buffer)

    def _parameter(self, name: str) -> Target:
        target = self._parameters.get(name)
        if target is None:
            if len(self._parameters) >= _MOST_TYPES:
                self._parameters.clear()
            target = self._parameters[name] = Target(name, name)
        return target

    def stored(
        self, site: Site, roots: tuple[str, ...], values: tuple[Any, ...], running: Any, window: Window
    ) -> tuple[list[Seen], list[str]]:
        """Observations of the arrays and scalars that a statement stored, and the names of whatever else it did.

        values: what the names hold from which the targets start. running: the frame that they are in.
        """
        found: list[Seen] = []
        others: list[str] = []
        frame = self._buffers.frame(running)
        for target in site.deleted:
            frame.holders.pop(target.text, None)
        for target in site.stored if roots else ():
            start = values[roots.index(target.root)]
            value = value_of(target, start) if target.path else start
            kind = self._kind(type(value))
            if kind == _ARRAY:
                buffer = self._buffers.buffer(value)
                own = self._known(target, value, buffer, frame, running, window)
                if own is None:
                    lone = _ONE_NAME if target.path else self._references.lone(running) + _TWO_LOCALS
                    shared = getrefcount(value) > lone
                    own = self._unnamed(value, shared)
                holder = self._buffers.hold(frame, target, site.function, value, start, buffer)
                holder.owns = own is _OWNER
                found.append(self._array(target.text, value, buffer, *own))
                continue
            frame.holders.pop(target.text, None)
            self._no_array(target, value, kind, found, others)
        return found, others

    def _no_array(self, target: Target, value: Any, kind: int, found: list[Seen], others: list[str]) -> None:
        if kind == _SCALAR:
            found.append(self._scalar(target.text, value))
        elif value is not None or not target.path:
            others.append(target.text)

    def forget(self) -> None:
        """No class of the program's is held any more."""
        self._kinds.clear()
        self._dtypes.clear()

    def glanced(self, site: Site, roots: tuple[str, ...], values: tuple[Any, ...]) -> tuple[list[Seen], list[str]]:
        """The same of another thread's statement: whose memory its arrays use is not followed."""
        found: list[Seen] = []
        others: list[str] = []
        for target in site.stored:
            start = values[roots.index(target.root)]
            value = value_of(target, start) if target.path else start
            kind = self._kind(type(value))
            if kind == _ARRAY:
                found.append(self._array(target.text, value, None, "unknown", None))
            else:
                self._no_array(target, value, kind, found, others)
        return found, others

    def _kind(self, cls: type) -> int:
        kind = self._kinds.get(cls)
        if kind is None and not self._arrays.ready:
            return _OTHER
        if kind is None:
            if len(self._kinds) >= _MOST_TYPES:
                self._kinds.clear()
            kind = _ARRAY if self._arrays.makes_arrays(cls) else _SCALAR if self._arrays.makes_scalars(cls) else _OTHER
            self._kinds[cls] = kind
        return kind

    def _scalar(self, name: str, value: Any) -> Seen:
        dtype = self._arrays.scalar_dtype(value)
        size = dtype.itemsize
        return (name, "scalar", type(value).__name__, (), self._dtype(dtype), size, size, "owner", None, None, None)

    def _array(self, name: str, value: Any, buffer: Buffer | None, own: str, view_of: str | None) -> Seen:
        arrays = self._arrays
        return (
            name,
            "array",
            type(value).__name__,
            arrays.shape(value),
            self._dtype(arrays.dtype(value)),
            arrays.itemsize(value),
            arrays.nbytes(value),
            own,
            view_of,
            None if buffer is None else buffer.number,
            None if buffer is None else buffer.nbytes,
        )

    def _known(
        self, target: Target, value: Any, buffer: Buffer, frame: Frame, running: Any, window: Window
    ) -> tuple[str, str | None] | None:
        """Whose memory an array uses, as far as other names and the cost of the statement tell."""
        earlier = frame.holders.get(target.text)
        holders = buffer.holders
        if not holders or (holders[0] is earlier and len(holders) == 1):
            others = []
        else:
            others = self._buffers.others(buffer, target.text, frame, running)
        for holder in others:
            if holder.array() is value:
                return "alias", holder.target.text
        if earlier is not None and earlier.owns and earlier.array() is value:
            return _OWNER
        if others and self._arrays.base(value) is not None:
            best = next((holder for holder in others if holder.is_root or holder.owns), others[0])
            return "view", best.target.text
        if not self._is_new(value, buffer, window):
            return None
        # A part of memory that no name holds is a view of it, as one of several arrays that a function returns.
        return _OWNER if buffer.foreign or self._arrays.nbytes(value) == buffer.nbytes else _NAMELESS

    def _is_new(self, value: Any, buffer: Buffer, window: Window) -> bool:
        """Can the memory of an array that no other name holds have been made by the statement?"""
        if buffer.number <= window.known:
            return False
        return not self._arrays.is_lent(value) if buffer.foreign else window.peak >= buffer.nbytes

    def _unnamed(self, value: Any, shared: bool) -> tuple[str, str | None]:
        """Of an array that was there before and that no name is known to hold: does anything else?"""
        if self._arrays.is_lent(value):
            return "view", None
        if shared:
            return "alias", None
        return _NAMELESS if self._root_is_shared(value) else _OWNER

    def _root_is_shared(self, value: Any) -> bool:
        root, _ = self._arrays.root(value)
        return root is not value and getrefcount(root) > _ONE_NAME

    def _dtype(self, dtype: Any) -> str:
        # A structured dtype equals that of its records, which is written otherwise.
        key = (dtype, dtype.type)
        text = self._dtypes.get(key)
        if text is None:
            if len(self._dtypes) >= _MOST_TYPES:
                self._dtypes.clear()
            text = self._dtypes[key] = str(dtype)
        return text


_OWNER: tuple[str, str | None] = ("owner", None)
_NAMELESS: tuple[str, str | None] = ("view", None)
"""A view of memory that no name is known to hold."""
