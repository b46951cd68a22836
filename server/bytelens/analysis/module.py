"""A file from text to estimates."""

from __future__ import annotations

import gc

from ..syntax.parse import Parsed, parse
from . import attributes as attributes
from . import calls as calls
from . import comprehensions as comprehensions
from . import loops as loops
from . import statements as statements
from .escapes import connect
from .estimates import Analysis
from .functions import analyse_uncalled, recall_history
from .machine import BudgetExceeded, Machine
from .reads import uses_of
from .scopes import MODULE, Frame, Scope


def analyse(text: str, parsed: Parsed | None = None) -> Analysis:
    """Estimate every binding of a program, without running it. Never raises, whatever the text.

    parsed: the tree of the text, where the caller has it already.
    """
    collecting = gc.isenabled()
    gc.disable()  # an analysis makes much and drops little: collecting meanwhile costs a sixth of its time
    try:
        return _analyse(text, parsed or parse(text))
    finally:
        if collecting:
            gc.enable()


def _analyse(text: str, parsed: Parsed) -> Analysis:
    machine = Machine(text)
    connect(machine)
    frame = Frame((Scope(MODULE, None),))
    machine.frame = frame
    try:
        machine.execute(frame, parsed.tree.body)
        recall_history(machine)
        analyse_uncalled(machine, frame)
    except (BudgetExceeded, RecursionError):
        return _cut_short(machine, parsed, frame.line)
    estimates = tuple(machine.recorder.estimates())
    return Analysis(estimates, uses_of(machine, parsed.tree), broken=parsed.broken)


def _cut_short(machine: Machine, parsed: Parsed, line: int) -> Analysis:
    """Past the budget, only what no later step could add to is claimed: bindings of finished module-level code."""
    finished = {statement.lineno for statement in parsed.tree.body if (statement.end_lineno or 0) < line}
    kept = tuple(
        estimate
        for estimate in machine.recorder.estimates()
        if estimate.function is None and any(estimate.line >= first for first in finished) and estimate.line < line
    )
    return Analysis(kept, complete=False, broken=parsed.broken)
