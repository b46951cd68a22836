"""Live bytes over time stay few, and no peak is lost."""

import pytest

from bytelens.tracing.moments import MOST, Moments
from bytelens.tracing.trace import Moment, Place

PLACE = Place("a.py", 1, 1)


def moments(*pairs: tuple[int, int]) -> list[Moment]:
    return [Moment(float(at), live, peak, Place("a.py", at + 1, at + 1), at) for at, (live, peak) in enumerate(pairs)]


def test_few_are_kept_as_they_are() -> None:
    kept, given = Moments(), moments((1, 2), (3, 4))
    for moment in given:
        kept.add(moment)
    assert kept.all() == tuple(given)


@pytest.mark.parametrize("count", [MOST - 1, MOST, MOST + 1, 3 * MOST + 7, 9 * MOST])
def test_many_become_fewer_without_losing_the_last_or_the_highest(count: int) -> None:
    kept = Moments()
    highest = count // 3
    for at in range(count):
        kept.add(Moment(float(at), at, 10 * count if at == highest else at, PLACE, at))
    seen = kept.all()
    assert len(seen) <= MOST
    assert seen[-1].live == count - 1
    assert seen[-1].seconds == count - 1
    assert [moment.step for moment in seen if moment.peak == 10 * count] == [highest]
    assert [moment.seconds for moment in seen] == sorted(moment.seconds for moment in seen)
