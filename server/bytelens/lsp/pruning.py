"""What we do not read of a message is dropped before it is parsed.

Enumerations grow, and clients pass on what other servers have said: one value that lsprotocol does not know would fail
the message as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types

Params = dict[str, Any]

_INITIALIZE = ("processId", "rootUri", "rootPath", "capabilities", "initializationOptions", "workspaceFolders")
_CAPABILITIES = {
    "general": {"positionEncodings": None},
    "textDocument": {
        "hover": {"contentFormat": None},
        "codeAction": {"codeActionLiteralSupport": {}},
        "inlayHint": {"resolveSupport": {"properties": None}},
    },
    "window": {"workDoneProgress": None},
    "notebookDocument": {"synchronization": {"dynamicRegistration": None}},
    "workspace": {
        "configuration": None,
        "workspaceEdit": {"documentChanges": None},
        "inlayHint": {"refreshSupport": None},
        "codeLens": {"refreshSupport": None},
        "didChangeWatchedFiles": {"dynamicRegistration": None},
    },
}
_OF_CELLS = {"metadata", "executionSummary", "data"}
_MARKUP_KINDS = {kind.value for kind in types.MarkupKind}
_HINT_KINDS = {kind.value for kind in types.InlayHintKind}
_TRACES = {value.value for value in types.TraceValue}
_CHANGES = {kind.value for kind in types.FileChangeType}


def prune(message: dict[str, Any]) -> None:
    """Drop from a message what is not read of it."""
    if "jsonrpc" in message and isinstance(message.get("params"), dict):
        pruner = _PRUNERS.get(str(message.get("method")))
        if pruner is not None:
            pruner(message["params"])


def _initialize(params: Params) -> None:
    for key in params.keys() - set(_INITIALIZE):
        del params[key]
    capabilities = _pruned(_object(params.get("capabilities")), _CAPABILITIES)
    features = capabilities.get("textDocument", {})
    hover = features.get("hover", {})
    if isinstance(hover.get("contentFormat"), list):
        hover["contentFormat"] = [kind for kind in hover["contentFormat"] if kind in _MARKUP_KINDS]
    if "codeActionLiteralSupport" in features.get("codeAction", {}):
        features["codeAction"]["codeActionLiteralSupport"] = {"codeActionKind": {"valueSet": []}}
    hints = features.get("inlayHint", {})
    if not hints.get("resolveSupport", {}).get("properties"):
        hints.pop("resolveSupport", None)
    params["capabilities"] = capabilities


def _code_action(params: Params) -> None:
    """The diagnostics of the client may be those of any server."""
    context = _object(params.get("context"))
    params["context"] = {"diagnostics": [], "only": context.get("only")}


def _notebook(params: Params) -> None:
    """Metadata, and how cells were run: it can be large, and an edit would be lost with it."""
    for value in list(params.values()):
        _without_metadata(value)


def _without_metadata(data: Any) -> None:
    if isinstance(data, dict):
        for key in _OF_CELLS & data.keys():
            del data[key]
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        _without_metadata(item)


def _hint(params: Params) -> None:
    if params.get("kind") not in _HINT_KINDS:
        params.pop("kind", None)


def _watched_files(params: Params) -> None:
    """That something has changed is enough."""
    changes = params.get("changes")
    for change in changes if isinstance(changes, list) else ():
        if isinstance(change, dict) and change.get("type") not in _CHANGES:
            change["type"] = types.FileChangeType.Changed.value


def _trace(params: Params) -> None:
    if params.get("value") not in _TRACES:
        params["value"] = types.TraceValue.Off.value


_PRUNERS: dict[str, Callable[[Params], None]] = {
    types.INITIALIZE: _initialize,
    types.TEXT_DOCUMENT_CODE_ACTION: _code_action,
    types.INLAY_HINT_RESOLVE: _hint,
    types.NOTEBOOK_DOCUMENT_DID_OPEN: _notebook,
    types.NOTEBOOK_DOCUMENT_DID_CHANGE: _notebook,
    types.SET_TRACE: _trace,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _watched_files,
}


def _object(data: Any) -> Params:
    return data if isinstance(data, dict) else {}


def _pruned(data: Params, wanted: dict[str, Any]) -> Params:
    """The `wanted` keys of `data`, without those whose value should be an object and is none."""
    kept = {}
    for key, inner in wanted.items():
        value = data.get(key)
        if inner is None and key in data:
            kept[key] = value
        elif inner is not None and isinstance(value, dict):
            kept[key] = _pruned(value, inner)
    return kept
