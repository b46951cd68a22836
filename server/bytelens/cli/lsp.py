"""`bytelens lsp`: the language server on standard input and output."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace


class LspCommand:
    """Serves one editor until it says `exit` or goes away."""

    name = "lsp"
    summary = "run the language server on standard input and output"
    needs_numpy = True

    def declare(self, parser: ArgumentParser) -> None:
        """It has no arguments: settings come from the editor."""

    def run(self, arguments: Namespace) -> int:  # noqa: ARG002
        """Returns 0 after an orderly shutdown and 1 otherwise, as the protocol wants."""
        from ..lsp.server import serve

        return serve()
