"""The bytes that are alive at each moment while an expression is evaluated.

The analysis has evaluated the expression already; the walk goes through its parts once more, in the order in which
CPython evaluates them (Python reference, "Evaluation order"), and follows what it holds meanwhile: a value is held
from when it is made until what it is an operand of is done.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ...values.amounts import ANY_CHANGE, NO_BYTES, NO_CHANGE, UNKNOWN_AMOUNT, Amount, Change
from ..peaks import peak_at
from .ledger import CallNote, Element
from .memory import Buffers


@dataclass(frozen=True, slots=True)
class Operation:
    """needed: the most bytes above those before, while the operation is done: its result, and what NumPy or a function
    of the program needs inside. left: bytes that stay, other than in the result. call: of a function of the program.
    elements: of a list comprehension.
    """

    needed: Amount
    left: Change = NO_CHANGE
    call: CallNote | None = None
    elements: tuple[Element, ...] = ()


UNKNOWN_OPERATION = Operation(UNKNOWN_AMOUNT, ANY_CHANGE)


class Evaluated(Protocol):
    """What the analysis knows of a statement that it has just run."""

    def was_evaluated(self, node: ast.expr) -> bool:
        """Whether the statement came to an expression; it does not come to all parts of `a or b`."""

    def memory(self, node: ast.expr) -> Buffers | None:
        """The memory that what an expression gave kept alive by then; None where that is not known."""

    def nbytes(self, buffer: int) -> Amount:
        """The bytes of memory."""

    def is_new(self, buffer: int) -> bool:
        """Whether the statement has made it."""

    def is_kept(self, buffer: int) -> bool:
        """Whether something holds it now that the statement is done."""

    def has_plain_elements(self, node: ast.expr) -> bool:
        """Whether what it gave can be gone through without arrays being made, or code of the program run."""

    def is_method(self, node: ast.expr) -> bool:
        """Whether an expression only looks up a method, which keeps alive what it was looked up on."""

    def is_iterator(self, node: ast.expr) -> bool:
        """Whether an expression gave an iterator, which keeps what it goes through alive."""

    def operation(self, node: ast.expr, temporaries: frozenset[int]) -> Operation:
        """What an operation needs while it is done on its operands, of which it alone holds `temporaries`."""


class Walk:
    """Follows what one statement holds. peak: the most bytes above those at its start that there ever were.

    line, function: where it is. calls: those of the program's functions, with the level at which each began.
    """

    def __init__(self, evaluated: Evaluated, line: int, function: str | None) -> None:
        self._around = NO_CHANGE
        self._alive: dict[int, Amount] = {}
        self.peak = peak_at(NO_BYTES, line, function)
        self.calls: list[tuple[CallNote, Change]] = []
        self._line, self._function = line, function
        self._evaluated = evaluated
        self._held: Counter[int] = Counter()
        self._counted: set[int] = set()

    @property
    def level(self) -> Change:
        """Bytes above those at the start of the statement."""
        level = self._around
        for amount in self._alive.values():
            level = level.plus(amount)
        return level

    def expression(self, node: ast.expr) -> Buffers:
        """Evaluate an expression. What is returned is held until it is released."""
        if isinstance(node, ast.JoinedStr):
            return self._text(node)
        if isinstance(node, ast.Starred):
            return self._spread(node.value)
        if not self._evaluated.was_evaluated(node):
            return ()
        held = [self.expression(part) for part in self._operands(node)]
        if self._evaluated.is_method(node):
            return held[0]
        if type(node) not in _WITHOUT_OPERATION:
            self.operate(self._evaluated.operation(node, self._temporaries(held)))
        return self._passed_on(node, held)

    def _operands(self, node: ast.expr) -> Iterable[ast.expr]:
        if isinstance(node, ast.IfExp):
            ways = [way for way in (node.body, node.orelse) if self._evaluated.was_evaluated(way)]
            return [node.test, *(ways if len(ways) == 1 else ())]
        parts = operands_of(node)
        if isinstance(node, ast.BoolOp | ast.Compare):
            doubtful = doubtful_parts(node)
            return [part for part in parts if part not in doubtful]
        return parts

    def _spread(self, node: ast.expr) -> Buffers:
        """`*node`: what is gone through is held until its elements have a new holder."""
        held = self.expression(node)
        if not self._evaluated.has_plain_elements(node):
            self.operate(UNKNOWN_OPERATION)
        return held

    def _text(self, node: ast.JoinedStr) -> Buffers:
        """An f-string: each value is let go as soon as it is text."""
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                held = self.expression(part.value)
                self.operate(self._evaluated.operation(part, frozenset()))
                self.release(held)
        return ()

    def operate(self, operation: Operation) -> None:
        """An operation is done, on operands that are held."""
        needed = peak_at(operation.needed, self._line, self._function)
        if operation.call is not None:
            self.calls.append((operation.call, self.level))
            needed = operation.call.spent.peak or needed
            self._counted |= operation.call.held
        self.peak = self.peak.or_more(needed.later(self.level))
        self._around = self._around.plus(operation.left)
        before = self.level
        for element in operation.elements:
            self.peak = self.peak.or_more(element.peak.later(before))
            self.calls += [(call, before.plus(level)) for call, level in element.calls]
            before = before.plus(element.level)

    def release(self, buffers: Iterable[int]) -> None:
        """Hold something no longer."""
        for buffer in buffers:
            self._held[buffer] -= 1
            if self._held[buffer] or buffer not in self._counted or self._evaluated.is_kept(buffer):
                continue
            if self._alive.pop(buffer, None) is None:
                self._around = self._around.minus(self._evaluated.nbytes(buffer))

    def _passed_on(self, node: ast.expr, held: list[Buffers]) -> Buffers:
        """The result is held in place of the operands."""
        if isinstance(node, ast.Name):
            return ()  # a name holds it; what is new has been counted where it was made
        result = self._evaluated.memory(node)
        if result is None:
            # What nobody knows may hold anything: its bytes, and those of the operands, may live on.
            self._around = Change(self._around.least, None)
            result = ()
        for buffer in result:
            self._held[buffer] += 1
            if self._evaluated.is_new(buffer) and buffer not in self._counted:
                self._counted.add(buffer)
                self._alive[buffer] = self._evaluated.nbytes(buffer)
        if self._evaluated.is_iterator(node):
            return (*result, *[buffer for buffers in held for buffer in buffers])
        for buffers in held:
            self.release(buffers)
        return result

    def _temporaries(self, held: list[Buffers]) -> frozenset[int]:
        """Buffers that nothing but a single operand holds."""
        return frozenset(
            buffer
            for buffers in held
            for buffer in buffers
            if self._held[buffer] == 1 and buffer in self._counted and not self._evaluated.is_kept(buffer)
        )


def operands_of(node: ast.expr) -> Iterator[ast.expr]:
    """The parts of an expression that are evaluated before it, in order."""
    return _OPERANDS.get(type(node), _parts)(node)


def doubtful_parts(node: ast.expr) -> list[ast.expr]:
    """The parts of an expression that are not always evaluated."""
    if isinstance(node, ast.BoolOp):
        return node.values[1:]
    return node.comparators[1:] if isinstance(node, ast.Compare) else []


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.expr):
            yield part


def _of_call(node: ast.expr) -> Iterator[ast.expr]:
    assert isinstance(node, ast.Call)
    yield node.func
    yield from node.args
    yield from (keyword.value for keyword in node.keywords)


def _of_binary(node: ast.expr) -> Iterator[ast.expr]:
    assert isinstance(node, ast.BinOp)
    yield node.left
    yield node.right


def _of_owner(node: ast.expr) -> Iterator[ast.expr]:
    assert isinstance(node, ast.Attribute)
    yield node.value


def _of_comprehension(node: ast.expr) -> Iterator[ast.expr]:
    assert isinstance(node, ast.ListComp)
    yield node.generators[0].iter


def _of_dict(node: ast.expr) -> Iterator[ast.expr]:
    assert isinstance(node, ast.Dict)
    for key, value in zip(node.keys, node.values, strict=True):
        if key is not None:
            yield key
        yield value


def _nothing(_: ast.expr) -> Iterator[ast.expr]:
    yield from ()


_OPERANDS: dict[type[ast.expr], Callable[[ast.expr], Iterator[ast.expr]]] = {
    ast.Call: _of_call,
    ast.BinOp: _of_binary,
    ast.Attribute: _of_owner,
    ast.Dict: _of_dict,
    ast.ListComp: _of_comprehension,
    **dict.fromkeys((ast.Name, ast.Constant, ast.Lambda, ast.SetComp, ast.DictComp, ast.GeneratorExp), _nothing),
}
_WITHOUT_OPERATION = frozenset({ast.Name, ast.Constant, ast.Tuple, ast.List, ast.Slice})
