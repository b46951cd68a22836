"""The language server: which request is answered by what."""

from __future__ import annotations

import gc
import logging
import os
import sys
from typing import Any, BinaryIO, cast

from lsprotocol import types
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer

from .. import __version__
from ..rules.extensions import LIBRARIES
from . import code_actions, code_lenses, hover, inlay_hints, quick_fixes
from .arrivals import Arrivals
from .configuration import Configuration, pull
from .counting import Counter
from .diagnostics.board import Board
from .diagnostics.reviewer import Reviewer
from .documents import Document
from .logs import log_to
from .modules import Refresher, watch_files
from .notebooks import sync
from .notebooks.answers import in_cells
from .protocol import Protocol
from .settings import TraceSettings, asks_what_if, is_trusted, shows_status, shows_traces
from .sources import path_of
from .status import Statuses
from .tracing import commands, page
from .tracing.audience import AnyClient, Audience, OwnClient
from .tracing.job import MakeTracer
from .tracing.registry import Traces
from .tracing.tracer import CheckedTracer
from .what_if import commands as what_if_commands
from .what_if import offers

logger = logging.getLogger(__name__)


class Server(LanguageServer):
    """ByteLens for one editor."""

    protocol: Protocol

    def __init__(self, make_tracer: MakeTracer = CheckedTracer) -> None:
        super().__init__("bytelens", __version__, protocol_cls=Protocol, notebook_document_sync=sync.SYNC)
        self.configuration = Configuration()
        self.refresher = Refresher(self)
        self.board = Board(
            self.text_document_publish_diagnostics, lambda uri, found: self.protocol.documents().published(uri, found)
        )
        self.reviewer = Reviewer(self)
        self.arrivals = Arrivals(sys.stdin.buffer)
        self.counter = Counter(self)
        self.statuses = Statuses(self)
        self.trusted = True
        self.asks_what_if = False
        self.audience: Audience = AnyClient(self)
        self.traces = Traces(self, make_tracer, lambda: self.audience)
        self.protocol.before_shutdown = self._stop
        _register(self)

    def document(self, identifier: types.TextDocumentIdentifier) -> Document | None:
        """The open Python document, or None."""
        return self.protocol.documents().open_document(identifier.uri)

    @property
    def markup(self) -> types.MarkupKind:
        """What the client renders in a hover; what we write reads well as plain text too."""
        features = self.client_capabilities.text_document
        kinds = features.hover.content_format if features and features.hover else None
        plain = kinds is not None and types.MarkupKind.Markdown not in kinds
        return types.MarkupKind.PlainText if plain else types.MarkupKind.Markdown

    def folders(self) -> list[str]:
        """The paths of the folders that the client has open."""
        workspace = self.protocol.documents()
        uris = list(workspace.folders) or [workspace.root_uri or ""]
        return [path for uri in uris if (path := path_of(uri)) is not None]

    def trace_settings(self, uri: str) -> TraceSettings:
        """How far a trace of a document goes."""
        return self.configuration.at(self.protocol.documents().open_document(uri)).trace

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log it. pygls would show a message, which for a client's mistake or ours helps nobody who types."""
        if source is not FeatureRequestError:
            logger.error("%s: %s", source.__name__, error)

    async def pull_settings(self, documents: list[Document]) -> bool:
        """Ask for the settings of documents where the client can tell; returns whether any has changed."""
        features = self.client_capabilities.workspace
        return bool(features and features.configuration) and await pull(self, documents)

    def look_again(self) -> None:
        """Once nobody types, see what there is to say of open documents, since something has changed."""
        self.reviewer.soon()
        self.counter.soon()
        self.statuses.soon()

    def refresh_hints(self) -> None:
        """Make the client ask for its hints again, where it can; what else is said of documents follows by itself."""
        self.look_again()
        features = self.client_capabilities.workspace
        if features and features.inlay_hint and features.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)

    @property
    def takes_versioned_edits(self) -> bool:
        """Whether the client takes edits for one version of a document alone."""
        features = self.client_capabilities.workspace
        return bool(features and features.workspace_edit and features.workspace_edit.document_changes)

    def refresh_lenses(self) -> None:
        """Make the client ask for its code lenses again, where it can."""
        features = self.client_capabilities.workspace
        if features and features.code_lens and features.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    async def opened(self, uri: str) -> None:
        """A document is open from now on."""
        self.refresher.soon()
        document = self.protocol.documents().open_document(uri)
        if document is None:
            return
        self.traces.opened(document)
        if await self.pull_settings([document]):
            self.refresh_hints()
        else:
            self.look_again()

    def edited(self, uri: str) -> None:
        """A document has another text."""
        self.modules_changed()
        document = self.protocol.documents().open_document(uri)
        if document is not None:
            self.traces.edited(document)
            _tell_dropped(self, document)

    def closed(self, uri: str) -> None:
        """A document is open no more."""
        self.reviewer.closed(uri)
        self.counter.closed(uri)
        self.statuses.closed(uri)
        self.modules_changed()

    def modules_changed(self) -> None:
        """What programs import may be another."""
        self.refresher.soon()
        self.look_again()

    def _stop(self) -> None:
        self.reviewer.stop()
        self.counter.stop()
        self.statuses.stop()
        self.traces.stop()


def serve() -> int:
    """Serve on stdin and stdout until the client ends it. Returns 0 after an orderly shutdown, else 1."""
    # Neither a stray `print` nor a compiled library that writes by itself may end up between messages.
    stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    server = Server()
    log_to(server.window_log_message)
    # What has been imported lives as long as the process: collections need not look at it again. An analysis makes
    # next to no cycles, and a full collection takes as long as half of it.
    gc.freeze()
    gc.set_threshold(200_000, 50, 1_000)
    server.start_io(stdin=cast(BinaryIO, server.arrivals), stdout=stdout)
    server.traces.close()
    return 0 if server.protocol.was_shut_down() else 1


def _register(server: Server) -> None:
    server.feature(types.INITIALIZE)(_initialize)
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_edited)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_modules_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_modules_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(_folders_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(_configured)
    server.feature(types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintOptions(resolve_provider=True))(in_cells(_hints))
    server.feature(types.INLAY_HINT_RESOLVE)(in_cells(_resolve))
    server.feature(types.TEXT_DOCUMENT_HOVER)(in_cells(_hover))
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(in_cells(_lenses))
    actions = types.CodeActionOptions(code_action_kinds=[quick_fixes.KIND, code_actions.KIND])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, actions)(in_cells(_actions))
    server.feature(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)(_cancelled)
    server.feature(types.EXIT)(_exit)
    sync.register(server)
    commands.register(server)
    page.register(server)
    what_if_commands.register(server)


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.configuration.take(params.initialization_options)
    LIBRARIES.trusted = ls.trusted = is_trusted(params.initialization_options)
    ls.asks_what_if = asks_what_if(params.initialization_options)
    if shows_traces(params.initialization_options):
        ls.audience = OwnClient(ls)
    ls.statuses.wanted = shows_status(params.initialization_options)


async def _initialized(ls: Server, _: types.InitializedParams) -> None:
    await watch_files(ls)


def _modules_changed(ls: Server, _: object) -> None:
    ls.modules_changed()


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.closed(params.text_document.uri)


def _edited(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.edited(params.text_document.uri)


def _tell_dropped(ls: Server, document: Document) -> None:
    dropped, document.supposed.dropped = document.supposed.dropped, []
    if not dropped:
        return
    gone = ", ".join(f"{literal.text} in {document.line_name(literal.line)}" for literal in dropped)
    text = f"ByteLens assumes nothing any more of {gone}: the text was edited there."
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
    ls.refresh_lenses()


def _folders_changed(ls: Server, _: types.DidChangeWorkspaceFoldersParams) -> None:
    ls.protocol.documents().folders_changed()
    ls.refresh_hints()


async def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    await ls.opened(params.text_document.uri)


async def _configured(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    changed = ls.configuration.take(params.settings)
    if await ls.pull_settings(ls.protocol.documents().open_documents()) or changed:
        ls.refresh_hints()


def _hints(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    document = ls.document(params.text_document)
    if document is None:
        return None
    links = inlay_hints.can_link(ls.client_capabilities)
    return inlay_hints.inlay_hints(document, params.range, ls.configuration.of(document), links)


def _resolve(ls: Server, hint: types.InlayHint) -> types.InlayHint:
    return inlay_hints.resolved(hint, ls.protocol.documents(), ls.markup)


def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    document = ls.document(params.text_document)
    links = ls.asks_what_if and ls.markup is types.MarkupKind.Markdown
    return None if document is None else hover.hover(document, params.position, ls.markup, links)


def _lenses(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    document = ls.document(params.text_document)
    if document is None:
        return None
    found = offers.lenses(document) + code_lenses.peak_lenses(document, ls.configuration.of(document))
    return found + code_lenses.code_lenses(document, ls.traces.is_running(document.uri)) if ls.trusted else found


def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction | types.Command] | None:
    document = ls.document(params.text_document)
    if document is None:
        return None
    features = ls.client_capabilities.text_document
    literals = bool(features and features.code_action and features.code_action.code_action_literal_support)
    actions: list[types.CodeAction | types.Command] = []
    if literals and code_actions.is_wanted(quick_fixes.KIND, params):
        findings = ls.reviewer.current(document)
        actions += quick_fixes.quick_fixes(document, findings, params.range, ls.takes_versioned_edits)
    if code_actions.is_wanted(offers.KIND, params):
        actions += code_actions.as_actions(offers.commands(document, params.range.start), offers.KIND, literals)
    if ls.trusted:
        actions += code_actions.code_actions(document, params, ls.traces.is_running(document.uri), literals)
    return actions


def _cancelled(ls: Server, params: types.WorkDoneProgressCancelParams) -> None:
    ls.traces.cancel(str(params.token))


def _exit(ls: Server, *_: object) -> None:
    ls.traces.close()
