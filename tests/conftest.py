"""How property tests run: without deadlines, and on the same examples each time where a change is judged."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "bytelens",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("bytelens")
