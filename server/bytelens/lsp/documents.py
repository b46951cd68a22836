"""Open documents: their text by the protocol's own rules, and what is known of it."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast
from urllib.parse import unquote

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

from ..analysis.estimates import Analysis
from ..analysis.line_costs import LineCost
from ..analysis.session import Session
from ..analysis.workspace import Workspace as Files
from ..assuming.assumptions import Assumptions
from ..facts.marks import Marks, still_true
from ..report.assumed import marked
from ..report.counted import Counted
from ..report.hovers import numbered
from ..report.labels import LabelOptions
from ..report.last_good import Reading, with_last_good
from ..syntax.edits import changed_region
from ..syntax.incremental import Version, parse_edited, version_of
from ..syntax.lines import Encoding, Lines
from ..syntax.parse import Parsed, parse
from .labelling import Labels, Source, labels_after
from .settings import Settings
from .sources import OpenSources, path_of
from .tracing.traced import Traced
from .what_if.supposed import Supposed

D = TypeVar("D", bound="Documents")

logger = logging.getLogger(__name__)

_NO_COSTS: Mapping[int, LineCost] = {}
_LINE_END = re.compile(r"\r\n|\r|\n")


class Document(TextDocument):
    """An open document.

    `settings` are those that the client gave for it alone. What is known of the text is worked out when it is
    first asked for, and again only once the text has changed, or a module among its `files` that it imports.
    `traced`: what a trace saw of it. `supposed`: what is assumed of it; all that is known rests on that.
    `counted`: what its lines cost, as far as that is known.
    """

    is_notebook = False

    def __init__(self, *args: object, encoding: Encoding, files: Files | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.encoding = encoding
        self.settings: Settings | None = None
        self._lines: Lines | None = None
        self._analysis: Analysis | None = None
        self._good: Reading | None = None
        self._version: Version | None = None
        self.files = files
        self.supposed = Supposed()
        self._session = Session(files)
        self._written = self._parsed = Parsed(ast.Module([], []), ())
        self._labels: Labels | None = None
        self.traced: Traced | None = None
        self.counted: Counted | None = None
        self._in_full: tuple[Analysis, Counted, Analysis] | None = None

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
        follow = self.traced or self.counted or self.supposed.assumptions
        before = self.text_lines.texts if follow else ()
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = sorted((self._offset(change.range.start), self._offset(change.range.end)))
            self._source = self.source[:start] + change.text + self.source[end:]
        else:
            self._source = change.text
        self._lines = self._analysis = None
        if self.traced or self.counted:
            edit = changed_region(before, self.text_lines.texts)
            self.traced = self.traced and self.traced.after(edit)
            self.counted = self.counted and self.counted.after(edit)
        if self.supposed.assumptions:
            self.supposed.follow(before, self.text_lines.texts)

    def analysis(self) -> Analysis:
        """What is known of the text; while it is half-typed, also what was known when it last parsed.

        Never raises: a failure of the analysis is logged, and nothing is known.
        """
        if self._session.outdated():
            self._analysis = self._good = None
        if self._analysis is None:
            self._analysis = self._analyse()
        return self._analysis

    def is_outdated(self) -> bool:
        """Whether something has been shown of it that may not hold any more, since a module has changed."""
        return self._analysis is not None and self._session.outdated()

    def import_from(self, files: Files) -> None:
        """Let it import other files from now on."""
        self.files = files
        self._begin()

    def suppose(self, assumptions: Assumptions) -> None:
        """Assume this from now on, and nothing else."""
        self.supposed = Supposed(assumptions)
        self._begin()

    def _begin(self) -> None:
        self._session = Session(self.files, assumptions=self.supposed.assumptions)
        self._analysis = self._good = self.counted = None

    def in_full(self) -> Analysis:
        """What is known of the text, with what its lines cost."""
        analysis, counted, known = self.analysis(), self.counted, self._in_full
        if counted is None:
            return analysis
        if known is None or known[0] is not analysis or known[1] is not counted:
            full = replace(analysis, costs=counted.costs, peaks=counted.peaks)
            self._in_full = known = analysis, counted, full
        return known[2]

    def labels(self, options: LabelOptions) -> dict[int, str]:
        """The labels of the lines (1-based), with a mark where they rest on assumptions."""
        costs = _NO_COSTS if self.counted is None else self.counted.by_last_line
        source = Source(options, self.analysis().estimates, self.traced, costs)
        self._labels = labels_after(self._labels, source, self.marks())
        return marked(self._labels.texts, self.supposed.assumptions)

    def line_name(self, line: int) -> str:
        """What a line (1-based) is called within a sentence."""
        return numbered(line)

    def marks(self) -> Marks:
        """What a trace saw of the lines, as far as nothing has outdated it; nothing beside what is assumed."""
        if self.traced is None or self.supposed.assumptions:
            return Marks()
        return still_true(self.traced.marks, self.analysis().estimates)

    def tree(self) -> ast.Module:
        """The syntax tree of the text, without what does not parse."""
        return self.parsed().tree

    def parsed(self) -> Parsed:
        """The syntax of the text, with what is assumed in its place."""
        self.analysis()
        return self._parsed

    def written(self) -> Parsed:
        """The syntax of the text as it is."""
        self.analysis()
        return self._written

    def _analyse(self) -> Analysis:
        try:
            parsed = self._parse(self.source)
            self._written, self._parsed = parsed, self.supposed.of(parsed)
            now = Reading(self.text_lines.texts, self._session.analyse(self.source, self._parsed))
            if not parsed.broken:
                self._version, self._good = version_of(self.source, parsed), now
            good = self._good
            return now.analysis if good is None or good is now else with_last_good(now, good)
        except Exception:
            logger.exception("The analysis of %s failed", self.uri)
            return Analysis()

    def _parse(self, text: str) -> Parsed:
        return parse_edited(text, self._version) if self._version else parse(text)

    def _offset(self, position: types.Position) -> int:
        """Where a position is in the text. Positions beyond a line's or the text's end are that end."""
        lines = self.text_lines
        if position.line >= len(lines):
            return len(self.source)
        start = self._line_start(position.line)
        line, column = lines.to_ast(position.line, position.character, self.encoding)
        text = lines.line(line)
        if text.isascii():
            return start + column
        before = text.encode("utf-8", "surrogatepass")[:column]
        return start + len(before.decode("utf-8", "surrogatepass"))

    def _line_start(self, row: int) -> int:
        if "\r" in self.source:
            return sum(map(len, self.lines[:row]))
        return sum(map(len, self.text_lines.texts[:row])) + row


class Documents(Workspace):
    """The open documents of one client."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self._sources = OpenSources(lambda: self.text_documents.values())
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # Of a client that knows no folders.
        self._only_root = "" if self.folders or self.root_uri is None else self.root_uri

    @classmethod
    def like(cls: type[D], workspace: Workspace) -> D:
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
        files = self._files(doc_uri)
        return Document(doc_uri, source, version, language_id, encoding=cast(Encoding, encoding), files=files)

    def put_text_document(self, text_document: types.TextDocumentItem, notebook_uri: str | None = None) -> None:
        """Take over a document that is opened."""
        super().put_text_document(text_document, notebook_uri)
        self._sources.forget()

    def remove_text_document(self, doc_uri: str) -> None:
        """Forget a document that is closed."""
        super().remove_text_document(doc_uri)
        self._sources.forget()

    def folders_changed(self) -> None:
        """Let the open documents import from the folders that there are now."""
        for document in self.open_documents():
            document.import_from(self._files(document.uri))

    def _files(self, uri: str) -> Files:
        """The files that a document can import."""
        roots = [path for folder in (*self.folders, self._only_root) if (path := path_of(folder)) is not None]
        return Files(self._sources, path_of(uri), roots)
