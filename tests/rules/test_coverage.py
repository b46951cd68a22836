"""Every public name of NumPy has a rule, or is in `without_rule.txt` with a reason.

The list is what it was for the newest NumPy that it names. A newer one may have more names; the others may lack some.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from .public_names import exists, names_without_rule

LISTED = Path(__file__).with_name("without_rule.txt").read_text(encoding="utf-8").splitlines()
KNOWN = {line for line in LISTED if line and not line.startswith("#")}


def _newest() -> tuple[int, ...]:
    found = re.search(r"up to NumPy (\d+)\.(\d+)", LISTED[0])
    assert found is not None
    return tuple(map(int, found.groups()))


def _this() -> tuple[int, ...]:
    return tuple(map(int, np.__version__.split(".")[:2]))


def test_every_other_name_has_a_rule() -> None:
    missing = sorted(names_without_rule() - KNOWN)
    if missing and _this() > _newest():
        pytest.skip(f"NumPy {np.__version__} is newer than the list, and has more names: {', '.join(missing)}")
    assert missing == [], "these have no rule: write one, or name them in without_rule.txt with a reason"


def test_no_listed_name_has_a_rule() -> None:
    stale = sorted(name for name in KNOWN - names_without_rule() if exists(name))
    assert stale == [], "these have a rule by now: take them out of without_rule.txt"


def test_names_are_listed_once_and_in_order() -> None:
    groups = [group.split("\n") for group in "\n".join(LISTED).split("\n\n")]
    names = [[line for line in group if not line.startswith("#")] for group in groups]
    assert names == [sorted(group) for group in names]
    assert sum(map(len, names)) == len(KNOWN)
    assert all(group[0].startswith("#") for group in groups), "a group without a reason"
