"""How many examples each rule is tried on: enough to meet the odd cases, few enough to stay quick."""

from hypothesis import HealthCheck, settings

settings.register_profile("rules", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rules")
