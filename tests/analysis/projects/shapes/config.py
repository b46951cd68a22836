"""Constants."""

BATCH = 64
FEATURES = 500
