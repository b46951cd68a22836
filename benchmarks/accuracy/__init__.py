"""How often estimates are right, wrong or silent, over the examples in NumPy's own docstrings."""
