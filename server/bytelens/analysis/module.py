"""A file from text to estimates."""

from __future__ import annotations

from collections.abc import Iterable

from ..syntax.parse import parse
from .estimates import Analysis
from .session import Session
from .sources import Sources
from .workspace import Workspace


def analyse(text: str, path: str | None = None, roots: Iterable[str] = ()) -> Analysis:
    """Estimate every binding of a program, without running it. Never raises, whatever the text.

    path: where the program lies, so that the modules beside it are followed. roots: folders whose modules it may
    import too.
    """
    return Session(Workspace(Sources(), path, roots)).analyse(text, parse(text))
