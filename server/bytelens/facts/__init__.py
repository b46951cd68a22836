"""Estimates and observations of the same lines, joined."""
