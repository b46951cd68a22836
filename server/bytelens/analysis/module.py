"""A file from text to estimates."""

from __future__ import annotations

from collections.abc import Iterable

from ..assuming.assumptions import NOTHING, Assumptions
from ..assuming.rewriting import Rewriting
from ..syntax.parse import parse
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
