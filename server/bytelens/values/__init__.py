"""What can be known of a value without running the program. Imports nothing else of ByteLens."""
