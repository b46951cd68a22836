"""Messages about notebooks that a polite client does not send."""

from __future__ import annotations

from typing import Any

from .notebooks import URI, cell_uri
from .wire import Wire

HEAD = "import numpy as np\nn = 1000"


def labels(wire: Wire, name: str) -> list[str]:
    """The hints of a cell."""
    place = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    answer = wire.request("textDocument/inlayHint", {"textDocument": {"uri": cell_uri(name)}, "range": place})
    return [hint["label"] for hint in answer["result"] or ()]


def opened(wire: Wire) -> None:
    """A notebook of two cells, with values that lsprotocol does not know in what is not read."""
    able = {"notebookDocument": {"synchronization": {"dynamicRegistration": True, "executionSummarySupport": "yes"}}}
    answer = wire.request("initialize", {"processId": None, "rootUri": None, "capabilities": able})
    assert answer["result"]["capabilities"]["notebookDocumentSync"] == {
        "notebookSelector": [{"notebook": "jupyter-notebook"}],
        "save": True,
    }
    wire.notify("initialized", {})
    cells = [
        {"kind": 2, "document": cell_uri(name), "metadata": 7, "executionSummary": {"executionOrder": -1}}
        for name in "ab"
    ]
    notebook = {"uri": URI, "notebookType": "jupyter-notebook", "version": 0, "metadata": [], "cells": cells}
    texts = [
        {"uri": cell_uri(name), "languageId": "python", "version": 0, "text": text}
        for name, text in (("a", HEAD), ("b", "b = np.zeros(n)"))
    ]
    wire.notify("notebookDocument/didOpen", {"notebookDocument": notebook, "cellTextDocuments": texts})


def change(cells: Any) -> dict[str, Any]:
    """A change of the notebook."""
    return {"notebookDocument": {"uri": URI, "version": 1}, "change": {"metadata": 7, "cells": cells}}


def test_what_is_not_read_of_a_notebook_loses_nothing() -> None:
    with Wire() as wire:
        opened(wire)
        assert labels(wire, "b") == ["8 kB float64[1000]"]
        ran = {"kind": 2, "document": cell_uri("a"), "executionSummary": {"executionOrder": -1, "success": 7}}
        edit = {
            "document": {"uri": cell_uri("a"), "version": 1},
            "changes": [{"text": HEAD.replace("1", "2")}],
        }
        structure = {"array": {"start": 0, "deleteCount": 1, "cells": [ran]}}
        cells = {"structure": structure, "data": [{"kind": 9}], "textContent": [edit]}
        wire.notify("notebookDocument/didChange", change(cells))
        assert labels(wire, "b") == ["16 kB float64[2000]"]


def test_malformed_notifications_lose_nothing() -> None:
    with Wire() as wire:
        opened(wire)
        for method in ("didOpen", "didChange", "didSave", "didClose"):
            for params in (None, {}, {"notebookDocument": 7}, change(7), change({"textContent": [{}]})):
                wire.notify(f"notebookDocument/{method}", params)
        for structure in ({}, {"array": {"start": -1, "deleteCount": 0}}, {"array": {"start": 0, "deleteCount": "x"}}):
            wire.notify("notebookDocument/didChange", change({"structure": structure}))
        assert labels(wire, "b") == ["8 kB float64[1000]"]
