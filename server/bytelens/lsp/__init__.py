"""The language server: one file per feature, besides the server, its documents and its settings."""
