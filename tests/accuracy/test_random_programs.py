"""No claim about a random program is wrong."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from .observing import disagreements
from .programs import programs

EXAMPLES = int(os.environ.get("BYTELENS_RANDOM_PROGRAMS", "250"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(programs())
def test_no_claim_about_a_random_program_is_wrong(source: str) -> None:
    assert disagreements(source) == []
