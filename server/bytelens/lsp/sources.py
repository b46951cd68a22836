"""The source of modules as the editor has it: the text of open documents, saved or not, else files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from ..analysis.sources import Sources


class OpenSources(Sources):
    """Documents come first. Their text is their stamp. `documents` tells which are open now."""

    def __init__(self, documents: Callable[[], Iterable[TextDocument]]) -> None:
        super().__init__()
        self._documents = documents
        self._open: dict[str, TextDocument] | None = None

    def forget(self) -> None:
        """After documents were opened or closed."""
        self._open = None

    def stamp(self, path: str) -> object:
        """What tells versions of a file apart."""
        document = self._document(path)
        return super().stamp(path) if document is None else document.source

    def read(self, path: str) -> str | None:
        """The text of a document or a file."""
        document = self._document(path)
        return super().read(path) if document is None else document.source

    def _document(self, path: str) -> TextDocument | None:
        if self._open is None:
            found = ((path_of(document.uri), document) for document in self._documents())
            self._open = {_normal(path): document for path, document in found if path is not None}
        return self._open.get(_normal(path)) if self._open else None


def path_of(uri: str) -> str | None:
    """The path of a file; None for what is none, such as a text that was never saved."""
    return to_fs_path(uri) if urlsplit(uri).scheme == "file" else None


def _normal(path: str) -> str:
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links
