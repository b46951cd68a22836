"""Tracing: a program runs once, in a process of its own, and what every line really cost comes back."""
