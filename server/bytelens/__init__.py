"""ByteLens: what every line of NumPy code costs in bytes."""

__version__ = "0.1.0"
