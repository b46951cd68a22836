"""What the names of a program hold from step to step, as far as that is sure."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache

from .trace import Observation, Step

_GLOBAL = re.compile(r"\s*global\s+([\w\s,]+)")
# Statements that say nothing of how they would end; what a step shows of them is their header.
_COMPLETIONS = ("{}", "{} pass", "try:\n pass\n{} pass")


class Held:
    """The arrays that names of modules hold. A local name may be another call's, so those are not followed."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, Observation]] = {}
        self._shared: dict[str, frozenset[str]] = {}
        self.latest = 0
        """The number of the latest buffer that any step has shown."""

    def load(self, path: str, lines: Sequence[str]) -> None:
        """A file was read: names that its functions declare `global` change behind the module's back."""
        found = filter(None, map(_GLOBAL.match, lines))
        self._shared[path] = frozenset(name.strip() for match in found for name in match[1].split(","))

    def before(self, step: Step) -> Mapping[str, Observation]:
        """What the names of the step's module hold; nothing for a step of a function."""
        return {} if step.place.function is not None else self._names.get(step.place.path, {})

    def take(self, step: Step) -> None:
        """The step is done: what it stored and deleted counts from now on."""
        self.latest = max([self.latest, *(seen.buffer or 0 for seen in step.observations)])
        if step.place.function is not None:
            return
        names = self._names.setdefault(step.place.path, {})
        stored = stored_names(step.source)
        for name in list(names) if stored is None else (*stored, *step.deleted):
            names.pop(name, None)
        shared = self._shared.get(step.place.path, frozenset())
        for observation in step.observations:
            if observation.name.isidentifier() and observation.name not in shared and observation.kind == "array":
                names[observation.name] = observation


@lru_cache(maxsize=4096)
def stored_names(source: str) -> frozenset[str] | None:
    """The plain names that a statement stores; None where its text does not tell."""
    tree = _parsed(re.sub(r"^elif\b", "if", source))
    if tree is None:
        return None
    names = frozenset(_stored(tree))
    return None if "*" in names else names


def is_augmented(source: str) -> bool:
    """Is it an assignment such as `a += 1`?"""
    tree = _parsed(source)
    return tree is not None and len(tree.body) == 1 and isinstance(tree.body[0], ast.AugAssign)


def _parsed(source: str) -> ast.Module | None:
    for completion in _COMPLETIONS:
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            return ast.parse(completion.format(source))
    return None


def _stored(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Name) and node.id in ("exec", "globals"):
            yield "*"
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).split(".")[0]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ExceptHandler) and node.name:
            yield node.name
