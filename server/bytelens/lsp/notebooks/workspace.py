"""The open documents of one client, with those notebooks whose cells it tells us of."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import cast
from urllib.parse import unquote

from lsprotocol import types
from pygls.workspace import TextDocument

from ..documents import Document, Documents
from .places import Place, diagnostics_in
from .program import Program

logger = logging.getLogger(__name__)


class Notebooks(Documents):
    """Documents, some of which are cells: what is known of those is known of their notebook.

    Whatever a client tells of a notebook or a cell that it has not opened is passed over, and the rest of it counts
    (pygls fails at the first such thing).
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._programs: dict[str, Program] = {}

    def open_document(self, uri: str) -> Document | None:
        """As for any document; for a notebook and each of its cells, the program of that notebook."""
        key = unquote(uri)
        program = self._programs.get(self._cell_in_notebook.get(key, key))
        return program or super().open_document(uri)

    def open_documents(self) -> list[Document]:
        """Every open document in Python, a notebook as one."""
        single = [uri for uri in self.text_documents if uri not in self._cell_in_notebook]
        documents = (self.open_document(uri) for uri in single)
        return [*(document for document in documents if document is not None), *self._programs.values()]

    def is_cell(self, uri: str) -> bool:
        """Whether a document is a cell of a notebook, in whatever language."""
        return unquote(uri) in self._cell_in_notebook

    def place_of(self, cell_uri: str) -> Place | None:
        """Where a cell is in the program of its notebook; None for what is none, or has no code in Python."""
        program = self._programs.get(self._cell_in_notebook.get(unquote(cell_uri), ""))
        part = None if program is None else program.part(unquote(cell_uri))
        return None if program is None or part is None else Place(program, part)

    def published(self, uri: str, found: Sequence[types.Diagnostic]) -> list[types.PublishDiagnosticsParams]:
        """What is found in a document as it is published; of a notebook, cell by cell."""
        program = self._programs.get(unquote(uri))
        if program is None:
            document = self.text_documents.get(unquote(uri))
            return [types.PublishDiagnosticsParams(uri, found, None if document is None else document.version)]
        return [
            types.PublishDiagnosticsParams(
                part.document.uri, diagnostics_in(part, program, found), part.document.version
            )
            for part in program.parts
        ]

    def put_notebook_document(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """Take over a notebook that is opened."""
        super().put_notebook_document(params)
        uri = params.notebook_document.uri
        encoding = types.PositionEncodingKind(self.position_encoding or "utf-16").value
        self._programs[unquote(uri)] = Program(uri, encoding=encoding, files=self._files(uri))
        self._update(unquote(uri))

    def update_notebook_document(self, params: types.DidChangeNotebookDocumentParams) -> None:
        """Take over a change of the cells or of their texts."""
        key = unquote(params.notebook_document.uri)
        notebook, cells = self._notebook_documents.get(key), params.change.cells
        if notebook is None:
            logger.warning("A change of %s is passed over: it is not open.", params.notebook_document.uri)
            return
        notebook.version = params.notebook_document.version
        if cells is None:
            return
        if cells.structure is not None:
            self._restructure(key, notebook, cells.structure)
        for content in cells.text_content or ():
            for change in content.changes:
                self.update_text_document(content.document, change)

    def remove_notebook_document(self, params: types.DidCloseNotebookDocumentParams) -> None:
        """Forget a notebook that is closed, and those of its cells that the client does not tell of."""
        key = unquote(params.notebook_document.uri)
        super().remove_notebook_document(params)
        self._programs.pop(key, None)
        for uri in [uri for uri, notebook in self._cell_in_notebook.items() if notebook == key]:
            self.remove_text_document(uri)

    def update_text_document(
        self,
        text_doc: types.VersionedTextDocumentIdentifier,
        change: types.TextDocumentContentChangeEvent,
    ) -> None:
        """Take over an edit."""
        key = unquote(text_doc.uri)
        if key not in self.text_documents:
            logger.warning("An edit of %s is passed over: it is not open.", text_doc.uri)
            return
        super().update_text_document(text_doc, change)
        place = self.place_of(text_doc.uri)
        if place is not None:
            place.program.edited(place.part.document)
        # One after the other: what a trace saw of the lines between two edits still holds.
        self._update(self._cell_in_notebook.get(key, ""))

    def _restructure(
        self, key: str, notebook: types.NotebookDocument, structure: types.NotebookDocumentCellChangeStructure
    ) -> None:
        """Cells are added, moved, or taken away."""
        array = structure.array
        behind = notebook.cells[array.start + array.delete_count :]
        notebook.cells = [*notebook.cells[: array.start], *(array.cells or ()), *behind]
        # In this order: a cell of which the language changes is closed, and opened again.
        for closed in structure.did_close or ():
            self.remove_text_document(closed.uri)
        for opened in structure.did_open or ():
            self.put_text_document(opened, notebook_uri=notebook.uri)
        self._update(key)

    def _update(self, key: str) -> None:
        program, notebook = self._programs.get(key), self._notebook_documents.get(key)
        if program is not None and notebook is not None:
            program.update({index: cell for index, cell in enumerate(self._cells(notebook.cells)) if cell is not None})

    def _cells(self, cells: Iterable[types.NotebookCell]) -> Iterable[Document | None]:
        """The document of each cell; None for one that is not in Python, or not open."""
        for cell in cells:
            document: TextDocument | None = self.text_documents.get(unquote(cell.document))
            python = isinstance(document, Document) and document.language_id == "python"
            yield cast(Document, document) if python and cell.kind == types.NotebookCellKind.Code else None
