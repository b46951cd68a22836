"""What statements and calls in progress are told, so that they need not run again (see `footprints`, `replay`)."""

from __future__ import annotations

from ..values.kinds import Value
from .bounds import Bounds
from .forms import Cell
from .noted import NotedSet
from .replay import Trace
from .scopes import FunctionNode
from .store import Store


class Progress:
    """The part of a machine that notes what code depends on while it runs.

    bounds: of the present top-level statement. follows: False once it has looked at what is not noted. traces: of the
    calls in progress, outermost first.
    """

    def __init__(self, most_loop_steps: int) -> None:
        self.store = self.new_store()
        self.called: NotedSet[FunctionNode] = NotedSet(self.store.notes, "called")
        self.loop_steps, self.most_loop_steps = 0, most_loop_steps
        self.bounds = Bounds(0)
        self.follows = True
        self.traces: list[Trace] = []

    def new_store(self) -> Store:
        """The state of a program that has not begun."""
        return Store()

    def begin_statement(self) -> None:
        """Note from now on what a top-level statement depends on, and what it does (see `footprints`)."""
        self.store.begin_statement()
        self.bounds = Bounds(self.loop_steps)
        self.follows = True

    def spend(self, steps: int) -> bool:
        """Take steps off what is granted for running loops for real; False where it does not suffice."""
        if not self.affords(steps):
            return False
        self.loop_steps += steps
        return True

    def affords(self, steps: int) -> bool:
        """Whether so many steps are still granted."""
        self.bounds.note_request(self.loop_steps + steps, self.most_loop_steps)
        for trace in self.traces:
            trace.bounds.note_request(self.loop_steps + steps, self.most_loop_steps)
        return self.loop_steps + steps <= self.most_loop_steps

    def refuse(self) -> None:
        """Something is not computed, since too much has been."""
        self.bounds.refused = True
        for trace in self.traces:
            trace.bounds.refused = True

    def note_call(self, node: FunctionNode) -> None:
        """A function of the program is called."""
        self.called.add(node)
        for trace in self.traces:
            trace.called.add(node)

    def note_read(self, cell: Cell, value: Value) -> None:
        """Calls in progress look at a cell (see `replay`)."""
        for trace in self.traces:
            trace.note(cell, value)

    def give_up_traces(self, buffer: int | None = None) -> None:
        """Calls in progress do what cannot be shown again; with a buffer, those that began after it was made."""
        for trace in self.traces:
            trace.kept = trace.kept and buffer is not None and buffer > trace.last_id
