"""How many bytes an expression takes, and whether that is worth a word."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis.estimates import Variant
from ..values.dims import Dim, SomeInt, Symbolic
from ..values.sizes import exact_text, size_text

SMALLEST = 64_000
"""Below this many bytes, memory is not worth anybody's attention."""


def are_arrays(variants: Sequence[Variant]) -> bool:
    """Whether something is known, and it is an array each time."""
    return bool(variants) and all(variant.kind == "array" for variant in variants)


def largest(variants: Sequence[Variant]) -> Variant | None:
    """The one with the most bytes, or with a formula; None where any of the sizes is unknown."""
    if not variants or any(isinstance(variant.nbytes, SomeInt) for variant in variants):
        return None
    formulas = [variant for variant in variants if isinstance(variant.nbytes, Symbolic)]
    numbers = [variant for variant in variants if isinstance(variant.nbytes, int)]
    if formulas and (not numbers or len({variant.nbytes for variant in formulas}) == 1):
        return formulas[0]
    return max(numbers, key=_number) if not formulas else None


def exact_bytes(variants: Sequence[Variant]) -> int | None:
    """The most bytes that it takes, where every size is a number."""
    found = largest(variants)
    return found.nbytes if found is not None and isinstance(found.nbytes, int) else None


def is_small(variants: Sequence[Variant], limit: int = SMALLEST) -> bool:
    """Whether it surely takes fewer bytes than are worth a word."""
    return bool(variants) and all(_at_most(variant) is not None and _below(variant, limit) for variant in variants)


def is_worth(variants: Sequence[Variant], limit: int = SMALLEST) -> bool:
    """Whether it surely takes, or may take by its formula, as many bytes as are worth a word."""
    found = largest(variants)
    return found is not None and (isinstance(found.nbytes, Symbolic) or _number(found) >= limit)


def bytes_text(nbytes: Dim) -> str:
    """A size in a message, as `8 MB` or `8·n² B`."""
    if isinstance(nbytes, int):
        return size_text(nbytes)
    return exact_text(nbytes) if isinstance(nbytes, Symbolic) else "an unknown size"


def _at_most(variant: Variant) -> int | None:
    nbytes = variant.nbytes
    bound = nbytes.at_most if isinstance(nbytes, SomeInt) else nbytes
    return bound if isinstance(bound, int) else None


def _below(variant: Variant, limit: int) -> bool:
    return (_at_most(variant) or 0) < limit


def _number(variant: Variant) -> int:
    return variant.nbytes if isinstance(variant.nbytes, int) else 0
