"""A file from text to estimates."""

from __future__ import annotations

from collections.abc import Iterable

from ..assuming.assumptions import NOTHING, Assumptions
from ..assuming.rewriting import Rewriting
from ..syntax.parse import Parsed, parse
from .estimates import Analysis
from .session import Session
from .sources import Sources
from .workspace import Workspace


def analyse(
    text: str, path: str | None = None, roots: Iterable[str] = (), assumptions: Assumptions = NOTHING
) -> Analysis:
    """Estimate every binding of a program, without running it. Never raises, whatever the text.

    path: where the program lies, so that the modules beside it are followed. roots: folders whose modules it may
    import too. assumptions: what is assumed in the place of what the text says.
    """
    parsed = Rewriting(assumptions).of(parse(text)) if assumptions else parse(text)
    return Session(Workspace(Sources(), path, roots), assumptions=assumptions).analyse(text, parsed)


def analyse_in_full(
    text: str, path: str | None = None, roots: Iterable[str] = (), assumptions: Assumptions = NOTHING
) -> tuple[Parsed, Analysis]:
    """The same with what every expression evaluates to, and with costs, beside the syntax that it speaks of.

    Accounts need every call to run. Where the budget does not suffice for that, there are none.
    """
    parsed = Rewriting(assumptions).of(parse(text)) if assumptions else parse(text)
    workspace = Workspace(Sources(), path, tuple(roots))
    analysis = Session(workspace, expressions=True, costs=True, assumptions=assumptions).analyse(text, parsed)
    if not analysis.complete:
        analysis = Session(workspace, expressions=True, assumptions=assumptions).analyse(text, parsed)
    return parsed, analysis
