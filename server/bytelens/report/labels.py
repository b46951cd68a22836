"""The text at the end of a line: how many bytes its arrays take, and what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..analysis.estimates import Estimate, Variant
from ..values.dims import Known, SomeInt
from ..values.ownership import Ownership
from .sizes import Units, bound_text, size_text
from .totals import Total, by_buffer, holder, total_of_line
from .types import axes_text, dtype_text

LIMIT = 25
CONTENTS = frozenset({"bytes", "dtype", "shape"})


@dataclass(frozen=True, slots=True)
class LabelOptions:
    """What a label says.

    contents: some of "bytes", "dtype" and "shape". minimum_bytes: fewer than this get no label.
    limit: the most characters, or None where there is room for everything.
    """

    units: Units = Units.SI
    contents: frozenset[str] = CONTENTS
    minimum_bytes: int = 0
    limit: int | None = LIMIT


@dataclass(frozen=True, slots=True)
class _Parts:
    size: str
    dtype: str
    axes: str
    sharing: str
    of: str


def line_labels(estimates: Iterable[Estimate], options: LabelOptions) -> dict[int, str]:
    """The label of each line (1-based) that ends a statement which binds arrays."""
    lines: dict[int, list[Estimate]] = {}
    for estimate in estimates:
        if any(variant.kind == "array" for variant in estimate.variants):
            lines.setdefault(estimate.end_line, []).append(estimate)
    labels = ((line, label(bound, options)) for line, bound in lines.items())
    return {line: text for line, text in labels if text is not None}


def label(estimates: Sequence[Estimate], options: LabelOptions) -> str | None:
    """The label of the arrays that one line binds, or None where there is nothing worth saying."""
    if len(estimates) == 1:
        return _label_of_one(tuple(map(_essence, estimates[0].variants)), options)
    return _label(estimates, options)


def _essence(variant: Variant) -> Variant:
    """The variant with no more than a label of it alone depends on."""
    return Variant(variant.kind, variant.shape, variant.dtype, variant.ownership, variant.view_of)


@lru_cache(maxsize=8192)
def _label_of_one(variants: tuple[Variant, ...], options: LabelOptions) -> str | None:
    """Kept from one edit to the next: most lines of a file stay as they were."""
    return _label([Estimate(1, 1, 0, "", None, variants)], options)


def _label(estimates: Sequence[Estimate], options: LabelOptions) -> str | None:
    total = total_of_line(estimates)
    if _is_too_small(total.high, options.minimum_bytes):
        return None
    parts = _parts(estimates, total, options)
    limit = options.limit
    text = next((form for form in _candidates(parts, options) if limit is None or len(form) <= limit), None)
    if limit is None and len(estimates) > 1 and text is not None:
        return f"{text}: {', '.join(_detail(estimate) for estimate in estimates)}"
    return text


def _is_too_small(most: Known | None, minimum: int) -> bool:
    return minimum > 0 and (most is None or (isinstance(most, int) and most < minimum))


def _parts(estimates: Sequence[Estimate], total: Total, options: LabelOptions) -> _Parts:
    groups = by_buffer(estimates)
    one = holder(groups[0]) if len(groups) == 1 else None
    dtype, axes = _type(one) if one is not None else ("", "")
    if total.high is None and not _says_something(one):
        dtype = axes = ""
    return _Parts(
        size=_total_text(total, options.units) if "bytes" in options.contents else "",
        dtype=dtype if "dtype" in options.contents else "",
        axes=axes if "shape" in options.contents else "",
        **_sharing([one] if one is not None else estimates),
    )


def _total_text(total: Total, units: Units) -> str:
    if total.high is None:
        return ""
    if total.low is None:
        return bound_text(total.high, units)
    low, high = size_text(total.low, units), size_text(total.high, units)
    return high if low == high else f"{low}–{high}"


def _type(estimate: Estimate) -> tuple[str, str]:
    """Dtype and shape as far as all variants agree."""
    dtypes = {dtype_text(variant.dtype) for variant in estimate.variants}
    axes = {axes_text(variant.shape) for variant in estimate.variants}
    return (dtypes.pop() if len(dtypes) == 1 else "", axes.pop() if len(axes) == 1 else "")


def _says_something(estimate: Estimate | None) -> bool:
    """Without a size: whether there is a dtype, or the length of an axis. A rank alone says little."""
    return estimate is not None and all(
        variant.dtype is not None or any(axis != SomeInt() for axis in variant.shape or ())
        for variant in estimate.variants
    )


def _sharing(estimates: Sequence[Estimate]) -> dict[str, str]:
    """Whether all of the arrays are views or aliases, and of what."""
    variants = [variant for estimate in estimates for variant in estimate.variants]
    kinds = {variant.ownership for variant in variants}
    if kinds not in ({Ownership.VIEW}, {Ownership.ALIAS}):
        return {"sharing": "", "of": ""}
    word = {Ownership.VIEW: ("view", "views"), Ownership.ALIAS: ("alias", "aliases")}[kinds.pop()]
    names = {variant.view_of for variant in variants}
    name = names.pop() if len(names) == 1 else None
    return {"sharing": word[len(estimates) > 1], "of": " ".join(name.split()) if name else ""}


def _candidates(parts: _Parts, options: LabelOptions) -> Iterator[str]:
    """Every form of the label, the fullest first: bytes matter most, then the shape, then the dtype."""
    kind = parts.dtype + parts.axes
    of = f"{parts.sharing} of {parts.of}" if parts.of else parts.sharing
    forms: list[tuple[str, ...]] = [(parts.size, kind), (parts.size, parts.axes), (parts.size,)]
    if parts.sharing and options.contents:
        forms = [(parts.size, of), (parts.size, parts.sharing), (parts.size,)]
        if options.limit is None or not parts.size:
            forms = [(parts.size, kind, of), *forms]
    for form in [*forms, (kind,), (parts.dtype,), (parts.axes,)]:
        text = " ".join(filter(None, form))
        if text:
            yield text


def _detail(estimate: Estimate) -> str:
    return " ".join(filter(None, (estimate.name, "".join(_type(estimate)))))
