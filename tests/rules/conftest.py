"""How many examples each rule is tried on: enough to meet the odd cases, few enough to stay quick."""

from hypothesis import settings

settings.register_profile("rules", settings.get_profile("bytelens"), max_examples=60)
settings.load_profile("rules")
