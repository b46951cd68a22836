"""The text at the end of a line: how many bytes its arrays take, and what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..analysis.estimates import Estimate, Variant
from ..analysis.line_costs import LineCost
from ..values.dims import Known, SomeInt
from ..values.ownership import Ownership
from .line_costs import cost_text, is_worth, temporary_text
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


def line_labels(
    estimates: Iterable[Estimate], options: LabelOptions, costs: Mapping[int, LineCost] | None = None
) -> dict[int, str]:
    """The label of each line (1-based) that ends a statement which binds arrays, or costs memory.

    costs: of statements, by their last lines, where they are known.
    """
    lines: dict[int, list[Estimate]] = {}
    for estimate in estimates:
        if any(variant.kind == "array" for variant in estimate.variants):
            lines.setdefault(estimate.end_line, []).append(estimate)
    costs = costs or {}
    labels = {line: label(bound, options, costs.get(line)) for line, bound in lines.items()}
    labels |= {line: cost_label(cost, options) for line, cost in costs.items() if line not in lines}
    return {line: text for line, text in labels.items() if text}


def label(estimates: Sequence[Estimate], options: LabelOptions, cost: LineCost | None = None) -> str | None:
    """The label of the arrays that one line binds, or None where there is nothing worth saying.

    cost: what the line costs; its temporaries stand behind the arrays.
    """
    temporary = _temporary(cost, options)
    if temporary and cost is not None and not is_worth(cost.temporary.least, total_of_line(estimates).high):
        temporary = ""
    if len(estimates) == 1:
        return _label_of_one(tuple(map(_essence, estimates[0].variants)), options, temporary)
    return _label(estimates, options, temporary)


def cost_label(cost: LineCost, options: LabelOptions) -> str | None:
    """The label of a line that binds no array by itself."""
    text = cost_text(cost, options.units) if "bytes" in options.contents else ""
    needed = cost.frees.exact if cost.peak.exact == 0 else cost.peak.most or cost.peak.least
    if not text or _is_too_small(needed, options.minimum_bytes):
        return None
    return text if options.limit is None or len(text) <= options.limit else _temporary(cost, options) or None


def _temporary(cost: LineCost | None, options: LabelOptions) -> str:
    if cost is None or "bytes" not in options.contents or _is_too_small(cost.temporary.least, options.minimum_bytes):
        return ""
    text = temporary_text(cost, options.units)
    return text if options.limit is None or len(text) <= options.limit else ""


def _essence(variant: Variant) -> Variant:
    """The variant with no more than a label of it alone depends on."""
    return Variant(variant.kind, variant.shape, variant.dtype, variant.ownership, variant.view_of)


@lru_cache(maxsize=8192)
def _label_of_one(variants: tuple[Variant, ...], options: LabelOptions, temporary: str) -> str | None:
    """Kept from one edit to the next: most lines of a file stay as they were."""
    return _label([Estimate(1, 1, 0, "", None, variants)], options, temporary)


def _label(estimates: Sequence[Estimate], options: LabelOptions, temporary: str) -> str | None:
    total = total_of_line(estimates)
    if _is_too_small(total.high, options.minimum_bytes):
        return temporary or None
    parts = _parts(estimates, total, options)
    limit = options.limit
    forms = _candidates(parts, options, temporary)
    text = next((form for form in forms if limit is None or len(form) <= limit), None)
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


def _candidates(parts: _Parts, options: LabelOptions, temporary: str) -> Iterator[str]:
    """Every form of the label, the fullest first: bytes matter most, then the shape, then the dtype."""
    forms = [*_forms(parts, options)]
    if temporary:
        yield from (f"{text} {temporary}" for text in forms if text.startswith(parts.size))
        if not parts.size:
            yield temporary
    yield from forms


def _forms(parts: _Parts, options: LabelOptions) -> Iterator[str]:
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
