"""Inlay hints: the label of each line, at its end."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from ..report.assumed import with_heading
from ..report.measured import line_hover
from ..syntax.bindings import last_binding
from .documents import Document, Documents
from .settings import Settings

_OF = " of "
_PLUS = " +"


def inlay_hints(document: Document, wanted: types.Range, settings: Settings, links: bool) -> list[types.InlayHint]:
    """The hints whose position is in the range. They insert nothing when clicked.

    links: whether the name in `8 kB view of r` is a part of its own, which leads somewhere once it is resolved.
    """
    if not settings.hints:
        return []
    hints = []
    for line, label in document.labels(settings.labels).items():
        if wanted.start.line < line <= wanted.end.line + 1:
            position = types.Position(*document.text_lines.end(line, document.encoding))
            if wanted.start <= position <= wanted.end:
                hints.append(_hint(position, _in_parts(label) if links else label, document))
    return hints


def resolved(hint: types.InlayHint, documents: Documents, kind: types.MarkupKind) -> types.InlayHint:
    """The hint with what its line binds in full, and the way to the array that a view looks into, unless the text
    has moved on."""
    sent = hint.data if isinstance(hint.data, dict) else {}
    document = documents.open_document(str(sent.get("uri")))
    if document is not None and document.version == sent.get("version"):
        line = hint.position.line + 1
        cost = None if document.counted is None else document.counted.by_last_line.get(line)
        text = line_hover(line, document.marks(), document.analysis().estimates, document.line_name, cost)
        text = with_heading(text, document.supposed.assumptions, document.line_name) if text else None
        hint.tooltip = types.MarkupContent(kind, text) if text else None
        if hint.label and not isinstance(hint.label, str):
            hint.label[1].location = _location(hint.label[1].value, line, document)
    return hint


def can_link(client: types.ClientCapabilities) -> bool:
    """Whether a client takes labels in parts, and asks where they lead."""
    features = client.text_document
    resolve = features.inlay_hint.resolve_support if features and features.inlay_hint else None
    return resolve is not None and "label.location" in resolve.properties


def _in_parts(label: str) -> str | Sequence[types.InlayHintLabelPart]:
    what, of, rest = label.partition(_OF)
    name, plus, temporary = rest.partition(_PLUS)
    parts = [what + of, name, plus + temporary] if plus else [what + of, name]
    return list(map(types.InlayHintLabelPart, parts)) if of else label


def _location(name: str, line: int, document: Document) -> types.Location | None:
    """Where the array was assigned that a label on a line names."""
    found = last_binding(document.written().tree, name, line)
    if found is None or found.end_lineno is None or found.end_col_offset is None:
        return None
    start = document.text_lines.to_lsp(found.lineno, found.col_offset, document.encoding)
    end = document.text_lines.to_lsp(found.end_lineno, found.end_col_offset, document.encoding)
    return types.Location(document.uri, types.Range(types.Position(*start), types.Position(*end)))


def _hint(
    position: types.Position, label: str | Sequence[types.InlayHintLabelPart], document: Document
) -> types.InlayHint:
    data = {"uri": document.uri, "version": document.version}
    return types.InlayHint(position, label, types.InlayHintKind.Type, padding_left=True, data=data)
