"""What if something were different: names and literals with other values, arrays of another element type."""
