"""What the analysis has seen at each binding and at each expression, gathered over calls and iterations."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from ..values.arrays import Array, same_dtype
from ..values.kinds import UNKNOWN, Union, Value
from .estimates import Estimate, Variant
from .spent import Spent

if TYPE_CHECKING:
    from .ownership import Holding

Place: TypeAlias = tuple[int, int, str, str | None]
MOST_VARIANTS = 64
MOST_CALLS = 8


@dataclass(slots=True)
class Recorder:
    """Bindings by place (line, column, name, function), reads by expression; both in the order of execution.

    silent: places that have held what nobody knows; nothing is claimed of them. described: how array objects, by
    identity, stand to their buffers. home: while code of another file runs, what sees the file that is analysed; what
    is seen of others is for nobody to keep. news: how many variants have been new. spent: what statements cost, where a
    machine keeps accounts (see `costs`).
    """

    spans: dict[Place, int] = field(default_factory=dict)
    variants: dict[Place, tuple[Variant, ...]] = field(default_factory=dict)
    reads: dict[ast.expr, tuple[Value, ...]] = field(default_factory=dict)
    silent: set[Place] = field(default_factory=set)
    described: dict[int, Holding] = field(default_factory=dict)
    home: Recorder | None = None
    news: int = 0
    spent: Spent = field(default_factory=Spent)

    def bind(self, place: Place, end_line: int, variant: Variant) -> None:
        """Add what a binding holds, unless it is known of it already."""
        known = self.variants.get(place)
        if known is None:
            self.spans[place] = end_line
            self.variants[place] = (variant,)
            self.news += 1
        elif len(known) <= MOST_VARIANTS and _is_news(variant, known):
            self.variants[place] = (*known, variant)
            self.news += 1

    def read(self, node: ast.expr, value: Value) -> None:
        """Add what an expression holds where it is read."""
        known = self.reads.get(node)
        if known is None:
            self.reads[node] = (value,)
        elif known[-1] is not value and known[-1] is not UNKNOWN:
            self.reads[node] = (*known, value if len(known) < MOST_VARIANTS else UNKNOWN)

    def renewed(
        self, lines: tuple[int, ...], count: int, ids: dict[int, int], last_id: int, new_id: Callable[[], int]
    ) -> Recorder:
        """What has been seen, as another call sees it: by other call lines (in place of `count`), with other memory.

        last_id: memory with an id up to it was there before, and is the same unless it is among `ids`.
        """

        def other(known: int | None) -> int | None:
            if known and known not in ids:
                if known <= last_id:
                    return known
                ids[known] = new_id()
            return ids[known] if known else known

        def renew(value: Value) -> Value:
            if type(value) is not Array:
                return Union(tuple(map(renew, value.options))) if isinstance(value, Union) else value
            memory = (other(value.buffer), value.certain, other(value.identity) or 0)
            return Array(value.shape, value.dtype, value.strides, *memory, value.type, value.contents)

        variants = {
            place: tuple(
                _for_call(variant, other(variant.buffer), lines + variant.call_lines[count:]) for variant in known
            )
            for place, known in self.variants.items()
        }
        reads = {node: tuple(map(renew, values)) for node, values in self.reads.items()}
        described = {other(identity) or 0: held for identity, held in self.described.items()}
        return Recorder(self.spans, variants, reads, self.silent, described)

    def renamed(self, ids: Mapping[int, int]) -> Recorder:
        """What has been seen, with other ids in the place of some."""

        def rename(value: Value) -> Value:
            if isinstance(value, Union):
                return Union(tuple(map(rename, value.options)))
            if type(value) is not Array or not (value.buffer in ids or value.identity in ids):
                return value
            buffer = None if value.buffer is None else ids.get(value.buffer, value.buffer)
            return replace(value, buffer=buffer, identity=ids.get(value.identity, value.identity))

        variants = {
            place: tuple(
                variant if variant.buffer not in ids else replace(variant, buffer=ids[variant.buffer])  # type: ignore[index]
                for variant in known
            )
            for place, known in self.variants.items()
        }
        reads = {node: tuple(map(rename, values)) for node, values in self.reads.items()}
        described = {ids.get(identity, identity): held for identity, held in self.described.items()}
        return Recorder(self.spans, variants, reads, self.silent, described, spent=self.spent.renamed(ids))

    def mapped(self, change: Callable[[Value], Value]) -> Recorder:
        """What has been seen, with other lengths in the place of some."""
        variants = {
            place: tuple(_mapped(variant, change) for variant in known) for place, known in self.variants.items()
        }
        reads = {node: tuple(map(change, values)) for node, values in self.reads.items()}
        described = {
            identity: held if held.root_nbytes is None else replace(held, root_nbytes=change(held.root_nbytes))  # type: ignore[arg-type]
            for identity, held in self.described.items()
        }
        home = None if self.home is None else self.home.mapped(change)
        spent = self.spent.mapped(change)
        return Recorder(self.spans, variants, reads, self.silent, described, home, spent=spent)

    def fresh(self) -> Recorder:
        """One for the same file that has seen nothing."""
        return Recorder(home=None if self.home is None else Recorder())

    def copy(self) -> Recorder:
        """What it has seen so far."""
        return Recorder(
            self.spans.copy(),
            self.variants.copy(),
            self.reads.copy(),
            self.silent.copy(),
            self.described.copy(),
            spent=self.spent.copy(),
        )

    def absorb(self, other: Recorder) -> None:
        """Add all that another recorder has seen."""
        if self.home is not None and other.home is not None:
            self.home.absorb(other.home)
        self.silent |= other.silent
        self.described.update(other.described)
        if not other.spent.is_empty:
            self.spent.absorb(other.spent)
        known, reads = self.variants, self.reads
        for place, variants in other.variants.items():
            if place in known:
                for variant in variants:
                    self.bind(place, other.spans[place], variant)
            else:
                known[place], self.spans[place] = variants, other.spans[place]
                self.news += len(variants)
        if reads.keys().isdisjoint(other.reads):
            reads.update(other.reads)
            return
        for node, values in other.reads.items():
            if node in reads:
                for value in values:
                    self.read(node, value)
            else:
                reads[node] = values

    def add_unseen(self, other: Recorder) -> None:
        """Add what another recorder has seen at places and expressions that this one has not seen."""
        seen = self.variants.keys() | self.silent
        self.described.update(other.described)
        self.silent |= other.silent - seen
        self.spent.add_unseen(other.spent)
        for place in other.variants.keys() - seen:
            self.spans[place] = other.spans[place]
            self.variants[place] = other.variants[place]
        for node in other.reads.keys() - self.reads.keys():
            self.reads[node] = other.reads[node]

    def estimates(self, before: Mapping[Place, Estimate]) -> Iterable[Estimate]:
        """One estimate for each place, in the order of the source; the same object as before where it says the same.

        A place that has held more variants than are kept says nothing any more.
        """
        for place in sorted(self.variants, key=lambda place: place[:3]):
            variants = self.variants[place]
            if place in self.silent or len(variants) > MOST_VARIANTS:
                continue
            known, end_line = before.get(place), self.spans[place]
            if known is not None and known.end_line == end_line and _are_same(known.variants, variants):
                yield known
                continue
            line, column, name, function = place
            yield Estimate(line, end_line, column, name, function, variants)


def _are_same(a: tuple[Variant, ...], b: tuple[Variant, ...]) -> bool:
    return a is b or (len(a) == len(b) and all(map(operator.is_, a, b)))


def _mapped(variant: Variant, change: Callable[[Value], Value]) -> Variant:
    shape = None if variant.shape is None else tuple(map(change, variant.shape))
    root_nbytes = change(variant.root_nbytes)
    if root_nbytes is variant.root_nbytes and (shape is None or variant.shape is None or shape == variant.shape):
        return variant
    return replace(variant, shape=shape, root_nbytes=root_nbytes)  # type: ignore[arg-type]


def _for_call(variant: Variant, buffer: int | None, lines: tuple[int, ...]) -> Variant:
    held = (variant.ownership, variant.view_of, variant.root_nbytes)
    return Variant(variant.kind, variant.shape, variant.dtype, *held, buffer, variant.origin, lines)


def _is_news(variant: Variant, known: tuple[Variant, ...]) -> bool:
    """Whether a variant says something new, or the same as a known one of one of the first calls that led there."""
    alike = [other for other in known if same_variant(variant, other, of_calls=False)]
    return len(alike) < MOST_CALLS and not any(variant.call_lines == other.call_lines for other in alike)


def same_variant(a: Variant, b: Variant, *, of_calls: bool = True) -> bool:
    """Equality; that of dataclasses takes a dtype that is not known for float64, as NumPy does."""
    return (
        same_dtype(a.dtype, b.dtype)
        and (a.shape, a.kind, a.ownership, a.view_of) == (b.shape, b.kind, b.ownership, b.view_of)
        and (not of_calls or a.call_lines == b.call_lines)
    )
