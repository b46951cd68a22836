"""Diagnostics, which are pushed: what is found in documents, when, and one list for each with what traces tell."""
