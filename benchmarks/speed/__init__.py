"""How fast hints come: generated programs, a client over real stdio, edits, other servers, tables."""
