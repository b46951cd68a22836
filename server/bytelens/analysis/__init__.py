"""The abstract interpreter: statements, expressions, calls and loops, and the estimates that it leaves."""
