"""A trace as one HTML page that needs no other file and no network: for a browser, and for the editor's webview.

The program of the page is TypeScript (vscode-extension/page/), bundled with its chart library. The bundle is built, not
committed, since it holds the code of others: `make page` puts it where this module looks, and the packages carry it.
"""

from __future__ import annotations

import hashlib
import html
import json
from pathlib import Path
from typing import Any

from ...tracing.trace import Trace
from .machine import document
from .places import short_names

BUILT = Path(__file__).parent / "page"

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style nonce="{nonce}">{style}</style>
</head>
<body>
<noscript>This page draws what it shows with JavaScript, which is turned off here.</noscript>
<script type="application/json" id="trace">{data}</script>
<script nonce="{nonce}">{script}</script>
</body>
</html>
"""


class PageNotBuiltError(Exception):
    """The bundle of the page is not there; the message says how to build it."""


def page(trace: Trace, nonce: str | None = None) -> str:
    """The page of a trace. nonce: allows its script and its style, and nothing else, to a content security policy.

    Without one, it is taken from a digest of the trace: nothing in the trace can know it.
    Raises PageNotBuiltError where the bundle is missing.
    """
    script, style = _built("page.js"), _built("page.css")
    data = _embedded({**document(trace), "sources": _sources(trace), "names": short_names(trace.sources)})
    return _PAGE.format(
        nonce=html.escape(nonce or hashlib.sha256(data.encode("ascii")).hexdigest()),
        title=html.escape(_title(trace)),
        style=style,
        data=data,
        script=script,
    )


def _built(name: str) -> str:
    try:
        return (BUILT / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PageNotBuiltError("the HTML page is not built in this checkout: run `make page` (it needs npm)") from None


def _embedded(data: dict[str, Any]) -> str:
    """JSON that may stand in a script element: in ASCII, so without U+2028, and without what could end the element."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _sources(trace: Trace) -> dict[str, list[str]]:
    return {path: list(lines) for path, lines in trace.sources.items()}


def _title(trace: Trace) -> str:
    """A path may hold bytes that are no UTF-8 (as surrogates), which no page could be written with."""
    return f"{trace.path} — ByteLens".encode("utf-8", "replace").decode("utf-8")
