"""What holds for the whole program and rarely changes: what modules there are, and what unknown code has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .machine import Machine
from .workspace import Loaded


@dataclass(frozen=True, slots=True)
class World:
    """The attributes of a machine of the same names; module_names: those of its store."""

    sets_shapes: bool
    descriptors: frozenset[str]
    set_elsewhere: frozenset[str]
    replaced: frozenset[tuple[int, str | None]]
    unknown_names: frozenset[int]
    lost_modules: frozenset[int]
    finds_otherwise: bool
    import_steps: int
    modules: Mapping[str, Loaded | None]
    looked_at: Mapping[str, object]
    module_names: Mapping[int, str]

    def has_modules_of(self, other: World) -> bool:
        """Whether the same is known of modules, and of what is in files."""
        return (
            (self.finds_otherwise, self.import_steps) == (other.finds_otherwise, other.import_steps)
            and self.lost_modules == other.lost_modules
            and self.modules == other.modules
            and self.looked_at == other.looked_at
            and self.module_names == other.module_names
        )


def world_of(machine: Machine, last: World | None) -> World:
    """The present world: the last one, if it still is."""
    if last is not None and _is_present(machine, last):
        return last
    return World(
        machine.sets_shapes,
        frozenset(machine.descriptors),
        frozenset(machine.set_elsewhere),
        frozenset(machine.replaced),
        frozenset(machine.unknown_names),
        frozenset(machine.lost_modules),
        machine.finds_otherwise,
        machine.import_steps,
        machine.modules.copy(),
        machine.looked_at.copy(),
        machine.store.modules.copy(),
    )


def _is_present(machine: Machine, world: World) -> bool:
    return (
        machine.sets_shapes is world.sets_shapes
        and machine.finds_otherwise is world.finds_otherwise
        and machine.import_steps == world.import_steps
        and machine.descriptors == world.descriptors
        and machine.set_elsewhere == world.set_elsewhere
        and machine.replaced == world.replaced
        and machine.unknown_names == world.unknown_names
        and machine.lost_modules == world.lost_modules
        and machine.modules == world.modules
        and machine.looked_at == world.looked_at
        and machine.store.modules == world.module_names
    )


def enter(machine: Machine, world: World) -> None:
    """Let a world be the present one, which has the modules of that before."""
    machine.sets_shapes = world.sets_shapes
    machine.descriptors = set(world.descriptors)
    machine.set_elsewhere = set(world.set_elsewhere)
    machine.replaced = set(world.replaced)
    machine.unknown_names = set(world.unknown_names)
