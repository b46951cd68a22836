"""Everything that is known of an array, as Markdown: bytes, shape, dtype, whose memory, and where from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ..analysis.estimates import Estimate, Use, Variant
from ..values.dims import Symbolic
from ..values.ownership import Ownership
from .markdown import code
from .sizes import exact_text
from .types import dtype_text, shape_text

Naming = Callable[[int], str]
"""What a line (1-based) is called within a sentence."""


def numbered(line: int) -> str:
    """The name of a line of a file."""
    return f"line {line}"


def use_hover(use: Use, estimates: Iterable[Estimate] = (), naming: Naming = numbered) -> str | None:
    """The hover of a name or an attribute where it is read; an attribute such as `nbytes` stands first.

    estimates: those of the file. Where the expression is bound, its binding tells how the number came about.
    """
    name = use.text.removesuffix(f".{use.attribute}")
    bound = [estimate for estimate in estimates if estimate.name == name]
    variants = [_with_origin(variant, use.line, bound) for variant in use.variants]
    return _hover(use.text, use.attribute, variants, naming)


def estimate_hover(estimate: Estimate, naming: Naming = numbered) -> str | None:
    """The hover of the target of a binding."""
    return _hover(estimate.name, None, estimate.variants, naming)


def cells(variant: Variant) -> tuple[str, str, str, str]:
    """Bytes, shape, dtype, and whose memory it is, each as it stands in a table under such a heading."""
    shape, dtype = _shape(variant).removeprefix("shape "), _dtype(variant).removeprefix("dtype ")
    return _nbytes(variant), shape, dtype, "; ".join(_memory(variant))


def origins(variants: Sequence[Variant], naming: Naming) -> list[str]:
    """How the numbers came about."""
    return list(dict.fromkeys(line for variant in variants for line in _origin(variant, naming)))


def _with_origin(variant: Variant, line: int, bound: Sequence[Estimate]) -> Variant:
    """The variant with the origin of the binding that gave it, the last above the line if there are several.

    Names repeat: where the buffer is known, it decides which binding it was.
    """
    found = [
        (estimate.line <= line, estimate.line, other.origin)
        for estimate in bound
        for other in estimate.variants
        if (other.shape, other.dtype) == (variant.shape, variant.dtype) and variant.buffer in (None, other.buffer)
    ]
    if variant.origin or not found:
        return variant
    return replace(variant, origin=max(found)[-1])


def _hover(name: str, attribute: str | None, variants: Sequence[Variant], naming: Naming) -> str | None:
    described = list(dict.fromkeys(_described(variant, attribute, naming) for variant in variants))
    if not described:
        return None
    if len(described) == 1:
        (first, *rest) = described[0]
        return "\n".join([f"{code(name)}: {first}", "", *(f"- {line}" for line in rest)])
    items = ["- " + "; ".join(lines) for lines in described]
    return "\n".join([f"{code(name)}, one of {len(items)}:", "", *items])


def _described(variant: Variant, attribute: str | None, naming: Naming) -> tuple[str, ...]:
    """The lines that describe one variant: the attribute that was asked for, then the others."""
    order = sorted(_ATTRIBUTES, key=lambda name: name != attribute)
    first, *rest = [_ATTRIBUTES[name](variant) for name in order]
    return (first.removeprefix(f"{attribute} "), *rest, *_memory(variant), *_origin(variant, naming))


def _nbytes(variant: Variant) -> str:
    nbytes, size = variant.nbytes, variant.size
    if isinstance(nbytes, int | Symbolic):
        return code(exact_text(nbytes) + _product(variant))
    if variant.at_most is not None:
        return code(f"≤ {exact_text(variant.at_most)}")
    return "size not known" if not isinstance(size, int) else f"{size:,} elements, size not known"


def _product(variant: Variant) -> str:
    """How the bytes come about: elements times itemsize."""
    if variant.dtype is None or not isinstance(variant.size, int | Symbolic):
        return ""
    elements = f"({variant.size})" if " " in str(variant.size) else str(variant.size)
    return f" = {elements} × {variant.dtype.itemsize}"


def _shape(variant: Variant) -> str:
    return "shape not known" if variant.shape is None else f"shape {code(shape_text(variant.shape))}"


def _dtype(variant: Variant) -> str:
    if variant.dtype is None:
        return "dtype not known"
    text = f"dtype {code(dtype_text(variant.dtype))}, itemsize {exact_text(variant.dtype.itemsize)}"
    # `nbytes` of an array of objects counts pointers alone (NumPy reference, ndarray.nbytes).
    return text + (" (references; what they refer to is not counted)" if variant.dtype.hasobject else "")


_ATTRIBUTES: dict[str, Callable[[Variant], str]] = {"nbytes": _nbytes, "shape": _shape, "dtype": _dtype}


def _memory(variant: Variant) -> list[str]:
    """Whose memory it is."""
    if variant.kind == "scalar":
        return ["NumPy scalar, not an array"]
    of = f" of {code(variant.view_of)}" if variant.view_of else ""
    if variant.ownership is Ownership.OWNER:
        return ["owner of its buffer"]
    if variant.ownership is Ownership.ALIAS:
        return [f"alias{of}: the same array, no buffer of its own"]
    if variant.ownership is Ownership.VIEW:
        return [f"view{of}, no buffer of its own{_kept_alive(variant)}"]
    return ["owner or view: not known"]


def _kept_alive(variant: Variant) -> str:
    kept = variant.root_nbytes
    return f"; keeps {code(exact_text(kept))} alive" if isinstance(kept, int | Symbolic) else ""


def _origin(variant: Variant, naming: Naming) -> list[str]:
    """How the number came about: the expression, and the calls that led to it."""
    lines = [f"from {code(variant.origin)}"] if variant.origin else []
    if variant.call_lines:
        lines.append("called from " + ", then ".join(map(naming, variant.call_lines)))
    return lines
