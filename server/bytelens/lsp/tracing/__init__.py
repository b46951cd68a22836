"""Traces in the editor: who starts them, what the client is told, and where what they saw is shown."""
