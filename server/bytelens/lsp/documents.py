"""Open documents: their text by the protocol's own rules, and what is known of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import cast
from urllib.parse import unquote

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

from ..analysis.estimates import Analysis
from ..analysis.session import Session
from ..report.labels import LabelOptions, line_labels
from ..report.last_good import Reading, with_last_good
from ..syntax.incremental import Version, parse_edited, version_of
from ..syntax.lines import Encoding, Lines
from ..syntax.parse import parse
from .settings import Settings

logger = logging.getLogger(__name__)

_LINE_END = re.compile(r"\r\n|\r|\n")


class Document(TextDocument):
    """An open document.

    `settings` are those that the client gave for it alone. What is known of the text is worked out when it is
    first asked for, and again only once the text has changed.
    """

    def __init__(self, *args: object, encoding: Encoding, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.encoding = encoding
        self.settings: Settings | None = None
        self._lines: Lines | None = None
        self._analysis: Analysis | None = None
        self._good: Reading | None = None
        self._version: Version | None = None
        self._session = Session()
        self._labels: tuple[LabelOptions, dict[int, str]] | None = None

    @property
    def text_lines(self) -> Lines:
        """The lines as the protocol counts them."""
        if self._lines is None:
            self._lines = Lines.of(self.source)
        return self._lines

    @property
    def lines(self) -> Sequence[str]:
        """The lines with their ends. pygls would end lines at form feeds and their like too."""
        ends = [match.end() for match in _LINE_END.finditer(self.source)]
        return tuple(self.source[start:end] for start, end in zip([0, *ends], [*ends, None], strict=True))

    def apply_change(self, change: types.TextDocumentContentChangeEvent) -> None:
        """Take over an edit, or a whole new text."""
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = self._offset(change.range.start), self._offset(change.range.end)
            self._source = self.source[:start] + change.text + self.source[end:]
        else:
            self._source = change.text
        self._lines = self._analysis = self._labels = None

    def analysis(self) -> Analysis:
        """What is known of the text; while it is half-typed, also what was known when it last parsed.

        Never raises: a failure of the analysis is logged, and nothing is known.
        """
        if self._analysis is None:
            self._analysis = self._analyse()
        return self._analysis

    def labels(self, options: LabelOptions) -> dict[int, str]:
        """The labels of the lines (1-based)."""
        if self._labels is None or self._labels[0] != options:
            self._labels = options, line_labels(self.analysis().estimates, options)
        return self._labels[1]

    def _analyse(self) -> Analysis:
        try:
            parsed = parse_edited(self.source, self._version) if self._version else parse(self.source)
            now = Reading(self.text_lines.texts, self._session.analyse(self.source, parsed))
            if not parsed.broken:
                self._version, self._good = version_of(self.source, parsed), now
            good = self._good
            return now.analysis if good is None or good is now else with_last_good(now, good)
        except Exception:
            logger.exception("The analysis of %s failed", self.uri)
            return Analysis()

    def _offset(self, position: types.Position) -> int:
        """Where a position is in the text. Positions beyond a line's or the text's end are that end."""
        lines = self.text_lines
        if position.line >= len(lines):
            return len(self.source)
        start = sum(map(len, self.lines[: position.line]))
        line, column = lines.to_ast(position.line, position.character, self.encoding)
        text = lines.line(line)
        if text.isascii():
            return start + column
        before = text.encode("utf-8", "surrogatepass")[:column]
        return start + len(before.decode("utf-8", "surrogatepass"))


class Documents(Workspace):
    """The open documents of one client."""

    @classmethod
    def like(cls, workspace: Workspace) -> Documents:
        """A workspace with the same folders and encoding."""
        folders = list(workspace.folders.values())
        sync = types.TextDocumentSyncKind.Incremental
        return cls(workspace.root_uri, sync, folders, workspace.position_encoding)

    def open_document(self, uri: str) -> Document | None:
        """The document at `uri` if it is open and in Python, else None: nothing is read from disk."""
        document = self.text_documents.get(unquote(uri))
        return document if isinstance(document, Document) and document.language_id == "python" else None

    def open_documents(self) -> list[Document]:
        """Every open document in Python."""
        return [document for uri in self.text_documents if (document := self.open_document(uri)) is not None]

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> TextDocument:
        encoding = types.PositionEncodingKind(self.position_encoding or "utf-16").value
        return Document(doc_uri, source, version, language_id, encoding=cast(Encoding, encoding))
