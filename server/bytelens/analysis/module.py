"""A file from text to estimates."""

from __future__ import annotations

import ast
import gc

from ..syntax.parse import parse
from . import attributes as attributes
from . import calls as calls
from . import comprehensions as comprehensions
from . import loops as loops
from . import statements as statements
from .estimates import Analysis
from .functions import analyse_uncalled, recall_history
from .machine import BudgetExceeded, Machine
from .reads import uses_of
from .scopes import MODULE, Frame, Scope


def analyse(text: str, path: str | None = None) -> Analysis:
    """Estimate every binding of a program, without running it. Never raises, whatever the text."""
    collecting = gc.isenabled()
    gc.disable()  # an analysis makes much and drops little: collecting meanwhile costs a sixth of its time
    try:
        return _analyse(text)
    finally:
        if collecting:
            gc.enable()


def _analyse(text: str) -> Analysis:
    parsed = parse(text)
    machine = Machine(text)
    frame = Frame((Scope(MODULE, None),))
    machine.frame = frame
    try:
        machine.execute(frame, parsed.tree.body)
        recall_history(machine)
        analyse_uncalled(machine, frame)
    except (BudgetExceeded, RecursionError):
        return _cut_short(machine, parsed.tree, frame.line)
    return Analysis(
        tuple(machine.recorder.estimates()), uses_of(machine, parsed.tree), is_clean=not parsed.broken
    )


def _cut_short(machine: Machine, tree: ast.Module, line: int) -> Analysis:
    """Past the budget, only what no later step could add to is claimed: bindings of finished module-level code."""
    finished = {statement.lineno for statement in tree.body if (statement.end_lineno or 0) < line}
    kept = tuple(
        estimate
        for estimate in machine.recorder.estimates()
        if estimate.function is None and any(estimate.line >= first for first in finished) and estimate.line < line
    )
    return Analysis(kept, complete=False)
