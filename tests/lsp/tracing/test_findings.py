"""Diagnostics beside a trace: measured sizes count, and the failure is in the same list."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from .watching import Watcher, watching

pytestmark = pytest.mark.asyncio

# How long the arrays are is known once it has run.
PROGRAM = """\
import json
import numpy as np

n = json.loads("100000")
a = np.ones(n, np.float32)
b = a.astype(np.float32)
np.zeros(3).reshape(n)
"""
FAILURE = "ValueError: cannot reshape array of size 3 into shape (100000,)"


def shown(watcher: Watcher) -> list[tuple[int, str]]:
    """The diagnostics of the file: the line (0-based), and the code or else the message."""
    found = watcher.published.get(watcher.uri, [])
    return [(one.range.start.line, str(one.code or one.message)) for one in found]


async def test_measured_sizes_count_and_a_failure_is_in_the_same_list(tmp_path: Path) -> None:
    async with watching(tmp_path, PROGRAM) as watcher:
        both = [(5, "BL003"), (6, FAILURE)]
        await watcher.trace()
        await watcher.until(lambda: sorted(shown(watcher)) == both)
        (copy,) = (one for one in watcher.published[watcher.uri] if one.code)
        assert copy.message == "the dtype is float32 already: astype copies 400 kB"
        watcher.replace((0, 0), (0, 0), "# moves\n")
        await watcher.until(lambda: sorted(shown(watcher)) == [(6, "BL003"), (7, FAILURE)])
        await watcher.command("clearTrace", watcher.uri)
        await watcher.until(lambda: shown(watcher) == [])


async def test_what_is_found_stays_while_a_failure_goes(tmp_path: Path) -> None:
    program = PROGRAM.replace("np.ones(n, ", "np.ones(100_000, ")
    async with watching(tmp_path, program) as watcher:
        await watcher.until(lambda: shown(watcher) == [(5, "BL003")])
        await watcher.trace()
        await watcher.until(lambda: sorted(shown(watcher)) == [(5, "BL003"), (6, FAILURE)])
        watcher.replace((6, 0), (7, 0), "")
        await watcher.until(lambda: shown(watcher) == [(5, "BL003")])
        closing = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(watcher.uri))
        watcher.session.client.text_document_did_close(closing)
        await watcher.until(lambda: shown(watcher) == [])
