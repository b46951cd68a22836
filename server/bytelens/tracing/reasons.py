"""Why the bytes after a step are what they are, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

from ..values.ownership import Ownership
from ..values.sizes import exact_text, size_text
from .held import is_augmented
from .trace import Observation, Step

# A step may store any number of arrays; a sentence is for reading.
_MOST_ARRAYS = 3


@dataclass(frozen=True, slots=True)
class Before:
    """What was known before a step. held: what names surely held. latest: the number of the latest buffer seen."""

    held: Mapping[str, Observation] = field(default_factory=dict)
    latest: int = 0


def reason(step: Step, before: Before, approximate: bool = False) -> str:
    """One sentence about a step, "" where it neither stored an array nor moved any bytes.

    approximate: several threads ran, so its bytes may be those of others.
    """
    arrays = [*_arrays(step, before, approximate)]
    parts = arrays if approximate else [*arrays, *_bytes(step, before.held)]
    return "; ".join(parts)


def _arrays(step: Step, before: Before, approximate: bool) -> Iterator[str]:
    shown = step.observations[:_MOST_ARRAYS]
    for new in shown:
        name = f"{new.name}: " if len(step.observations) > 1 else ""
        was_there = _was_there(new, before) or (not approximate and step.peak < (new.root_nbytes or 0))
        if new.ownership is Ownership.VIEW and new.view_of is None and _holds_all_of(step, new):
            yield name + _new_buffer(new)
            continue
        yield name + "; ".join(_array(new, before.held.get(new.name), was_there, is_augmented(step.source)))
    if more := len(step.observations) - len(shown):
        yield f"and {more} more"


def _holds_all_of(step: Step, new: Observation) -> bool:
    """Whether the step, what it called included, left as many bytes as a nameless buffer has."""
    return 0 < (new.root_nbytes or 0) <= step.net + step.released


def _was_there(new: Observation, before: Before) -> bool:
    return new.buffer is not None and new.buffer <= before.latest


def _array(new: Observation, old: Observation | None, was_there: bool, augmented: bool) -> Iterator[str]:
    """was_there: its memory surely was not allocated by the step."""
    if new.kind == "scalar":
        yield "a NumPy scalar: no array bytes"
    elif was_there and augmented:
        yield "changed in place: no new bytes"
    elif new.ownership is Ownership.OWNER:
        is_same = old is not None and old.buffer == new.buffer
        taken = "the buffer that it held before" if is_same else "memory that it did not allocate"
        yield f"{taken}: no new bytes" if was_there else _new_buffer(new)
        if old is not None and old.buffer != new.buffer:
            yield from _compared(old, new)
    elif new.ownership is Ownership.VIEW:
        yield _view(new, old, was_there)
    elif new.ownership is Ownership.ALIAS:
        yield f"the same array as {new.view_of}: no new bytes" if new.view_of else "an array from before: no new bytes"
    else:
        yield f"{_elements(new)}; whose memory it is was not seen"


def _elements(array: Observation) -> str:
    return f"{prod(array.shape):,} × {array.itemsize:,} B"


def _new_buffer(new: Observation) -> str:
    if new.root_nbytes is None or new.root_nbytes == new.nbytes:
        return f"a new buffer: {_elements(new)}"
    if new.root_nbytes < new.nbytes:
        return f"a new buffer of {exact_text(new.root_nbytes)}, though nbytes says {size_text(new.nbytes)}"
    return f"a new buffer of {exact_text(new.root_nbytes)}, of which it uses {_elements(new)}"


def _compared(old: Observation, new: Observation) -> Iterator[str]:
    same_count, same_dtype = prod(old.shape) == prod(new.shape), old.dtype == new.dtype
    change = f"nbytes goes from {old.nbytes:,} to {new.nbytes:,}" if old.nbytes != new.nbytes else "nbytes stays"
    if same_count and same_dtype:
        yield f"same count and dtype, so {change}"
    elif same_count:
        yield f"same count, but {old.dtype} became {new.dtype}, so {change}"
    elif same_dtype:
        yield f"{prod(old.shape):,} elements became {prod(new.shape):,}, so {change}"
    else:
        yield f"count and dtype changed, {change}"


def _view(new: Observation, old: Observation | None, was_there: bool) -> str:
    whose = f"a view of {new.view_of}" if new.view_of else "a view"
    if new.view_of is None and old is not None and new.buffer is not None and old.buffer == new.buffer:
        whose = f"a view of what {new.name} held"
    facts = ["no new bytes"] if was_there else []
    if new.root_nbytes:
        facts.append(f"keeps {size_text(new.root_nbytes)} alive")
        if new.nbytes > new.root_nbytes:
            facts.append(f"though nbytes says {size_text(new.nbytes)}")
    return f"{whose}: {', '.join(facts)}" if facts else whose


def _bytes(step: Step, before: Mapping[str, Observation]) -> Iterator[str]:
    """What the step allocated, freed and held for a moment, beyond what its arrays say."""
    kept = step.net + step.released
    buffers = {array.buffer: array.root_nbytes or 0 for array in step.observations if array.buffer is not None}
    if kept > 0 and not any(array.ownership is not Ownership.ALIAS for array in step.observations):
        where = "on their way to the caller" if step.source.startswith("return ") else "inside other objects"
        yield f"{size_text(kept)} of new buffers, {where}"
    elif 0 < sum(buffers.values()) < kept:
        yield f"{size_text(kept - sum(buffers.values()))} more inside other objects"
    old = _replaced(step, before)
    if old is not None and old.root_nbytes == step.released > 0 and not _others(old, step, before):
        yield "the old buffer is freed"
        yield from _side_by_side(step, kept)
    else:
        yield from _freed(step, old, before)
        yield from _for_a_moment(step, kept)
    if step.imports and (step.net or step.peak):
        yield "modules were loaded, so some of its bytes may be theirs"


def _replaced(step: Step, before: Mapping[str, Observation]) -> Observation | None:
    """The one array whose name holds another buffer now."""
    now = {array.buffer for array in step.observations}
    gone = [before[array.name] for array in step.observations if array.name in before]
    gone = [array for array in gone if array.buffer is not None and array.buffer not in now]
    return gone[0] if len(gone) == 1 else None


def _others(array: Observation, step: Step, before: Mapping[str, Observation]) -> list[str]:
    """The other names that still hold the array's buffer after the step."""
    gone = {array.name, *step.deleted, *(stored.name for stored in step.observations)}
    return [name for name, other in before.items() if other.buffer == array.buffer and name not in gone]


def _side_by_side(step: Step, kept: int) -> Iterator[str]:
    """An old buffer goes when its name takes the new one, so that both were there."""
    together = f"{exact_text(step.live - step.net + kept)} live for a moment"
    if kept > 0:
        more = f", {exact_text(step.live - step.net + step.peak)} with temporaries" if step.peak > kept else ""
        yield together + more
    else:
        yield from _for_a_moment(step, kept)


def _freed(step: Step, old: Observation | None, before: Mapping[str, Observation]) -> Iterator[str]:
    others = [] if old is None else _others(old, step, before)
    if others:
        yield f"the old buffer lives on in {others[0]}"
    if step.released > 0:
        yield f"frees {size_text(step.released)}"
    elif step.deleted and not step.observations:
        yield from _kept_after_del(step, before)


def _kept_after_del(step: Step, before: Mapping[str, Observation]) -> Iterator[str]:
    deleted = {before[name].buffer for name in step.deleted if name in before}
    others = [name for name, other in before.items() if other.buffer in deleted and name not in step.deleted]
    if others:
        yield f"frees nothing: {others[0]} still holds the memory"
    elif deleted:
        yield "frees nothing: something else still holds the memory"


def _for_a_moment(step: Step, kept: int) -> Iterator[str]:
    if step.peak <= max(step.net, 0):
        return
    if kept == 0 and step.released == 0:
        yield f"{size_text(step.peak)} of temporaries lived for a moment"
    elif step.released == 0:
        yield f"{size_text(step.peak - step.net)} more lived for a moment"
    else:
        yield f"{exact_text(step.live - step.net + step.peak)} live for a moment"
