"""Peaks in words: how many bytes are alive at one moment, on which line, and who holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..analysis.peaks import Holder, Moment, Peak
from ..values.amounts import larger, sum_of
from ..values.dims import Dim, Known, SomeInt, Symbolic, subtract
from .hovers import Naming, numbered
from .line_costs import is_worth, typical
from .sizes import Units, bound_text, least_text, size_text

_MOST = 4
# Holders of less than this share of a peak are not named.
_SHARE = 100
# So many holders of one frame are noted at most: where there are as many, there may be others.
_MOST_NOTED = 8


@dataclass(frozen=True, slots=True)
class Held:
    """What was alive at a moment: who held how much, each buffer once, and what nobody is known to have held."""

    holders: tuple[Holder, ...]
    unattributed: Known | None


def held_at(moment: Moment) -> Held:
    """Who held the bytes of a moment, the largest first. Nobody is named where together they may hold more than that:
    some of them hold something else, or nothing, on some path."""
    each = tuple({holder.buffer: holder for holder in reversed(moment.holders)}.values())
    rest: Dim = moment.nbytes
    for holder in each:
        rest = subtract(rest, holder.nbytes)
    if isinstance(rest, SomeInt) or larger(rest, 0) is not rest:
        return Held((), None)
    return Held(tuple(sorted(each, key=lambda holder: (-typical(holder.nbytes), holder.name))), rest)


def peak_words(
    peak: Peak, function: str | None = None, units: Units = Units.SI, naming: Naming = numbered
) -> str | None:
    """`peak 2.4 GB at line 42: K 1.6 GB, X 800 MB`; None where nothing is known, or it is not worth a word.

    function: the one that it is the peak of; lines of others are told with their names. Where something on the way
    is unknown it says `at least`, and `up to` where something may not run.
    """
    size = peak_size(peak, units)
    moment = peak.least if peak.least is not None and is_worth(peak.least.nbytes) else peak.most
    if size is None or moment is None:
        return None
    text = f"peak {size}{_where(moment, function, naming)}{_who(moment, units)}"
    most = peak.most
    if most is None or most is moment or peak.exact or not is_worth(most.nbytes):
        return text
    return f"{text}; up to {_most_text(most.nbytes, units)}{_where(most, function, naming)}"


def peak_size(peak: Peak, units: Units = Units.SI) -> str | None:
    """`2.4 GB`, `at least 2.4 GB` or `up to 2.4 GB`; None where nothing is known, or it is not worth a word."""
    if peak.least is not None and is_worth(peak.least.nbytes):
        return size_text(peak.least.nbytes, units) if peak.exact else f"at least {least_text(peak.least.nbytes, units)}"
    if peak.most is not None and is_worth(peak.most.nbytes):
        return f"up to {_most_text(peak.most.nbytes, units)}"
    return None


def _most_text(nbytes: Known, units: Units) -> str:
    return bound_text(nbytes, units).removeprefix("≤ ")


def _where(moment: Moment, function: str | None, naming: Naming) -> str:
    inside = f" in {moment.function}" if moment.function not in (function, None) else ""
    return f" at {naming(moment.line)}{inside}"


def _who(moment: Moment, units: Units) -> str:
    """Who holds it; what nobody holds yet is new: what the line is making, and its temporaries."""
    held = held_at(moment)
    named = _by_name(held.holders)
    if held.unattributed is not None:
        named.append(("new" if len(moment.holders) < _MOST_NOTED else "others", held.unattributed))
    worth = [(name, nbytes) for name, nbytes in named if _is_share(nbytes, moment.nbytes)]
    if not worth:
        return ""
    shown = ", ".join(f"{name} {size_text(nbytes, units)}" for name, nbytes in _kept(worth))
    return f": {shown}" + (f" and {len(worth) - _MOST} more" if len(worth) > _MOST else "")


def _by_name(holders: Iterable[Holder]) -> list[tuple[str, Known]]:
    """How much each name holds, the largest first: a list may hold several arrays."""
    total: dict[str, Known] = {}
    for holder in holders:
        total[holder.name] = sum_of(total.get(holder.name, 0), holder.nbytes)
    return sorted(total.items(), key=lambda known: -typical(known[1]))


def _kept(named: list[tuple[str, Known]]) -> list[tuple[str, Known]]:
    """The first, and the last, which is what nobody holds."""
    return named if len(named) <= _MOST else [*named[: _MOST - 1], named[-1]]


def _is_share(nbytes: Known, whole: Known) -> bool:
    if isinstance(nbytes, int) and isinstance(whole, int):
        return nbytes * _SHARE >= whole
    return isinstance(nbytes, Symbolic) or nbytes > 0
