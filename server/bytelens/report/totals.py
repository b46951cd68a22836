"""How many bytes the arrays of one line take together, each buffer counted once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..analysis.estimates import Estimate, Variant
from ..values.dims import Dim, Known, SomeInt, add, upper_bound
from ..values.ownership import Ownership


@dataclass(frozen=True, slots=True)
class Total:
    """A number of bytes: exact where `low` equals `high`; two sizes that both occur where they differ; a
    bound where only `high` is known; unknown where neither is."""

    low: Known | None
    high: Known | None

    @property
    def is_exact(self) -> bool:
        """True where it is one number or one formula."""
        return self.high is not None and self.low == self.high


UNKNOWN_TOTAL = Total(None, None)


def total_of(variants: Sequence[Variant]) -> Total:
    """The bytes of one binding, whichever of its variants it holds."""
    sizes = [variant.nbytes for variant in variants]
    numbers = [size for size in sizes if isinstance(size, int)]
    if len(numbers) == len(sizes):
        return Total(min(numbers), max(numbers))
    if len(set(sizes)) == 1 and not isinstance(sizes[0], SomeInt):
        return Total(sizes[0], sizes[0])
    return Total(None, _largest(map(upper_bound, sizes)))


def total_of_line(estimates: Iterable[Estimate]) -> Total:
    """The bytes of all arrays that a line binds, as a sum over the buffers that they look into."""
    return _sum(_total_of_sharers(group) for group in by_buffer(estimates))


def by_buffer(estimates: Iterable[Estimate]) -> list[list[Estimate]]:
    """The estimates in groups that look into the same buffer; one whose buffer is not known is alone."""
    groups: dict[object, list[Estimate]] = {}
    for position, estimate in enumerate(estimates):
        buffers = tuple(variant.buffer for variant in estimate.variants)
        key: object = position if None in buffers else buffers
        groups.setdefault(key, []).append(estimate)
    return list(groups.values())


def holder(group: Sequence[Estimate]) -> Estimate | None:
    """The estimate that stands for a whole group: the only one, or the one whose array spans the buffer."""
    if len(group) == 1:
        return group[0]
    kinds = {variant.ownership for estimate in group for variant in estimate.variants}
    if Ownership.UNKNOWN in kinds:
        return None
    owners = [estimate for estimate in group if _are(estimate, Ownership.OWNER)]
    aliases = [estimate for estimate in group if _are(estimate, Ownership.ALIAS)]
    return next(iter(owners or aliases), None)


def _total_of_sharers(group: Sequence[Estimate]) -> Total:
    chosen = holder(group)
    if chosen is not None:
        return total_of(chosen.variants)
    together = _sum(total_of(estimate.variants) for estimate in group)
    if not all(_are(estimate, Ownership.VIEW) for estimate in group):
        # Some may be copies and some may not: their sum is the most that they can take.
        return Total(None, together.high)
    return _at_most_the_root(together, {variant.root_nbytes for e in group for variant in e.variants})


def _at_most_the_root(together: Total, roots: set[Dim | None]) -> Total:
    """Views that overlap take no more than the buffer that they look into."""
    root = roots.pop() if len(roots) == 1 else None
    if not isinstance(root, int) or not isinstance(together.high, int):
        return UNKNOWN_TOTAL
    return together if together.high <= root else Total(root, root)


def _are(estimate: Estimate, ownership: Ownership) -> bool:
    return all(variant.ownership is ownership for variant in estimate.variants)


def _sum(totals: Iterable[Total]) -> Total:
    """Sums of exact totals are exact; sums of others are bounds, since not every combination need occur."""
    all_totals = list(totals)
    if len(all_totals) == 1:
        return all_totals[0]
    high: Dim = 0
    for total in all_totals:
        high = add(high, SomeInt() if total.high is None else total.high)
    most = None if isinstance(high, SomeInt) else high
    return Total(most if all(total.is_exact for total in all_totals) else None, most)


def _largest(bounds: Iterable[Known | None]) -> Known | None:
    """The largest of some bounds, where they can be compared."""
    distinct = set(bounds)
    if len(distinct) == 1:
        return distinct.pop()
    numbers = [bound for bound in distinct if isinstance(bound, int)]
    return max(numbers) if len(numbers) == len(distinct) else None
