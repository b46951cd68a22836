"""Memory diagnostics: what in a program costs bytes that it need not, and how to change it."""
