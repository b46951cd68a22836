"""Source text as Markdown."""

from __future__ import annotations

import re

_MOST = 200


def code(text: str) -> str:
    """`text` as a code span, on one line and cut where it is long, whatever it holds.

    The fence has one backtick more than any run of them within (CommonMark 0.31, 6.1).
    """
    text = " ".join(text.split())
    if len(text) > _MOST:
        text = text[: _MOST - 1] + "…"
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
