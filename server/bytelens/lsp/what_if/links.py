"""Links in hovers: "What if `n` were …?", which a client that asks for values by itself follows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from ...analysis.estimates import Variant
from ...report.markdown import code
from ...values.dims import Symbolic

ASK = "bytelens.whatIf"
"""A command of the client: it asks for a value, and sends the command of the server."""


def link(uri: str, about: str, shown: str, value: str) -> str:
    """The way from a hover to the question."""
    sent = quote(json.dumps([{"uri": uri, "about": about, "value": value}]), safe="")
    return f"[What if {code(shown)} …?](command:{ASK}?{sent})"


def symbols_of(variants: Iterable[Variant]) -> list[str]:
    """The names that the formulas of some arrays show."""
    dims = [axis for variant in variants for axis in variant.shape or () if isinstance(axis, Symbolic)]
    names = [name for axis in dims for monomial, _ in axis.terms for name, _ in monomial]
    return list(dict.fromkeys(name.partition("'")[0] for name in names))
