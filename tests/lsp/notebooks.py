"""A client that has a notebook open, and edits it as VS Code does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from lsprotocol import types

from .session import Session, capabilities, connected

URI = "file:///project/a.ipynb"


def cell_uri(name: str) -> str:
    """The URI of a cell, as VS Code makes them."""
    return f"vscode-notebook-cell:/project/a.ipynb#{name}sZmlsZQ%3D%3D"


@dataclass(frozen=True)
class Text:
    """A cell to be opened."""

    name: str
    text: str
    language: str = "python"

    @property
    def cell(self) -> types.NotebookCell:
        """As the notebook lists it."""
        code = self.language != "markdown"
        kind = types.NotebookCellKind.Code if code else types.NotebookCellKind.Markup
        return types.NotebookCell(kind, cell_uri(self.name))

    @property
    def item(self) -> types.TextDocumentItem:
        """As its text is sent."""
        return types.TextDocumentItem(cell_uri(self.name), self.language, 0, self.text)


def opening(*texts: Text, uri: str = URI) -> types.DidOpenNotebookDocumentParams:
    """A notebook that is opened."""
    document = types.NotebookDocument(uri, "jupyter-notebook", 0, [text.cell for text in texts])
    return types.DidOpenNotebookDocumentParams(document, [text.item for text in texts])


def changing(
    version: int,
    structure: types.NotebookDocumentCellChangeStructure | None = None,
    content: list[types.NotebookDocumentCellContentChanges] | None = None,
    uri: str = URI,
) -> types.DidChangeNotebookDocumentParams:
    """A change of the cells, or of their texts."""
    cells = types.NotebookDocumentCellChanges(structure=structure, text_content=content)
    identifier = types.VersionedNotebookDocumentIdentifier(version, uri)
    return types.DidChangeNotebookDocumentParams(identifier, types.NotebookDocumentChangeEvent(cells=cells))


def splice(
    start: int, deleted: int, *cells: types.NotebookCell, opened: tuple[Text, ...] = (), closed: tuple[str, ...] = ()
) -> types.NotebookDocumentCellChangeStructure:
    """Cells are added, moved, or taken away."""
    return types.NotebookDocumentCellChangeStructure(
        types.NotebookCellArrayChange(start, deleted, list(cells)),
        did_open=[text.item for text in opened],
        did_close=[types.TextDocumentIdentifier(cell_uri(name)) for name in closed],
    )


def edit(name: str, version: int, start: tuple[int, int], end: tuple[int, int], text: str) -> Any:
    """An edit of the text of one cell."""
    place = types.Range(types.Position(*start), types.Position(*end))
    identifier = types.VersionedTextDocumentIdentifier(version, cell_uri(name))
    return types.NotebookDocumentCellContentChanges(identifier, [types.TextDocumentContentChangePartial(place, text)])


@dataclass
class Notebook:
    """A session with a notebook, which notes what is published of its cells."""

    uri: str = URI
    session: Session = field(init=False)
    version: int = 0
    published: dict[str, list[types.Diagnostic]] = field(default_factory=dict)

    def open(self, *texts: str | Text) -> None:
        """Open the notebook: its cells are called `a`, `b`, ... in their order."""
        made = [
            text if isinstance(text, Text) else Text(name, text) for name, text in zip("abcdefgh", texts, strict=False)
        ]
        self.session.client.notebook_document_did_open(opening(*made, uri=self.uri))

    def edit(self, name: str, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Edit a cell."""
        self.version += 1
        self.change(content=[edit(name, self.version, start, end, text)])

    def change(self, **changes: Any) -> None:
        """Change the notebook."""
        self.version += 1
        self.session.client.notebook_document_did_change(changing(self.version, **{"uri": self.uri, **changes}))

    def close(self, *names: str) -> None:
        """Close the notebook."""
        cells = [types.TextDocumentIdentifier(cell_uri(name)) for name in names]
        params = types.DidCloseNotebookDocumentParams(types.NotebookDocumentIdentifier(self.uri), cells)
        self.session.client.notebook_document_did_close(params)

    async def labels(self, name: str) -> dict[int, str]:
        """The hints of a cell by line (0-based)."""
        return await self.session.labels(cell_uri(name))

    async def hover(self, name: str, line: int, character: int) -> str | None:
        """The text of the hover at a position of a cell."""
        return await self.session.hover(line, character, cell_uri(name))

    def take(self, params: types.PublishDiagnosticsParams) -> None:
        """Note what is published."""
        self.published[params.uri] = list(params.diagnostics)

    def codes(self, name: str) -> list[tuple[int, object]]:
        """What is published of a cell, by line (0-based) and code."""
        return [(found.range.start.line, found.code) for found in self.published.get(cell_uri(name), [])]


@asynccontextmanager
async def notebook(*texts: str | Text, uri: str = URI, **more: Any) -> AsyncIterator[Notebook]:
    """A client with a notebook."""
    subject = Notebook(uri)
    handlers: dict[str, Callable[[Any], Any]] = {types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: subject.take}
    handlers |= more.pop("handlers", {})
    client_can = more.pop("client_can", None) or capabilities()
    synchronization = types.NotebookDocumentSyncClientCapabilities(dynamic_registration=True)
    client_can.notebook_document = types.NotebookDocumentClientCapabilities(synchronization)
    async with connected(client_can, handlers=handlers, **more) as session:
        subject.session = session
        if texts:
            subject.open(*texts)
        yield subject
