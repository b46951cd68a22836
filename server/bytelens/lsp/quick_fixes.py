"""Quick fixes: the safe change that a finding brings, and the comment that ignores it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from ..lint.findings import Finding, TextEdit
from ..lint.ignoring import ignoring
from .diagnostics.wording import diagnostic, range_in
from .documents import Document

KIND = types.CodeActionKind.QuickFix


def quick_fixes(
    document: Document, findings: Iterable[Finding], wanted: types.Range, versioned: bool
) -> Iterator[types.CodeAction]:
    """What can be done about those findings of the present text that touch a range.

    versioned: the client takes edits for one version of a document alone.
    """
    lines, encoding = document.text_lines, document.encoding
    for finding in findings:
        said = diagnostic(finding, lines, encoding)
        if said.range.end < wanted.start or wanted.end < said.range.start:
            continue
        if finding.fix is not None:
            edit = _edit(document, finding.fix.edits, versioned)
            yield types.CodeAction(finding.fix.title, KIND, [said], is_preferred=True, edit=edit)
        comment = ignoring(document.tree(), lines.texts, finding)
        if comment is not None:
            title = f"Ignore {finding.code} on this line"
            yield types.CodeAction(title, KIND, [said], edit=_edit(document, [comment], versioned))


def _edit(document: Document, edits: Sequence[TextEdit], versioned: bool) -> types.WorkspaceEdit:
    lines, encoding = document.text_lines, document.encoding
    changes = [types.TextEdit(range_in(edit.range, lines, encoding), edit.text) for edit in edits]
    if not versioned:
        return types.WorkspaceEdit({document.uri: changes})
    identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, changes)])
