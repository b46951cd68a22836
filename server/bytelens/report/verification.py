"""Estimates beside what a run showed, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..analysis.estimates import Variant
from ..facts.agreement import Agreement, Verdict
from ..tracing.trace import Observation
from ..values.dims import Known
from .sizes import exact_text
from .types import axes_text, dtype_text

SCHEMA = 1
# More different values of one binding than a reader looks at.
SHOWN = 3


def verification_text(path: str, agreements: Sequence[Agreement]) -> str:
    """A line for each binding, and how many agree, disagree, are silent, and were never reached."""
    width = max((len(_place(path, agreement)) for agreement in agreements), default=0)
    lines = [f"{_place(path, agreement):{width}}  {_verdict(agreement)}" for agreement in agreements]
    return "\n".join([*lines, summary(agreements), ""])


def summary(agreements: Sequence[Agreement]) -> str:
    """The counts in one line."""
    counts = Counter(agreement.verdict for agreement in agreements)
    parts = [f"{counts[verdict]} {word}" for verdict, word in _WORDS.items() if counts[verdict] or verdict in _ALWAYS]
    return ", ".join(parts)


def verification_document(path: str, numpy: str | None, agreements: Sequence[Agreement]) -> dict[str, Any]:
    """The same as plain data, schema 1 (docs/schema.md)."""
    counts = Counter(agreement.verdict for agreement in agreements)
    return {
        "schema": SCHEMA,
        "path": path,
        "numpy": numpy,
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        "bindings": [_binding(agreement) for agreement in agreements],
    }


_WORDS = {
    Verdict.AGREES: "agree",
    Verdict.DISAGREES: "disagree",
    Verdict.SILENT: "silent",
    Verdict.UNREACHED: "not reached",
}
_ALWAYS = (Verdict.AGREES, Verdict.DISAGREES, Verdict.SILENT)


def _place(path: str, agreement: Agreement) -> str:
    return f"{path}:{agreement.line}: {agreement.name}"


def _verdict(agreement: Agreement) -> str:
    said = " or ".join(dict.fromkeys(map(_said, agreement.said))) or "nothing"
    held = _held(agreement)
    if agreement.verdict is Verdict.AGREES:
        return f"agrees: {held}"
    if agreement.verdict is Verdict.UNREACHED:
        return f"not reached: said {said}"
    return f"{agreement.verdict.value}: said {said}; held {held}"


def _held(agreement: Agreement) -> str:
    texts = list(dict.fromkeys(map(_observed, agreement.held)))
    if agreement.others:
        texts.append("what is no array")
    more = len(texts) - SHOWN
    return ", ".join(texts[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _observed(item: Observation) -> str:
    what = f"{item.dtype} scalar" if item.kind == "scalar" else f"{item.dtype}{axes_text(item.shape)}"
    return " ".join(filter(None, (exact_text(item.nbytes), what, _sharing(item.ownership.value, item.kind))))


def _said(variant: Variant) -> str:
    what = dtype_text(variant.dtype) or "an unknown dtype"
    what += " scalar" if variant.kind == "scalar" else axes_text(variant.shape)
    return " ".join((*_size(variant), what, *filter(None, [_sharing(variant.ownership.value, variant.kind)])))


def _size(variant: Variant) -> Iterator[str]:
    nbytes = variant.nbytes
    if isinstance(nbytes, Known):
        yield exact_text(nbytes)
    elif variant.at_most is not None:
        yield f"≤ {exact_text(variant.at_most)}"


def _sharing(ownership: str, kind: str) -> str:
    return ownership if kind == "array" and ownership in ("view", "alias") else ""


def _binding(agreement: Agreement) -> dict[str, Any]:
    return {
        "line": agreement.line,
        "function": agreement.function,
        "name": agreement.name,
        "verdict": agreement.verdict.value,
        "said": list(dict.fromkeys(map(_said, agreement.said))),
        "held": [
            {
                "kind": item.kind,
                "shape": list(item.shape),
                "dtype": item.dtype,
                "nbytes": item.nbytes,
                "ownership": item.ownership.value,
            }
            for item in agreement.held
        ],
        "held_other": agreement.others,
    }
