"""Code actions: the same as the lenses, for editors that have none, beside quick fixes."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from ..syntax.runnables import case_at
from .documents import Document
from .tracing.commands import CLEAR_TRACE, STOP_TRACE, TRACE, TRACE_TEST

# Of the source kind: VS Code offers them under "Source Action...", and shows no light bulb on every line.
KIND = "source.bytelens"


def code_actions(
    document: Document, params: types.CodeActionParams, running: bool, literals: bool
) -> list[types.CodeAction | types.Command]:
    """What can be done at a place. literals: the client takes more than bare commands."""
    if not is_wanted(KIND, params):
        return []
    return as_actions(_commands(document, params.range.start.line + 1, running), KIND, literals)


def as_actions(commands: Sequence[types.Command], kind: str, literals: bool) -> list[types.CodeAction | types.Command]:
    """Commands as a client takes them."""
    if not literals:
        return list(commands)
    return [types.CodeAction(command.title, kind, command=command) for command in commands]


def is_wanted(kind: str, params: types.CodeActionParams) -> bool:
    """Whether the client asks for actions of a kind."""
    only = params.context.only
    return only is None or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _commands(document: Document, line: int, running: bool) -> list[types.Command]:
    uri = {"uri": document.uri}
    if running:
        return [types.Command("Stop Trace", STOP_TRACE, arguments=[uri])]
    commands = [types.Command(f"Trace This {'Notebook' if document.is_notebook else 'File'}", TRACE, arguments=[uri])]
    case = None if document.is_notebook else case_at(document.tree(), line)
    if case is not None:
        commands.insert(0, types.Command(f"Trace {case.name}", TRACE_TEST, arguments=[{**uri, "test": case.name}]))
    if document.traced is not None:
        commands.append(types.Command("Clear Trace", CLEAR_TRACE, arguments=[uri]))
    return commands
