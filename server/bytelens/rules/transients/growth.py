"""How the peak of a call grows with the lengths of its arguments: measured at a few lengths, by the NumPy that runs.

The bytes that a callable holds at some moment are those of a few arrays: a sum of products of lengths, each with a
whole number of bytes. The peak is the most of several such sums. Where it is one and the same sum at lengths far apart,
no other one overtakes it in between, nor at longer ones: whatever grows faster, by a byte for an element at least,
would have shown where there are most elements. What changes at certain sizes (from where on operands are cast through
buffers, or a temporary is used again) does so at powers of two, so the lengths to measure at lie between the same ones
as those asked for.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import log, prod
from typing import TypeAlias

import numpy as np

from ..registry import Unmodelled

Lengths: TypeAlias = tuple[int, ...]
Product: TypeAlias = tuple[int, ...]
"""The exponent of each length in a product of them: (1, 1) is the size of a matrix."""

SHORT = 16
"""Up to here, lengths are taken as they are."""
BOUNDARIES = [2**power for power in range(13, 19)]
"""Numbers of elements from 8192 (the buffer of ufuncs) to 2**18 (bytes from which on temporaries are used again)."""
MOST = 500_000
"""So many elements an array has at most that is made to be measured."""
CONSTANT = 64
"""Bytes by which sums may differ that grow alike."""
_STEPS = {1: 1.04, 2: 1.1}
"""The ratio of lengths that are tried, for one length and for two."""
_FEWEST = {1: 5, 2: 8}
"""So many measurements at least, more than there are terms in a sum: 3 and 6."""
_NEAR = 2
_FAR = 50


@dataclass(frozen=True, slots=True)
class _Law:
    """The bytes for each product of lengths; the product of none stands for those that are always there.

    broadest: the greatest ratio of two lengths at which it was found.
    """

    factors: tuple[tuple[Product, float], ...]
    broadest: float

    def at(self, lengths: Lengths) -> float:
        """The peak."""
        return sum(factor * size_of(one, lengths) for one, factor in self.factors)


def grown(measure: Callable[[Lengths], int], lengths: Lengths, sizes: frozenset[Product]) -> int:
    """The peak (bytes) at `lengths`: one, or two of which the first is not the larger; each is longer than SHORT.

    measure: tells the peak at other lengths. sizes: which products of them are sizes of arrays in the call.
    Raises Unmodelled where it does not grow as a sum of products, or where that is not certain.
    """
    single = {tuple(int(place == other) for place in range(len(lengths))) for other in range(len(lengths))}
    products = tuple(sorted(sizes | single))
    bands = tuple(_band(size_of(one, lengths)) for one in products)
    breadth = lengths[-1] / lengths[0]
    odd = tuple(length % 2 for length in lengths)
    law = _law(measure, products, bands, odd, None)
    if law is not None and breadth > law.broadest < _FAR:
        raise Unmodelled("broader than what can be measured")
    if law is None and len(lengths) == 2:
        law = _law(measure, products, bands, odd, _steps_to(breadth))
    if law is None:
        raise Unmodelled("it does not grow as one sum")
    return round(law.at(lengths))


def _band(size: int) -> int:
    """Between which boundaries a size lies, with all that differ from it by few elements."""
    below, above = bisect(BOUNDARIES, size - SHORT), bisect(BOUNDARIES, size + SHORT)
    if below != above:
        raise Unmodelled("too near to a boundary")
    return below


def size_of(one: Product, lengths: Lengths) -> int:
    """The product of powers of lengths."""
    return prod(length**power for length, power in zip(lengths, one, strict=True))


def _steps_to(breadth: float) -> int:
    return round(log(breadth) / log(_STEPS[2]))


@lru_cache(maxsize=1024)
def _law(
    measure: Callable[[Lengths], int], products: tuple[Product, ...], bands: Lengths, odd: Lengths, near: int | None
) -> _Law | None:
    """The one sum that is the peak at all lengths, or at those as broad as `near`; None where there is no such sum.

    odd: for each length the remainder of its division by 2, which medians, for one, depend on.

    Raises Unmodelled where there are too few lengths to measure at, or where nothing is measured.
    """
    points = _chosen(_possible(products, bands, odd, near))
    count = len(points[0])
    terms = [one for one in product(range(3), repeat=count) if 0 < sum(one) <= 2]
    peaks = [measure(point) for point in points]
    table = np.array([[1, *(size_of(one, point) for one in terms)] for point in points], float)
    scale = table.max(axis=0)
    found = np.linalg.lstsq(table / scale, np.array(peaks, float), rcond=None)[0] / scale
    factors = {one: round(factor * 4) / 4 for one, factor in zip(terms, found.tolist()[1:], strict=True)}
    factors[(0,) * count] = peaks[0] - _Law(tuple(factors.items()), 1).at(points[0])
    law = _Law(tuple(factors.items()), max(point[-1] / point[0] for point in points))
    right = all(law.at(point) == peak for point, peak in zip(points, peaks, strict=True))
    return law if right and any(_outgrows_others(factors, products, point) for point in points) else None


def _outgrows_others(factors: dict[Product, float], products: tuple[Product, ...], point: Lengths) -> bool:
    """Whether a sum with a byte more for each element would have been the peak there, whatever else it lacks."""
    greatest = max(products, key=lambda one: size_of(one, point))
    beside = sum(abs(factor) * size_of(one, point) for one, factor in factors.items() if one != greatest)
    return beside + CONSTANT < size_of(greatest, point)


@lru_cache(maxsize=256)
def _possible(products: tuple[Product, ...], bands: Lengths, odd: Lengths, near: int | None) -> list[Lengths]:
    """Lengths that lie between the same boundaries, in order."""
    count = len(products[0])
    wanted = list(zip(products, bands, strict=True))
    each = [_of_one(wanted, place, _ladder(_STEPS[count], odd[place])) for place in range(count)]
    return [
        lengths
        for lengths in product(*each)
        if lengths[0] <= lengths[-1]
        if near is None or abs(_steps_to(lengths[-1] / lengths[0]) - near) <= _NEAR
        if all(_fits(size_of(one, lengths), band) for one, band in wanted)
    ]


def _of_one(wanted: list[tuple[Product, int]], place: int, ladder: Lengths) -> list[int]:
    """What may stand at one place by itself."""
    powers = [(one[place], band) for one, band in wanted if sum(one) == one[place]]
    return [length for length in ladder if all(_fits(length**power, band) for power, band in powers)]


def _fits(size: int, band: int) -> bool:
    return size <= MOST and bisect(BOUNDARIES, size) == band


@lru_cache
def _ladder(ratio: float, odd: int) -> Lengths:
    steps = round(log(MOST / SHORT) / log(ratio))
    return tuple(dict.fromkeys(round(SHORT * ratio**step) // 2 * 2 + 2 - odd for step in range(steps)))


def _chosen(possible: list[Lengths]) -> list[Lengths]:
    """Few of them, far apart: the smallest, the largest, the squarest, the broadest, and some between."""
    by_size = sorted(possible, key=prod)
    by_breadth = sorted(possible, key=lambda lengths: lengths[-1] / lengths[0])
    picks = list(dict.fromkeys([*_spread(by_size), *_spread(by_breadth)]))
    if not possible or len(picks) < _FEWEST[len(picks[0])]:
        raise Unmodelled("too few lengths to measure at")
    return picks


def _spread(ordered: list[Lengths]) -> list[Lengths]:
    last = len(ordered) - 1
    return [ordered[last * step // 4] for step in range(5)] if ordered else []
