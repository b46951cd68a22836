"""The most bytes of arrays that are alive at one moment, and where that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..values.amounts import Amount, Change, larger, sum_of
from ..values.dims import Known


@dataclass(frozen=True, slots=True)
class Holder:
    """A name that holds an array at a peak. nbytes: of the array's whole buffer. buffer: its id."""

    name: str
    nbytes: Known
    buffer: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """Bytes that are alive while a line runs. nbytes: above those at the start of what is looked at.

    holders: who holds them, of what began meanwhile and around it; what they do not add up to are temporaries. mark:
    the place in the journal of the module's state where its names are to be asked for more of them; None for nowhere.
    """

    nbytes: Known
    line: int
    function: str | None
    holders: tuple[Holder, ...] = ()
    mark: int | None = None

    def later(self, before: Known, holders: Iterable[Holder] = (), mark: int | None = None) -> Moment:
        """The same moment, counted from earlier, when `before` bytes fewer were alive."""
        known = {holder.buffer for holder in self.holders}
        around = tuple(holder for holder in holders if holder.buffer not in known)
        return Moment(sum_of(self.nbytes, before), self.line, self.function, self.holders + around, mark)


@dataclass(frozen=True, slots=True)
class Peak:
    """least: a moment that surely comes. most: one that no other exceeds; None where there may be others.

    The peak is exactly known where both have as many bytes.
    """

    least: Moment | None = None
    most: Moment | None = None

    @property
    def exact(self) -> bool:
        """Whether the number of bytes is known."""
        return self.least is not None and self.most is not None and self.least.nbytes == self.most.nbytes

    def or_more(self, other: Peak) -> Peak:
        """The worse of two."""
        most = None if self.most is None or other.most is None else _worse(self.most, other.most)
        return Peak(_surely_worse(self.least, other.least), most)

    def unsure(self) -> Peak:
        """What a peak says of code that may not run."""
        return Peak(None, self.most)

    def later(self, before: Amount | Change, holders: Iterable[Holder] = (), mark: int | None = None) -> Peak:
        """The same peak, counted from earlier, when so many bytes fewer were alive."""
        around = tuple(holders)
        least = None if self.least is None or before.least is None else self.least.later(before.least, around, mark)
        most = None if self.most is None or before.most is None else self.most.later(before.most, around, mark)
        return Peak(least, most)

    def completed(self, holders_at: Callable[[int], tuple[Holder, ...]]) -> Peak:
        """The peak with the names of the module that held memory by then."""
        return Peak(*(_completed(moment, holders_at) for moment in (self.least, self.most)))

    def renamed(self, ids: Mapping[int, int]) -> Peak:
        """The same peak, where buffers have other ids."""
        return Peak(_renamed(self.least, ids), _renamed(self.most, ids))


def peak_at(nbytes: Amount, line: int, function: str | None) -> Peak:
    """What is known of one moment."""
    most = None if nbytes.most is None else Moment(nbytes.most, line, function)
    return Peak(Moment(nbytes.least, line, function), most)


def _worse(a: Moment, b: Moment) -> Moment | None:
    more = larger(a.nbytes, b.nbytes)
    return None if more is None else a if more is a.nbytes else b


def _surely_worse(a: Moment | None, b: Moment | None) -> Moment | None:
    if a is None or b is None:
        return a or b
    return _worse(a, b) or a


def _completed(moment: Moment | None, holders_at: Callable[[int], tuple[Holder, ...]]) -> Moment | None:
    if moment is None or moment.mark is None:
        return moment
    return moment.later(0, holders_at(moment.mark))


def _renamed(moment: Moment | None, ids: Mapping[int, int]) -> Moment | None:
    if moment is None or not any(holder.buffer in ids for holder in moment.holders):
        return moment
    holders = (replace(holder, buffer=ids.get(holder.buffer, holder.buffer)) for holder in moment.holders)
    return replace(moment, holders=tuple(holders))
