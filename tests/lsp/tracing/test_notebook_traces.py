"""Traces of notebooks: as they are in the editor, with what was measured in their cells."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from bytelens.lsp.configuration import plain

from ..notebooks import Notebook, Text, cell_uri, notebook

pytestmark = pytest.mark.asyncio

TITLE = Text("t", "# A title", "markdown")
FIRST = "import numpy as np\n%time a = np.arange(1000)"
SECOND = "b = a * 2\nc = b[:10]"
MEASURED, SHORT = "● 8 kB int64[1000]", "● 80 B view of b"


@dataclass
class Traced:
    """A notebook, and what is told of its traces."""

    notebook: Notebook = field(init=False)
    told: list[dict[str, Any]] = field(default_factory=list)

    async def command(self, name: str, uri: str, **more: Any) -> Any:
        """Send a command."""
        params = types.ExecuteCommandParams(f"bytelens.server.{name}", [{"uri": uri, **more}])
        return plain(await self.notebook.session.client.workspace_execute_command_async(params))

    async def trace(self, uri: str) -> dict[str, Any]:
        """Trace to the end. Returns what is told then."""
        self.told.clear()
        await self.command("trace", uri)
        while not self.told or self.told[-1]["outcome"] is None:
            await asyncio.sleep(0.01)
        return self.told[-1]

    async def line(self, name: str, uri: str, line: int) -> Any:
        """Where a line is now, or was when it was traced."""
        request = self.notebook.session.client.protocol.send_request_async
        return plain(await request(f"bytelens/{name}", {"uri": uri, "line": line}))


@asynccontextmanager
async def traced(folder: Path, *texts: str | Text) -> AsyncIterator[Traced]:
    """A client with a notebook, of which the file says something else."""
    path = folder / "a.ipynb"
    path.write_text(saved("raise SystemExit(3)"))
    subject = Traced()
    handlers = {"bytelens/traceChanged": lambda told: subject.told.append(plain(told))}
    async with notebook(*texts, uri=path.as_uri(), handlers=handlers, options={"showsTraces": True}) as opened:
        subject.notebook = opened
        yield subject


def saved(*cells: str) -> str:
    """A notebook as a file."""
    made = [{"cell_type": "code", "source": source} for source in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


async def test_a_notebook_is_traced_as_it_is_in_the_editor(tmp_path: Path) -> None:
    async with traced(tmp_path, FIRST, TITLE, SECOND) as subject:
        cells = subject.notebook
        end = await subject.trace(cell_uri("a"))
        assert (end["outcome"], end["title"], end["uri"]) == ("done", "a.ipynb", cells.uri)
        assert await cells.labels("a") == {1: MEASURED}
        assert await cells.labels("c") == {0: MEASURED, 1: SHORT}
        hover = await cells.hover("a", 1, len("%time "))
        assert hover is not None
        assert "● measured" in hover
        # An edit takes away what it is about, and what follows from it moves.
        cells.edit("c", (0, 0), (0, 0), "\n")
        assert await cells.labels("c") == {1: MEASURED, 2: SHORT}
        cells.edit("a", (1, 20), (1, 24), "7")
        assert await cells.labels("a") == {1: "56 B int64[7]"}
        assert await cells.labels("c") == {1: "56 B int64[7]", 2: "56 B view of b"}
        await subject.command("clearTrace", cell_uri("c"))
        assert await subject.line("lineNow", cells.uri, 1) == {"uri": cell_uri("a"), "line": 1}


async def test_lines_of_the_table_are_lines_of_cells(tmp_path: Path) -> None:
    async with traced(tmp_path, FIRST, TITLE, SECOND) as subject:
        cells = subject.notebook
        assert await subject.line("lineTraced", cell_uri("a"), 1) is None
        await subject.trace(cells.uri)
        assert await subject.line("lineNow", cells.uri, 3) == {"uri": cell_uri("c"), "line": 1}
        assert await subject.line("lineTraced", cell_uri("c"), 2) == 4
        cells.edit("c", (0, 0), (0, 0), "d = 1\n")
        assert await subject.line("lineNow", cells.uri, 3) == {"uri": cell_uri("c"), "line": 2}
        assert await subject.line("lineTraced", cell_uri("c"), 1) is None
        assert await subject.line("lineNow", cells.uri, 99) is None


async def test_a_failure_is_shown_in_its_cell_and_moves_with_it(tmp_path: Path) -> None:
    async with traced(tmp_path, FIRST, SECOND, "\n    b + np.ones(3)") as subject:
        cells = subject.notebook
        assert (await subject.trace(cells.uri))["outcome"] == "failed"
        (found,) = await _published(cells, "c")
        place = types.Range(types.Position(1, 4), types.Position(1, 18))
        assert (found.range, found.severity) == (place, types.DiagnosticSeverity.Error)
        assert found.message.startswith("ValueError: operands could not be broadcast")
        cells.edit("c", (0, 0), (0, 0), "\n")
        while [one.range.start.line for one in cells.published[cell_uri("c")]] != [2]:
            await asyncio.sleep(0.01)


async def test_code_that_does_not_parse_is_shown_in_its_cell(tmp_path: Path) -> None:
    async with traced(tmp_path, FIRST, "b = 1\n  c = 2") as subject:
        assert (await subject.trace(subject.notebook.uri))["outcome"] == "failed"
        (found,) = await _published(subject.notebook, "b")
        assert (found.range.start.line, found.message) == (1, "IndentationError: unexpected indent")


async def test_a_notebook_that_is_not_open_is_traced_as_it_is_saved(tmp_path: Path) -> None:
    other = tmp_path / "other.ipynb"
    other.write_text(saved("import numpy as np", "a = np.zeros(10)\n1 / 0"))
    async with traced(tmp_path, FIRST) as subject:
        end = await subject.trace(other.as_uri())
        assert end["message"] == "other.ipynb: ZeroDivisionError: division by zero. 3 steps, peak 80 B."
        assert subject.notebook.published == {}


async def test_what_cannot_be_traced_is_refused(tmp_path: Path) -> None:
    async with traced(tmp_path, FIRST, "def test_a():\n    pass") as subject:
        with pytest.raises(JsonRpcException, match="no test"):
            await subject.command("traceTest", cell_uri("b"), line=0)
        with pytest.raises(JsonRpcException, match="its notebook is not known"):
            await subject.command("trace", cell_uri("zz"))


async def _published(cells: Notebook, name: str) -> list[types.Diagnostic]:
    while not cells.published.get(cell_uri(name)):
        await asyncio.sleep(0.01)
    return cells.published[cell_uri(name)]
