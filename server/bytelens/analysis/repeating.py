"""Top-level statements that are not run again: see `footprints`."""

from __future__ import annotations

import ast

from .footprints import Footprint, Noted, fits, noted, show, taken
from .machine import BudgetExceeded, Machine
from .recorder import Recorder
from .renaming import renamed
from .scopes import Frame
from .worlds import World, world_of

MOST_FOR_STATEMENT = 2


class Statements:
    """The statements that were run, of all versions of a text."""

    def __init__(self) -> None:
        self._kept: dict[ast.stmt, tuple[Footprint, ...]] = {}
        self._world: World | None = None
        self._noted: dict[str, Noted] = {}

    def begin(self, machine: Machine, body: list[ast.stmt]) -> None:
        """Another version of the text is analysed."""
        self._noted = noted(machine)
        self._world = world_of(machine, self._world)
        if len(self._kept) > 2 * len(body):
            self._kept = {node: self._kept[node] for node in body if node in self._kept}

    def run(self, machine: Machine, frame: Frame, node: ast.stmt) -> bool:
        """Run a statement, or do what it did; False where control surely does not reach the end."""
        world = self._world
        for kept in self._kept.get(node, ()):
            if (kept.world is world or kept.world == world) and fits(machine, kept, self._noted):
                show(machine, kept, self._noted)
                if kept.world_after is not kept.world:
                    self._world = kept.world_after
                return True
        return self._run(machine, frame, node, world)

    def _run(self, machine: Machine, frame: Frame, node: ast.stmt, world: World | None) -> bool:
        first, before, trial = machine.store.last_id, _costs(machine), Recorder()
        machine.begin_statement()
        whole, machine.recorder = machine.recorder, trial
        try:
            falls_through = machine.execute(frame, [node])
        except (BudgetExceeded, RecursionError):
            whole.absorb(trial)
            raise
        finally:
            machine.recorder = whole
        self._world = after = world_of(machine, world)
        if falls_through and machine.follows and world is not None and (after is world or after.has_modules_of(world)):
            steps, loop_steps, computed = (now - then for now, then in zip(_costs(machine), before, strict=True))
            kept = taken(machine, first, (world, after), (steps, loop_steps, computed), trial)
            if kept is not None and not (kept.bounds.refused and computed):
                trial = self._keep(machine, node, kept)
        machine.recorder.absorb(trial)
        return falls_through

    def _keep(self, machine: Machine, node: ast.stmt, kept: Footprint) -> Recorder:
        """Keep a statement that has just run; what it has shown is returned."""
        known = self._kept.get(node, ())
        if known:
            kept = renamed(machine, kept, known[0]) or kept
        self._kept[node] = (kept, *known[: MOST_FOR_STATEMENT - 1])
        return kept.recorder


def _costs(machine: Machine) -> tuple[int, int, int]:
    return machine.steps, machine.loop_steps, machine.computed
