"""What names, attributes and, where all were noted, other expressions held; made only when somebody asks."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial

from ..values.arrays import Array, Scalar
from ..values.joining import options
from ..values.kinds import Value
from ..values.ownership import Ownership
from .estimates import Use, Variant
from .machine import Machine
from .recorder import Recorder, same_variant

_OF_ARRAYS = frozenset({"nbytes", "shape", "dtype", "itemsize", "size", "ndim"})


class Uses(Mapping[int, tuple[Use, ...]]):
    """The uses of each line (1-based), built at the first look."""

    def __init__(self, recorder: Recorder, tree: ast.Module) -> None:
        self._recorder = recorder
        self._tree = tree

    def __getitem__(self, line: int) -> tuple[Use, ...]:
        return self._by_line[line]

    def __iter__(self) -> Iterator[int]:
        return iter(self._by_line)

    def __len__(self) -> int:
        return len(self._by_line)

    @cached_property
    def _by_line(self) -> dict[int, tuple[Use, ...]]:
        found: dict[int, list[Use]] = {}
        owners = {
            node.value: node.attr
            for node in ast.walk(self._tree)
            if isinstance(node, ast.Attribute) and node.attr in _OF_ARRAYS
        }
        outer = {
            node.value: node
            for node in ast.walk(self._tree)
            if isinstance(node, ast.Attribute) and node.value in owners
        }
        for node, values in self._recorder.reads.items():
            variants = _variants(values, partial(_described, self._recorder))
            if not variants:
                continue
            for place, attribute in ((node, None), (outer.get(node), owners.get(node))):
                if place is not None:
                    found.setdefault(place.lineno, []).append(_use(place, attribute, variants))
        return {line: tuple(uses) for line, uses in found.items()}


class Expressions(Mapping[ast.expr, tuple[Variant, ...]]):
    """What each expression evaluated to, over all calls and iterations; empty where it may have been anything else."""

    def __init__(self, machine: Machine) -> None:
        self._recorder = machine.recorder
        self._buffers = machine.store.buffers

    def __getitem__(self, node: ast.expr) -> tuple[Variant, ...]:
        return _variants(self._recorder.reads[node], self._variant)

    def __iter__(self) -> Iterator[ast.expr]:
        return iter(self._recorder.reads)

    def __len__(self) -> int:
        return len(self._recorder.reads)

    def _variant(self, value: Array | Scalar) -> Variant:
        variant = _described(self._recorder, value)
        if variant.ownership is not Ownership.UNKNOWN or not isinstance(value, Array) or not value.certain:
            return variant
        buffer = None if value.buffer is None else self._buffers.get(value.buffer)
        if buffer is None or buffer.summary:
            return variant
        owns = value.identity == value.buffer
        if not owns and value.nbytes == buffer.nbytes:
            return variant
        return replace(
            variant,
            ownership=Ownership.OWNER if owns else Ownership.VIEW,
            root_nbytes=buffer.nbytes,
            buffer=value.buffer,
        )


def _variants(values: tuple[Value, ...], variant_of: Callable[[Array | Scalar], Variant]) -> tuple[Variant, ...]:
    variants: list[Variant] = []
    for value in values:
        for option in options(value):
            if not isinstance(option, Array | Scalar) or (isinstance(option, Array) and _says_nothing(option)):
                return ()
            variant = variant_of(option)
            if not any(same_variant(variant, known) for known in variants):
                variants.append(variant)
    return tuple(variants)


def _described(recorder: Recorder, value: Array | Scalar) -> Variant:
    if isinstance(value, Scalar):
        return Variant("scalar", (), value.dtype, Ownership.OWNER)
    held = recorder.described.get(value.identity)
    if held is None:
        return Variant("array", value.shape, value.dtype, Ownership.UNKNOWN)
    return Variant("array", value.shape, value.dtype, held.ownership, held.view_of, held.root_nbytes)


def _says_nothing(array: Array) -> bool:
    """Whether not even the rank or the dtype is known: it may be a NumPy scalar."""
    return array.shape is None and array.dtype is None


def uses_of(machine: Machine, tree: ast.Module) -> Uses:
    """The reads that a finished analysis has seen."""
    return Uses(machine.recorder, tree)


def _use(node: ast.expr, attribute: str | None, variants: tuple[Variant, ...]) -> Use:
    return Use(
        node.lineno,
        node.col_offset,
        node.end_lineno or node.lineno,
        node.end_col_offset or node.col_offset,
        ast.unparse(node),
        attribute,
        variants,
    )
