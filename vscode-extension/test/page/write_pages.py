"""Writes the pages of some traces that were made by hand into a folder."""

import sys
from pathlib import Path

from bytelens.report.tracing.html_page import page
from bytelens.tracing.trace import Trace
from tests.report.tracing.making import failing, hostile, large, lesson

TRACES = {
    "lesson": lesson(),
    "large": large(10_000),
    "failing": failing(),
    "hostile": hostile(),
    "empty": Trace("empty.py", python="3.13.0"),
}


def main(folder: Path) -> None:
    for name, trace in TRACES.items():
        (folder / f"{name}.html").write_text(page(trace), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
