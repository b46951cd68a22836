"""What statements cost: the bytes that they allocate, free, and need for a moment (docs/decisions/0018)."""
