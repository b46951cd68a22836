"""What each operation of a statement needs. What is not surely modelled is not known."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import numpy as np

from ...rules.transients.elision import reuses
from ...rules.transients.generators import MOST_FOR_SEED, MOST_KEPT
from ...values.amounts import NO_BYTES, NO_CHANGE, UNKNOWN_AMOUNT, Amount, Change
from ...values.arrays import Array, Scalar
from ...values.kinds import Instance, Mapping, Method, Ref, Sequence, Union, Unknown, Value
from ..forms import ABSENT, Bound
from ..laziness import is_iterator
from ..scopes import Class
from .memory import Buffers, is_generator
from .needs import NAMES, of_callable
from .plain import OF_PROGRAM, is_known, is_number, is_of_numbers, is_plain
from .walk import UNKNOWN_OPERATION, Operation, doubtful_parts, operands_of

if TYPE_CHECKING:
    from .accounts import Accountant
    from .ledger import Ledger

FREE = Operation(NO_BYTES)
MOST_FOR_TEXT = 2**18
"""Bytes that are needed for the text of an array of numbers: NumPy shows at most 1,000 elements, or the edges."""
_TO_TEXT = (print, str, repr, format)
_CONTAINER_METHODS = frozenset(
    {"append", "pop", "items", "keys", "values", "get", "copy", "insert", "clear", "setdefault", "popitem"}
)
_READING_METHODS = frozenset({"items", "keys", "values", "get", "copy"})
_BY_PARTS = (
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.NamedExpr, ast.Lambda,
)  # fmt: skip
_OF_PYTHON = frozenset({"builtins", "math", "time", "os.path", "posixpath", "ntpath"})


class Evaluation:
    """A statement that has just run, as the walk asks for it (`walk.Evaluated`)."""

    def __init__(self, machine: Accountant, ledger: Ledger) -> None:
        self._machine = machine
        self._ledger = ledger

    def was_evaluated(self, node: ast.expr) -> bool:
        """Whether the statement came to an expression."""
        return node in self._ledger.values

    def value(self, node: ast.expr) -> Value:
        """What an expression gave."""
        return self._ledger.values[node]

    def memory(self, node: ast.expr) -> Buffers | None:
        """The memory that what an expression gave kept alive by then; None where that is not known."""
        value, until = self.value(node), self._ledger.until[node]
        if isinstance(value, Array) and value.buffer is not None and value.buffer <= self._ledger.first:
            return ()
        ledger = self._ledger
        found = ledger.memory[node] if node in ledger.memory else self._machine.memory_of(value)
        return None if found is None else tuple([buffer for buffer in found if buffer <= until])

    def nbytes(self, buffer: int) -> Amount:
        """The bytes of memory."""
        return self._machine.store.amount(buffer)

    def is_new(self, buffer: int) -> bool:
        """Whether the statement has made it."""
        return buffer > self._ledger.first

    def is_kept(self, buffer: int) -> bool:
        """Whether something holds it now."""
        return self._machine.store.is_held(buffer)

    def has_plain_truth(self, node: ast.expr) -> bool:
        """Whether no code of the program decides if what an expression gave is true."""
        value = self.value(node)
        if isinstance(value, Ref):
            return isinstance(self._machine.store.get(value.address), Sequence | Mapping)
        return isinstance(value, Array | Scalar) or is_plain(value)

    def has_plain_elements(self, node: ast.expr) -> bool:
        """Whether what an expression gave can be gone through without arrays being made, or code of the program run."""
        return self._is_gone_through(self._ledger.values.get(node, ABSENT))

    def _is_gone_through(self, value: Value) -> bool:
        if isinstance(value, Ref):
            return isinstance(self._machine.store.get(value.address), Sequence | Mapping)
        is_array = isinstance(value, Array) and value.type is np.ndarray
        return is_array or is_plain(value) or isinstance(value, tuple)

    def is_vector(self, node: ast.expr) -> bool:
        """Whether the elements of what an expression gave are numbers of an array, which are copied."""
        value = self._ledger.values.get(node, ABSENT)
        return is_of_numbers(value) and isinstance(value, Array) and value.shape is not None and len(value.shape) == 1

    def is_known_container(self, node: ast.expr) -> bool:
        """Whether an expression gave a list or dict of which all elements are known."""
        value = self._ledger.values.get(node, ABSENT)
        held = self._machine.store.get(value.address) if isinstance(value, Ref) else ABSENT
        return isinstance(held, Sequence | Mapping) and is_known(held)

    def read_of(self, target: ast.expr) -> ast.expr | None:
        """The expression that reads what `target op= value` changes; None where the owner of the target has no name."""
        if not isinstance(target, ast.Attribute | ast.Subscript) or not isinstance(target.value, ast.Name):
            return None
        if isinstance(target, ast.Subscript) and not self.is_plain_throughout(target.slice):
            return None
        reads = (node for node in self._ledger.values if type(node) is type(target) and node is not target)
        return next((node for node in reads if getattr(node, "value", None) is target.value), None)

    def has_lasting_elements(self, node: ast.expr) -> bool:
        """Whether what an expression gave holds numbers, or its elements are of an array that is still held now."""
        value = self._ledger.values.get(node, ABSENT)
        return is_plain(value) or (isinstance(value, Array) and self.is_still_held(value))

    def is_still_held(self, value: Value) -> bool:
        """Whether the memory that a value keeps alive is held now."""
        buffers = self._machine.memory_of(value)
        return buffers is not None and all(map(self.is_kept, buffers))

    def is_unpacked(self, target: ast.expr, node: ast.expr) -> bool:
        """Whether a target takes a value as it is, or the elements of one that has plain ones."""
        return self._fits(target, self._ledger.values.get(node, ABSENT))

    def _fits(self, target: ast.expr, value: Value) -> bool:
        if not isinstance(target, ast.Tuple | ast.List):
            return True
        if not self._is_gone_through(value):
            return False
        nested = [isinstance(part, ast.Tuple | ast.List) for part in target.elts]
        if not any(nested):
            return True
        if not isinstance(value, tuple) or len(value) != len(target.elts):
            return False
        return all(map(self._fits, target.elts, value))

    def is_method(self, node: ast.expr) -> bool:
        """Whether an expression only looks up a method, which keeps alive what it was looked up on."""
        if not isinstance(node, ast.Attribute) or node in self._ledger.calls:
            return False
        return isinstance(self.value(node), Method | Bound)

    def is_iterator(self, node: ast.expr) -> bool:
        """Whether an expression gave an iterator, which keeps what it goes through alive."""
        return is_iterator(self.value(node))

    def _has_plain_keys(self, node: ast.Dict | ast.Set) -> bool:
        """Whether no code of the program decides if keys are the same."""
        if isinstance(node, ast.Set):
            return all(map(self._is_plain_part, node.elts))
        spread = [value for key, value in zip(node.keys, node.values, strict=True) if key is None]
        return all(map(self._is_plain_part, filter(None, node.keys))) and all(map(self.has_plain_elements, spread))

    def has_changed_memory(self) -> bool:
        """Whether not the same is alive as before the statement."""
        return self._machine.store.level != self._ledger.before

    def operation(self, node: ast.expr, temporaries: frozenset[int]) -> Operation:
        """What an operation needs while it is done on its operands, of which it alone holds `temporaries`."""
        if node in self._ledger.repeated and not self.is_plain_throughout(node):
            return UNKNOWN_OPERATION
        if isinstance(node, ast.FormattedValue):
            return self._as_text([node.value])
        if isinstance(node, ast.ListComp) and node in self._ledger.elements:
            return self._of_elements(node)
        if isinstance(node, _BY_PARTS):
            return self._of_parts(node)
        if isinstance(node, ast.IfExp):
            both = self.was_evaluated(node.body) and self.was_evaluated(node.orelse)
            return self._of_parts(node) if both else FREE
        if isinstance(node, ast.Dict | ast.Set):
            return FREE if self._has_plain_keys(node) else UNKNOWN_OPERATION
        if any(map(self.was_evaluated, doubtful_parts(node))):
            return self._of_parts(node)
        if isinstance(node, ast.BoolOp):
            return FREE
        if node in self._ledger.calls:
            return self._called(node)
        if isinstance(node, ast.Attribute) and self.value(node) is np.random:
            self._machine.store.use_global_generator()
            return Operation(Amount(0, MOST_FOR_SEED))
        if self._is_plain_operation(node) or self._only_makes_an_object(node):
            return FREE
        if isinstance(node, ast.Call) and any(self.value(node.func) is function for function in _TO_TEXT):
            return self._as_text([*node.args, *(keyword.value for keyword in node.keywords)])
        answers = self._ledger.answers.get(node)
        if answers is not None:
            return self._answered(node, answers, temporaries)
        return FREE if self._is_lookup(node) else UNKNOWN_OPERATION

    def written(self, target: ast.expr, value: Value) -> Operation:
        """`target = value`, where the target is no plain name."""
        if target in self._ledger.calls:
            return UNKNOWN_OPERATION
        assert isinstance(target, ast.Subscript | ast.Attribute)
        owner = self._ledger.values.get(target.value, ABSENT)
        held = self._machine.store.get(owner.address) if isinstance(owner, Ref) else ABSENT
        if isinstance(target, ast.Attribute):
            return FREE if isinstance(held, Instance) else UNKNOWN_OPERATION
        if isinstance(held, Sequence | Mapping):
            return FREE if is_known(held) and self._is_plain_part(target.slice) else UNKNOWN_OPERATION
        if not isinstance(owner, Array):
            return UNKNOWN_OPERATION
        key = self._machine.whole(self.value(target.slice))
        return of_callable("numpy.ndarray.__setitem__", (owner, key, self._machine.whole(value)), None)

    def in_place(self, node: ast.AugAssign, left: Value, right: Value) -> Operation:
        """`target op= value`."""
        answers = self._ledger.answers.get(node)
        if node in self._ledger.calls or isinstance(left, Unknown | Union | Ref) or isinstance(right, Unknown | Union):
            return UNKNOWN_OPERATION
        if isinstance(left, Array):
            name = f"operator.i{NAMES[type(node.op)].rstrip('_')}"
            return of_callable(name, (left, self._machine.whole(right)), left)
        if answers is not None:
            return Operation(answers[0] if len(answers) == 1 else UNKNOWN_AMOUNT)
        return FREE if is_plain(left) and is_plain(right) else UNKNOWN_OPERATION

    def _as_text(self, nodes: list[ast.expr]) -> Operation:
        """Values become text: of arrays of numbers, a limited part does, unless print options say otherwise."""
        values = [self._ledger.values.get(node, ABSENT) for node in nodes]
        if all(map(is_number, values)):
            return FREE
        if not all(is_number(value) or is_of_numbers(value) for value in values):
            return UNKNOWN_OPERATION
        return UNKNOWN_OPERATION if self._machine.sets_print_options else Operation(Amount(0, MOST_FOR_TEXT))

    def _called(self, node: ast.expr) -> Operation:
        """A function of the program, called by name."""
        calls = self._ledger.calls[node]
        if len(calls) != 1 or not isinstance(node, ast.Call) or node in self._ledger.answers:
            return UNKNOWN_OPERATION
        call = calls[0]
        if not isinstance(self.value(node.func), OF_PROGRAM) or not call.modelled:
            return UNKNOWN_OPERATION
        return Operation(UNKNOWN_AMOUNT, call.left, call)

    def _answered(self, node: ast.expr, answers: list[Amount], temporaries: frozenset[int]) -> Operation:
        if len(answers) != 1:
            return UNKNOWN_OPERATION
        reused = self._reused(node, temporaries)
        if reused is not None:
            return reused
        if answers[0].most is None:
            return UNKNOWN_OPERATION
        return Operation(answers[0], self._kept_by_generators(node))

    def _kept_by_generators(self, node: ast.expr) -> Change:
        """What a random generator keeps alive that is made, or the one of `np.random` where it is seeded anew."""
        if isinstance(node, ast.Call) and self.value(node.func) == np.random.seed:
            return Change(-MOST_KEPT, MOST_KEPT)
        return Change(0, MOST_KEPT) if is_generator(self.value(node)) else NO_CHANGE

    def _of_elements(self, node: ast.ListComp) -> Operation:
        """A list comprehension: its elements are made one after the other, and kept."""
        found = self._ledger.elements[node]
        elements = tuple(element for element in found if element is not None)
        first, *others = node.generators
        conditions = [test for generator in node.generators for test in generator.ifs]
        plain = [*conditions, *(generator.iter for generator in others)]
        if len(elements) < len(found) or not all(map(self.is_plain_throughout, plain)):
            return UNKNOWN_OPERATION
        if not self.has_plain_elements(first.iter):
            return UNKNOWN_OPERATION
        if all(element.is_free for element in elements):
            return FREE
        made = self.value(node)
        held = self._machine.store.get(made.address) if isinstance(made, Ref) else ABSENT
        whole = isinstance(held, Sequence) and held.items is not None and len(held.items) == len(elements)
        return Operation(NO_BYTES, elements=elements) if whole and not plain else UNKNOWN_OPERATION

    def _of_parts(self, node: ast.expr) -> Operation:
        """Where it is not known whether, or how often, parts are evaluated: nothing, if none has to do with arrays."""
        return FREE if self.is_plain_throughout(node) else UNKNOWN_OPERATION

    def is_plain_throughout(self, node: ast.expr) -> bool:
        """Whether an operation has nothing to do with arrays, with what nobody knows, or with code of the program."""
        ledger = self._ledger
        for part in ast.walk(node):
            if part in ledger.calls or (part is not node and part in ledger.answers):
                return False
            if isinstance(part, ast.expr) and part in ledger.values and not is_plain(ledger.values[part]):
                return False
        return True

    def _only_makes_an_object(self, node: ast.expr) -> bool:
        """Whether an object is made of a class of the program that has no `__init__`."""
        if not isinstance(node, ast.Call) or node.args or node.keywords:
            return False
        made, cls = self.value(node), self.value(node.func)
        held = self._machine.store.get(made.address) if isinstance(made, Ref) else ABSENT
        return isinstance(cls, Class) and cls.fields is None and isinstance(held, Instance)

    def _is_plain_operation(self, node: ast.expr) -> bool:
        """Whether an operation has nothing to do with arrays, whatever its operands came from."""
        parts = [*operands_of(node)]
        if isinstance(node, ast.Call):
            function = self.value(node.func)
            if getattr(function, "__module__", None) not in _OF_PYTHON:
                return False
            parts.remove(node.func)
        return all(is_plain(self._ledger.values.get(part, ABSENT)) for part in (node, *parts))

    def _is_lookup(self, node: ast.expr) -> bool:
        """Whether something is only found: a method, an element of a list, an array that is held already."""
        found = self.memory(node)
        if found is None or any(map(self.is_new, found)):
            return False
        if isinstance(node, ast.Attribute):
            return True
        if isinstance(node, ast.Subscript):
            owner = self.value(node.value)
            return isinstance(owner, tuple) or (isinstance(owner, Ref) and self._is_plain_part(node.slice))
        if isinstance(node, ast.Call):
            method = self.value(node.func)
            if not isinstance(method, Method) or not isinstance(method.receiver, Ref):
                return False
            return self._is_container_method(method.receiver, method.name) and (
                not isinstance(self._machine.store.get(method.receiver.address), Mapping)
                or not node.args
                or self._is_plain_part(node.args[0])
            )
        return isinstance(node, ast.Compare) and all(isinstance(op, ast.Is | ast.IsNot) for op in node.ops)

    def _is_container_method(self, container: Ref, name: str) -> bool:
        held = self._machine.store.get(container.address)
        if not isinstance(held, Sequence | Mapping) or name not in _CONTAINER_METHODS:
            return False
        return name in _READING_METHODS or is_known(held)

    def _is_plain_part(self, node: ast.expr) -> bool:
        return is_plain(self._ledger.values.get(node, ABSENT))

    def _reused(self, node: ast.expr, temporaries: frozenset[int]) -> Operation | None:
        """An operator that writes into an operand; None where it does not."""
        if not temporaries or not isinstance(node, ast.BinOp | ast.UnaryOp):
            return None
        operands = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.operand,)
        values = [self.value(operand) for operand in operands]
        owned = [
            isinstance(value, Array) and value.buffer in temporaries and value.identity == value.buffer
            for value in values
        ]
        right = values[1] if len(values) == 2 else None
        name = NAMES[type(node.op)]
        side = reuses(name, values[0], right, owned[0], owned[-1], self.value(node))
        if side is None:
            return None
        if isinstance(side, Unknown):
            return UNKNOWN_OPERATION
        if len(values) == 1 or name == "pow":
            return FREE
        taken, other = values if side == "left" else reversed(values)
        return of_callable(f"operator.i{name.rstrip('_')}", (taken, other), taken)
