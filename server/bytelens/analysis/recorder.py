"""What the analysis has seen at each binding and at each expression, gathered over calls and iterations."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ..values.arrays import same_dtype
from ..values.kinds import UNKNOWN, Value
from .estimates import Estimate, Variant

if TYPE_CHECKING:
    from .ownership import Holding

Place: TypeAlias = tuple[int, int, str, str | None]
MOST_VARIANTS = 64


@dataclass(slots=True)
class Recorder:
    """Bindings by place (line, column, name, function), reads by expression; both in the order of execution.

    silent: places that have held what nobody knows; nothing is claimed of them. described: how array objects, by
    identity, stand to their buffers.
    """

    spans: dict[Place, int] = field(default_factory=dict)
    variants: dict[Place, tuple[Variant, ...]] = field(default_factory=dict)
    reads: dict[ast.expr, tuple[Value, ...]] = field(default_factory=dict)
    silent: set[Place] = field(default_factory=set)
    described: dict[int, Holding] = field(default_factory=dict)

    def bind(self, place: Place, end_line: int, variant: Variant) -> None:
        """Add what a binding holds, unless it is known of it already."""
        known = self.variants.get(place)
        if known is None:
            self.spans[place] = end_line
            self.variants[place] = (variant,)
        elif not any(same_variant(variant, other) for other in known) and len(known) <= MOST_VARIANTS:
            self.variants[place] = (*known, variant)

    def read(self, node: ast.expr, value: Value) -> None:
        """Add what an expression holds where it is read."""
        known = self.reads.get(node)
        if known is None:
            self.reads[node] = (value,)
        elif known[-1] is not value and known[-1] is not UNKNOWN:
            self.reads[node] = (*known, value if len(known) < MOST_VARIANTS else UNKNOWN)

    def copy(self) -> Recorder:
        """What it has seen so far."""
        return Recorder(
            self.spans.copy(), self.variants.copy(), self.reads.copy(), self.silent.copy(), self.described.copy()
        )

    def absorb(self, other: Recorder) -> None:
        """Add all that another recorder has seen."""
        self.silent |= other.silent
        self.described.update(other.described)
        for place, variants in other.variants.items():
            for variant in variants:
                self.bind(place, other.spans[place], variant)
        for node, values in other.reads.items():
            for value in values:
                self.read(node, value)

    def add_unseen(self, other: Recorder) -> None:
        """Add what another recorder has seen at places and expressions that this one has not seen."""
        seen = self.variants.keys() | self.silent
        self.described.update(other.described)
        self.silent |= other.silent - seen
        for place in other.variants.keys() - seen:
            self.spans[place] = other.spans[place]
            self.variants[place] = other.variants[place]
        for node in other.reads.keys() - self.reads.keys():
            self.reads[node] = other.reads[node]

    def estimates(self) -> Iterable[Estimate]:
        """One estimate for each place, in the order of the source.

        A place that has held more variants than are kept says nothing any more.
        """
        for place in sorted(self.variants, key=lambda place: place[:3]):
            variants = self.variants[place]
            if place in self.silent or len(variants) > MOST_VARIANTS:
                continue
            line, column, name, function = place
            yield Estimate(line, self.spans[place], column, name, function, variants)


def same_variant(a: Variant, b: Variant) -> bool:
    """Equality; that of dataclasses takes a dtype that is not known for float64, as NumPy does."""
    return (
        same_dtype(a.dtype, b.dtype)
        and (a.shape, a.kind, a.ownership, a.view_of) == (b.shape, b.kind, b.ownership, b.view_of)
        and a.call_lines == b.call_lines
    )
