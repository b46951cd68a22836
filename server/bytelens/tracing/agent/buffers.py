"""The memory of the arrays that were seen, and the names that hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any
from weakref import ref

from .arrays import Arrays, value_of
from .targets import Target

_MOST_FRAMES = 512
_DEEPEST = 100
_MOST_HOLDERS = 64
_SEVERAL = 2


class Buffer:
    """Memory that arrays look into. number: never given again. foreign: no array's own (a file, bytes)."""

    __slots__ = ("__weakref__", "foreign", "holders", "nbytes", "number")

    def __init__(self, number: int, nbytes: int, foreign: bool) -> None:
        self.number = number
        self.nbytes = nbytes
        self.foreign = foreign
        self.holders: list[Holder] = []


class Holder:
    """A name that an array was stored under. array: the array, as long as it lives. owns: nothing else used its memory
    then. owner: the object whose attribute the name ends in, where it can be asked again."""

    __slots__ = ("array", "buffer", "frame", "function", "is_root", "owner", "owns", "target")

    def __init__(self, target: Target, function: str | None, array: Any, buffer: Buffer, frame: Frame) -> None:
        self.target = target
        self.function = function
        self.array = ref(array)
        self.buffer = buffer
        self.frame = frame
        self.is_root = False
        self.owns = False
        self.owner: ref[Any] | None = None

    def outlives_calls(self) -> bool:
        """Whether the name is there although its frame does not run."""
        return self.frame.module is not None or self.owner is not None or self.frame.waits

    def holds(self) -> bool:
        """Whether the name surely has not been given to something else, as far as it can be asked."""
        array = self.array()
        if array is None or self.frame.holders.get(self.target.text) is not self:
            return False
        if self.owner is not None:
            return value_of(self.target, self.owner()) is array
        if self.frame.module is not None:
            return value_of(self.target, self.frame.module.get(self.target.root)) is array
        return True


class Frame:
    """The names of one call, or of one module. waits: the call has yielded, and may go on."""

    __slots__ = ("code", "holders", "module", "waits")

    def __init__(self, code: CodeType, module: dict[str, Any] | None) -> None:
        self.code = code
        self.module = module
        self.waits = False
        self.holders: dict[str, Holder] = {}


class _Watch(ref):  # type: ignore[type-arg]
    """A weak reference to the object whose memory a buffer is."""

    __slots__ = ("buffer", "identity")

    buffer: Buffer
    identity: int


class Buffers:
    """Every buffer that is alive and was seen. on_death: told of each that is freed. dead: what it was not told yet."""

    def __init__(self, arrays: Arrays, on_death: Callable[[Buffer], None]) -> None:
        self.arrays = arrays
        self.latest = 0
        self.nbytes = 0
        self._on_death = on_death
        self._alive: dict[int, _Watch] = {}
        self.dead: list[_Watch] = []
        self._frames: dict[int, Frame] = {}

    def buffer(self, array: Any) -> Buffer:
        """The buffer of an array, known from now on."""
        root, foreign = self.arrays.root(array)
        identity, watched = id(root), root
        if foreign is not None and type(foreign).__weakrefoffset__:
            identity, watched = id(foreign), foreign
        known = self._alive.get(identity)
        if known is not None and known() is watched:
            return known.buffer
        self.latest += 1
        nbytes = self.arrays.span(root) if foreign is not None else self.arrays.nbytes(root)
        buffer = Buffer(self.latest, nbytes, foreign is not None)
        # A function in C, so that no signal handler of the program's runs where nobody hears what it raises.
        watch = self._alive[identity] = _Watch(watched, self.dead.append)
        watch.buffer = buffer
        watch.identity = identity
        self.nbytes += 0 if buffer.foreign else nbytes
        return buffer

    def settle(self) -> None:
        """Take note of what has been freed meanwhile."""
        while self.dead:
            watch = self.dead.pop()
            known = self._alive.get(watch.identity)
            if known is watch:
                del self._alive[watch.identity]
            buffer = watch.buffer
            self.nbytes -= 0 if buffer.foreign else buffer.nbytes
            self._on_death(buffer)

    def forget(self) -> None:
        """Nothing of the program's is held any more."""
        for frame in self._frames.values():
            frame.holders.clear()
            frame.module = None
        self._frames.clear()
        self._alive.clear()

    def alive(self) -> Iterator[Buffer]:
        """The buffers that live, oldest first."""
        return iter([watch.buffer for watch in list(self._alive.values())])

    def frame(self, frame: Any) -> Frame:
        """The names of a running frame; those of an earlier one at the same place are forgotten."""
        module = _module(frame)
        number = id(frame) if module is None else id(module)
        found = self._frames.get(number)
        if found is None or found.code is not frame.f_code:
            if len(self._frames) >= _MOST_FRAMES:
                self._frames = {key: kept for key, kept in self._frames.items() if kept.module is not None}
            found = self._frames[number] = Frame(frame.f_code, module)
        return found

    def enter(self, frame: Any) -> Frame:
        """The names of a call that has just begun: none."""
        found = self.frame(frame)
        found.holders.clear()
        return found

    def hold(
        self, frame: Frame, target: Target, function: str | None, array: Any, start: Any, buffer: Buffer
    ) -> Holder:
        """A name of a frame holds an array from now on. start: what the name starts from."""
        earlier = frame.holders.get(target.text)
        if earlier is not None and earlier.array() is array:
            return earlier
        holder = Holder(target, function, array, buffer, frame)
        holder.is_root = self.arrays.base(array) is None
        if target.path and type(start).__weakrefoffset__:
            holder.owner = ref(start)
        frame.holders[target.text] = holder
        if buffer.holders:
            # Of an earlier call, or of a time before the name held something else.
            buffer.holders = [kept for kept in buffer.holders if kept.frame is not frame or kept.target is not target]
        if len(buffer.holders) >= _MOST_HOLDERS:
            buffer.holders = [kept for kept in buffer.holders if kept.holds()][-_MOST_HOLDERS // 2 :]
        buffer.holders.append(holder)
        return holder

    def others(self, buffer: Buffer, name: str, frame: Frame, running: Any) -> list[Holder]:
        """The names that hold a buffer beside one of this frame: the frame's own first, then those of its callers."""
        around: dict[int, int] = {}
        found = []
        for holder in buffer.holders:
            if not holder.holds() or (holder.frame is frame and holder.target.text == name):
                continue
            if holder.frame is not frame and not holder.outlives_calls():
                around = around or self._around(running)
                if id(holder.frame) not in around:
                    continue
            found.append(holder)
        if len(found) < _SEVERAL:
            return found
        order = {id(frame): -1, **around}
        return sorted(found, key=lambda holder: order.get(id(holder.frame), _DEEPEST))

    def _around(self, running: Any) -> dict[int, int]:
        """The frames that wait for the running one, by how far they are."""
        found: dict[int, int] = {}
        at = running
        for distance in range(_DEEPEST):
            if at is None:
                break
            kept = self._frames.get(id(at))
            if kept is not None and kept.code is at.f_code:
                found[id(kept)] = distance
            at = at.f_back
        return found


def _module(frame: Any) -> dict[str, Any] | None:
    """The names of the module whose own code a frame runs."""
    if frame.f_code.co_name != "<module>" or frame.f_locals is not frame.f_globals:
        return None
    names: dict[str, Any] = frame.f_globals
    return names
