"""A machine that keeps accounts: what every statement allocates, frees, and needs for a moment.

It runs every statement and every call, so that it sees them; nothing that was seen before is shown again.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ...rules.registry import Rule
from ...syntax.lines import split_lines
from ...values.amounts import ANY_CHANGE, NO_BYTES, UNKNOWN_AMOUNT, Amount, Change
from ...values.kinds import UNKNOWN, Mapping, Ref, Sequence, Slice, Value
from .. import memo
from ..forms import ABSENT, Delta, Partial
from ..line_costs import NOT_KNOWN
from ..machine import Executor, Interrupted, Machine
from ..names import cell_of, look_up
from ..peaks import Holder, Peak
from ..precision import needed_in_precision
from ..recorder import Recorder
from ..replay import Calls
from ..scopes import MODULE, Frame, Function, Scope
from ..spent import Spent
from ..store import Store
from .holders import holders_before
from .hooks import runs_unseen, sets_print_options
from .ledger import CallNote, Element, Ledger
from .live import Level, LiveStore
from .memory import Buffers, memory_of
from .needs import at_first, operator_name
from .operations import Evaluation
from .statements import COMPOUND, Outlay, outlay_of
from .walk import Walk

_OF_SEVERAL = (Ref, tuple, Sequence, Mapping, Slice, Partial)
_ATTRIBUTE = "numpy.ndarray.__getattribute__"


@dataclass(slots=True)
class Account:
    """A call in progress, or the module. entry: what was alive when its parameters were bound; None before that.

    released: memory may be alive that the analysis takes for freed.
    """

    entry: Level | None = None
    released: bool = False


def never() -> bool:
    """Nothing is more urgent."""
    return False


class Accountant(Machine):
    """A machine that tells its recorder the cost of every statement."""

    store: LiveStore

    def __init__(self, interrupted: Callable[[], bool]) -> None:
        super().__init__()
        self._interrupted = interrupted
        self.calls = AccountedCalls()
        self.ledger: Ledger | None = None
        self._open: list[Ledger] = []
        self._accounts = [Account(self.store.level)]
        self._texts_read, self._unseen, self.sets_print_options = 0, False, False
        self.counts_bytes = True

    def read(self, text: str) -> None:
        """Take the text that expressions are quoted from."""
        super().read(text)
        self._texts_read = 0

    def manner_of(self, text: str) -> tuple[bool, ...]:
        """Whether code may run unseen, and arrays be printed in another way."""
        lines = split_lines(text)
        return runs_unseen(lines), sets_print_options(lines)

    def new_store(self) -> Store:
        """One that counts bytes."""
        return LiveStore()

    def begin(self, account: Account) -> None:
        """A call begins."""
        self._accounts.append(account)
        self.ledger = None

    def end(self, ledger: Ledger | None) -> Account:
        """It ends; `ledger` goes on."""
        self.ledger = ledger
        return self._accounts.pop()

    def begin_statement(self) -> None:
        """Nothing that a statement depends on is kept: each runs in every version of the text."""
        super().begin_statement()
        self.follows = False

    def evaluate(self, frame: Frame, node: ast.expr) -> Value:
        """The value of an expression, which the ledger of the statement notes."""
        ledger = self.ledger
        if ledger is None:
            return super().evaluate(frame, node)
        around = ledger.at
        if frame.outer is not None and isinstance(around, ast.ListComp) and around.elt is node:
            value = self._evaluate_element(frame, node, ledger, around)
            ledger.note_value(node, value, self.store.last_id)
            return value
        return self._evaluate_noted(frame, node, ledger)

    def _evaluate_element(self, frame: Frame, node: ast.expr, ledger: Ledger, comprehension: ast.ListComp) -> Value:
        """The value of an element of a comprehension, with what it cost."""
        self.ledger = own = Ledger(ledger.node, self.store.last_id, self.store.level, opaque=ledger.opaque)
        self._open.append(own)
        try:
            value = self._evaluate_noted(frame, node, own)
            walk = Walk(Evaluation(self, own), node.lineno, frame.function)
            walk.expression(node)
        finally:
            self.ledger = ledger
            self._open.pop()
        element = None if own.opaque else Element(walk.peak, walk.level, tuple(walk.calls))
        ledger.elements.setdefault(comprehension, []).append(element)
        return value

    def _evaluate_noted(self, frame: Frame, node: ast.expr, ledger: Ledger) -> Value:
        before, ledger.at = ledger.at, node
        value = super().evaluate(frame, node)
        ledger.at = before
        ledger.note_value(node, value, self.store.last_id)
        if isinstance(value, _OF_SEVERAL) and type(node) is not ast.Name:
            ledger.memory[node] = self.memory_of(value)
        return value

    def carry_out(self, executor: Executor, frame: Frame, node: ast.stmt) -> bool:
        """Execute a statement, and enter what it cost."""
        if self._interrupted():
            raise Interrupted
        store, account, outer = self.store, self._accounts[-1], self.ledger
        if account.entry is None:
            account.entry = store.level
        if outer is not None and not isinstance(outer.node, COMPOUND):
            outer.opaque = True
        mark, sure = store.mark(), is_sure(frame)
        self.ledger = ledger = Ledger(node, store.last_id, store.level, opaque=self._runs_unseen())
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            ledger.left = look_up(self, frame, node.target.id)
        elif isinstance(node, ast.For):
            ledger.left = self._held_by(frame, node.target)
        self._open.append(ledger)
        try:
            falls_through = executor(self, frame, node)
            # What ends the function, as `return` does, has surely run by itself.
            self._enter(frame, ledger, mark, is_sure(frame) if isinstance(node, COMPOUND) else sure)
        finally:
            self.ledger = outer
            self._open.pop()
        return falls_through

    def _held_by(self, frame: Frame, target: ast.expr) -> Value:
        """What targets hold before they are bound anew."""
        if isinstance(target, ast.Tuple):
            return tuple([self._held_by(frame, part) for part in target.elts])
        if not isinstance(target, ast.Name):
            return UNKNOWN
        held = self.store.get(cell_of(frame, target.id))
        return None if held is ABSENT else held

    def _enter(self, frame: Frame, ledger: Ledger, mark: int, sure: bool) -> None:
        node, account = ledger.node, self._accounts[-1]
        outlay = outlay_of(self, ledger, frame.function)
        replaced = self.store.replaced_since(mark)
        unnamed, taken_out = self._let_go(ledger, replaced)
        if (unnamed or taken_out) and any(other.holds(unnamed, taken_out) for other in self._open[:-1]):
            # CPython may hold on to what is bound to no name any more: operands of the statement that calls, or what
            # a loop goes through; for how long is up to its version.
            outlay = replace(outlay, cost=replace(outlay.cost, frees=UNKNOWN_AMOUNT), holds=True)
            for open_account in self._accounts:
                open_account.released = True
        end = node.lineno if isinstance(node, COMPOUND) else node.end_lineno or node.lineno
        self.recorder.spent.spend(
            (node.lineno, end, node.col_offset, frame.function), NOT_KNOWN if self.late else outlay.cost
        )
        if outlay.cost is NOT_KNOWN and outlay.calls and any(map(self._may_be_let_go, replaced.values())):
            outlay = replace(outlay, calls=tuple((call, ANY_CHANGE) for call, _ in outlay.calls))
        assert account.entry is not None
        rise = ledger.before.since(account.entry)
        self._reach(frame, outlay if sure else replace(outlay, peak=outlay.peak.unsure()), rise, replaced, mark)

    def _let_go(self, ledger: Ledger, replaced: Delta) -> tuple[set[int], set[int]]:
        """The memory that was alive before a statement in others and that nothing holds now: of names, of others."""
        found: tuple[set[int], set[int]] = (set(), set())
        if len(self._open) > 1:
            for cell, old in replaced.items():
                if old is not ABSENT:
                    gone = [buffer for buffer in self.memory_of(old) or () if buffer <= ledger.first]
                    found[isinstance(cell, int)].update(buffer for buffer in gone if not self.store.is_held(buffer))
        return found

    def _may_be_let_go(self, old: Value) -> bool:
        """Whether memory that a cell kept alive before may not be alive now."""
        buffers = () if old is ABSENT else self.memory_of(old)
        return buffers is None or not all(map(self.store.is_held, buffers))

    def _reach(self, frame: Frame, outlay: Outlay, rise: Change, replaced: Delta, mark: int) -> None:
        """Enter the peaks of a statement and of what it called.

        rise: what was alive more than at the entry. replaced: what cells that it has changed held before. mark: of it.
        """
        spent = self.recorder.spent
        peak = outlay.peak.later(rise)
        if outlay.holds:
            peak = Peak(peak.least)
        risen = [
            (name, inside.later(level).later(rise)) for call, level in outlay.calls for name, inside in call.peaks()
        ]
        risen = [(name, inside) for name, inside in risen if spent.is_news(name, inside)]
        if not risen and not spent.is_news(None, peak):
            return
        place = mark if self._is_at_top_level else None
        holders = () if self._is_at_top_level else holders_before(self, frame, replaced)
        spent.reach(peak.later(NO_BYTES, holders, place))
        for name, inside in risen:
            spent.reach_inside(name, inside.later(NO_BYTES, holders, place))

    @property
    def _is_at_top_level(self) -> bool:
        """Whether what runs is a statement of the module, in no other one."""
        return len(self._open) == 1 and len(self._accounts) == 1

    def _runs_unseen(self) -> bool:
        """Whether a text that is read by now may have code that runs unseen; looks at them where there are more."""
        if len(self.texts) != self._texts_read:
            self._texts_read, texts = len(self.texts), self.texts.values()
            self._unseen = any(map(runs_unseen, texts))
            self.sets_print_options = any(map(sets_print_options, texts))
        return self._unseen

    def peaks(self) -> dict[str | None, Peak]:
        """The peaks of functions, and of the whole, under None."""
        frame = Frame((Scope(MODULE, None),))

        def holders_at(mark: int) -> tuple[Holder, ...]:
            return holders_before(self, frame, self.store.replaced_since(mark))

        return {name: peak.completed(holders_at) for name, peak in self.recorder.spent.peaks().items()}

    def note_answer(
        self, rule: Rule, node: ast.AST, arguments: list[Value], keywords: dict[str, Value], said: Value
    ) -> None:
        """What an operation needs, as far as that is known."""
        ledger = self.ledger
        if ledger is None or (ledger.at is None and node in ledger.values):
            return  # elements of a value that has been evaluated: `Evaluation.has_plain_elements` tells what they need
        name, given = operator_name(node) or rule.name, tuple(arguments)
        if name == _ATTRIBUTE and isinstance(given[1], str):
            name, given = f"numpy.ndarray.{given[1]}", given[:1]
        peak = memo.peak(name, given, keywords, said)
        if self.assumptions.dtype is not None:
            peak = needed_in_precision(peak, said, self.assumptions.dtype)
        amount = UNKNOWN_AMOUNT if peak is None else Amount.of(peak)
        ledger.answers.setdefault(node, []).append(at_first(name, amount, said))

    @contextmanager
    def running_late(self) -> Iterator[None]:
        """What runs meanwhile may run later, and again."""
        if self.ledger is not None:
            self.ledger.opaque = True
        with super().running_late():
            yield

    @contextmanager
    def within(self, module: int) -> Iterator[None]:
        """Run code of a module; what is alive meanwhile counts here too."""
        around = self.recorder
        with super().within(module):
            inside = self.recorder
            yield
        if inside is not around and inside.spent.peak is not None:
            around.spent.reach(inside.spent.peak)

    def memory_of(self, value: Value) -> Buffers | None:
        """The memory that a value keeps alive; None where that is not known."""
        return memory_of(self.store, value)


class AccountedCalls(Calls):
    """Calls that all run, each with an account of its own."""

    def run(
        self,
        machine: Machine,
        function: Function,
        bound: dict[str, Value],
        lines: tuple[int, ...],  # noqa: ARG002 - of the interface
        run: Callable[[], Value],
        *,
        alone: bool = False,
    ) -> Value:
        """The result of `run()`. The ledger of the statement that calls notes what it needed."""
        assert isinstance(machine, Accountant)
        store, ledger = machine.store, machine.ledger
        before = store.level
        given = [machine.memory_of(value) for value in bound.values()]
        brought = {buffer for buffers in given for buffer in buffers or () if not store.is_held(buffer)}
        machine.begin(Account(before if alone else None))
        trial = machine.recorder.fresh()
        try:
            with machine.recording(trial):
                result = run()
        finally:
            account = machine.end(ledger)
        spent = _closed(trial)
        machine.recorder.absorb(trial)
        modelled = not isinstance(function.node, ast.Lambda) and spent.peak is not None
        limited = spent.peak is not None and spent.peak.most is not None
        if account.released and spent.peak is not None:
            spent.peak = Peak(spent.peak.least)
        if alone and spent.peak is not None:
            machine.recorder.spent.reach_inside(function.name, spent.peak)
        if ledger is not None:
            given_back = machine.memory_of(result) or ()
            held = frozenset(filter(store.is_held, given_back))
            # What was alive before the statement, and only its result holds, is not gone yet.
            limited = limited and all(buffer in held or buffer > ledger.first for buffer in given_back)
            left = store.level.since(before)
            for buffer in filter(store.is_held, brought):
                left = left.minus(store.amount(buffer))
            if not limited:
                left = Change(left.least, None)
            note = CallNote(function.name, spent, left, held, modelled)
            if ledger.at is None:
                ledger.opaque = True
            else:
                ledger.calls.setdefault(ledger.at, []).append(note)
        return result


def _closed(trial: Recorder) -> Spent:
    """What a call has spent. Of its recorder, the costs of lines are left: peaks count from when it began."""
    spent = trial.spent
    trial.spent = Spent(spent.lines)
    if trial.home is not None:
        trial.home.spent = Spent(trial.home.spent.lines)
    return spent


def is_sure(frame: Frame) -> bool:
    """Whether a statement that runs in the analysis surely runs where the program does."""
    if frame.forks != frame.sure_forks or frame.exits:
        return False
    return not any(loop.breaks or loop.continues for loop in frame.loops)
