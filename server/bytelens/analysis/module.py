"""A file from text to estimates."""

from __future__ import annotations

from ..syntax.parse import parse
from .estimates import Analysis
from .session import Session


def analyse(text: str) -> Analysis:
    """Estimate every binding of a program, without running it. Never raises, whatever the text."""
    return Session().analyse(text, parse(text))
