"""Inlay hints: the label of each line, at its end."""

from __future__ import annotations

from lsprotocol import types

from ..report.measured import line_hover
from .documents import Document, Documents
from .settings import Settings


def inlay_hints(document: Document, wanted: types.Range, settings: Settings) -> list[types.InlayHint]:
    """The hints whose position is in the range. They insert nothing when clicked."""
    if not settings.hints:
        return []
    hints = []
    for line, label in document.labels(settings.labels).items():
        if wanted.start.line < line <= wanted.end.line + 1:
            position = types.Position(*document.text_lines.end(line, document.encoding))
            if wanted.start <= position <= wanted.end:
                hints.append(_hint(position, label, document))
    return hints


def with_tooltip(hint: types.InlayHint, documents: Documents, kind: types.MarkupKind) -> types.InlayHint:
    """The hint with what its line binds in full, unless the text has moved on."""
    sent = hint.data if isinstance(hint.data, dict) else {}
    document = documents.open_document(str(sent.get("uri")))
    if document is not None and document.version == sent.get("version"):
        line = hint.position.line + 1
        text = line_hover(line, document.marks(), document.analysis().estimates)
        hint.tooltip = types.MarkupContent(kind, text) if text else None
    return hint


def _hint(position: types.Position, label: str, document: Document) -> types.InlayHint:
    data = {"uri": document.uri, "version": document.version}
    return types.InlayHint(position, label, types.InlayHintKind.Type, padding_left=True, data=data)
