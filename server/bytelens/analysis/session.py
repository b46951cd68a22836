"""Versions of one text, each analysed from where it first differs from the last.

Statements that an edit leaves alone keep their nodes (see `syntax.incremental`), so the state before the first new node
is the one that the last version had there. Checkpoints of it are taken along the module.
"""

from __future__ import annotations

import ast
import gc
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from ..assuming.assumptions import NOTHING, Assumptions
from ..syntax.parse import Parsed
from . import attributes as attributes
from . import calls as calls
from . import classes as classes
from . import comprehensions as comprehensions
from . import displays as displays
from . import generators as generators
from . import imports as imports
from . import loops as loops
from . import matching as matching
from . import statements as statements
from .costs.accounts import Accountant, never
from .escapes import connect
from .estimates import Analysis, Estimate
from .machine import BudgetExceeded, Machine
from .noted import Cells, Counts, NotedDict, NotedSet
from .reads import Expressions, uses_of
from .recorder import Place, Recorder
from .repeating import Statements
from .scopes import MODULE, Frame, Scope
from .uncalled import analyse_uncalled
from .workspace import Workspace, finds_otherwise

CHECKPOINTS = 8
MOST_CHECKPOINTS = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state before statement `place` of the module: the attributes of the machine and of its store.

    looked_at: the paths that it depends on.
    """

    place: int
    machine: Mapping[str, object]
    store: Mapping[str, object]
    looked_at: frozenset[str]


class Session:
    """The analyses of one text while it is edited. What they say does not depend on the versions before.

    workspace: the files that it can import. expressions: whether to note what every expression evaluates to. costs:
    whether to keep accounts of what lines cost. assumptions: what is assumed of lengths and dtypes; of what is in the
    text, its tree has to say so (see `assuming.rewriting`). interrupted: asked from time to time while costs are
    counted whether something more urgent is to be done.
    """

    def __init__(
        self,
        workspace: Workspace | None = None,
        *,
        expressions: bool = False,
        costs: bool = False,
        assumptions: Assumptions = NOTHING,
        interrupted: Callable[[], bool] = never,
    ) -> None:
        self._machine = Accountant(interrupted) if costs else Machine()
        self._machine.notes_everything = expressions
        self._machine.assumptions = assumptions
        if workspace is not None:
            self._machine.workspace = workspace
        self._statements = Statements()
        self._manner: tuple[bool, ...] = ()
        self._body: list[ast.stmt] = []
        self._last: Analysis | None = None
        self._estimates: dict[Place, Estimate] = {}
        self._checkpoints: list[Checkpoint] = []
        connect(self._machine)
        self._save(0)

    def analyse(self, text: str, parsed: Parsed) -> Analysis:
        """Estimate every binding of a program, without running it. Never raises, whatever the text."""
        with _quiet():
            return _last_of(self._steps(text, parsed))

    def stepwise(self, text: str, parsed: Parsed) -> Generator[None, None, Analysis]:
        """The same, from one statement of the module to the next: between them, other things can be done.

        Whoever stops in the middle loses nothing but that. Raises Interrupted where `interrupted` says so within a
        statement, which comes to the same.
        """
        steps = self._steps(text, parsed)
        while True:
            with _quiet():
                try:
                    next(steps)
                except StopIteration as end:
                    analysis: Analysis = end.value
                    return analysis
            yield

    def _steps(self, text: str, parsed: Parsed) -> Generator[None, None, Analysis]:
        machine, body = self._machine, parsed.tree.body
        manner = (finds_otherwise(text), *machine.manner_of(text))
        if self._last is not None and self._is_same(body, manner):
            return replace(self._last, broken=parsed.broken)
        self._last = None
        start, unchanged = self._restore(body, manner)
        self._statements.begin(machine, body)
        machine.read(text)
        machine.frame = frame = Frame((Scope(MODULE, None),))
        try:
            yield from self._execute(frame, body, start, unchanged)
            analyse_uncalled(machine, frame)
        except (BudgetExceeded, RecursionError):
            return _cut_short(machine, parsed, frame.line)
        estimates = tuple(machine.recorder.estimates(self._estimates))
        self._estimates = {estimate.place: estimate for estimate in estimates}
        seen = Expressions(machine) if machine.notes_everything else {}
        self._last = Analysis(estimates, uses_of(machine, parsed.tree), broken=parsed.broken, expressions=seen)
        if isinstance(machine, Accountant):
            spent = machine.recorder.spent
            self._last = replace(self._last, costs=spent.by_line(), peaks=machine.peaks())
        return self._last

    def outdated(self) -> bool:
        """Whether a module that the program imports, or does not find, is not any more what it was."""
        return bool(self._machine.workspace.changed(self._machine.looked_at))

    def _is_same(self, body: list[ast.stmt], manner: tuple[bool, ...]) -> bool:
        """Whether nothing has changed but comments."""
        same = len(body) == len(self._body) and all(new is old for new, old in zip(body, self._body, strict=True))
        return same and manner == self._manner and not self.outdated()

    def _execute(self, frame: Frame, body: list[ast.stmt], start: int, unchanged: int) -> Iterator[None]:
        """Run the statements from a place on. A checkpoint is where the edit is: the next one is mostly there too."""
        step = max(len(body) // CHECKPOINTS, 1)
        places = sorted({*range(start, len(body), step), max(start, unchanged)})
        for place, end in zip(places, [*places[1:], len(body)], strict=True):
            if place > start:
                self._save(place)
            for node in body[place:end]:
                if not self._statements.run(self._machine, frame, node):
                    return
                yield

    def _restore(self, body: list[ast.stmt], manner: tuple[bool, ...]) -> tuple[int, int]:
        """Go back to the last checkpoint before the first new statement or changed module.

        Returns its place, and that of the first new statement.
        """
        pairs = zip(self._body, body, strict=False)
        unchanged = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], pairs))
        if manner != self._manner:
            unchanged = 0
        self._body, self._manner = body, manner
        changed = self._machine.workspace.changed(self._machine.looked_at)
        while self._checkpoints[-1].place > unchanged or not changed.isdisjoint(self._checkpoints[-1].looked_at):
            self._checkpoints.pop()
        checkpoint = self._checkpoints[-1]
        last_id = self._machine.store.last_id
        vars(self._machine).update(_copied(checkpoint.machine))
        vars(self._machine.store).update(_copied(checkpoint.store))
        self._machine.store.last_id = last_id
        self._machine.finds_otherwise |= manner[0]
        if len(self._checkpoints) > MOST_CHECKPOINTS:
            del self._checkpoints[1:-1:2]
        return checkpoint.place, unchanged

    def _save(self, place: int) -> None:
        machine = _copied(vars(self._machine))
        store = _copied(vars(self._machine.store))
        self._checkpoints.append(Checkpoint(place, machine, store, frozenset(self._machine.looked_at)))


@contextmanager
def _quiet() -> Iterator[None]:
    """Run without warnings, and without collecting garbage.

    An analysis makes much and drops little: collecting meanwhile costs a sixth of its time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    finally:
        if collecting:
            gc.enable()


def _last_of(steps: Generator[None, None, Analysis]) -> Analysis:
    found: list[Analysis] = []

    def gone_through() -> Iterator[None]:
        found.append((yield from steps))

    for _ in gone_through():
        pass
    return found[0]


_COPIED = (dict, list, set, Recorder, Cells, Counts, NotedSet, NotedDict)


def _copied(attributes: Mapping[str, object]) -> dict[str, object]:
    """Attributes that later changes leave alone: containers hold what is never changed, and are copied."""
    return {name: value.copy() if isinstance(value, _COPIED) else value for name, value in attributes.items()}


def _cut_short(machine: Machine, parsed: Parsed, line: int) -> Analysis:
    """Past the budget, only what no later step could add to is claimed: bindings of finished module-level code."""
    finished = {statement.lineno for statement in parsed.tree.body if (statement.end_lineno or 0) < line}
    kept = tuple(
        estimate
        for estimate in machine.recorder.estimates({})
        if estimate.function is None and any(estimate.line >= first for first in finished) and estimate.line < line
    )
    return Analysis(kept, complete=False, broken=parsed.broken)
