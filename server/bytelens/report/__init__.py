"""Everything that ByteLens says, as text and as data: byte sizes, labels, hovers, annotated source, JSON."""
