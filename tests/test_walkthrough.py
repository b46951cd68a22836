"""The walkthrough of the VS Code extension shows what its example really shows."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

from bytelens.analysis.module import analyse
from bytelens.report.hovers import estimate_hover
from bytelens.report.labels import LabelOptions, line_labels

FOLDER = Path(__file__).parents[1] / "vscode-extension" / "walkthrough"
EXAMPLE = (FOLDER / "example.py").read_text(encoding="utf-8")


def picture(name: str) -> list[str]:
    """The lines of text in a picture."""
    svg = (FOLDER / name).read_text(encoding="utf-8")
    return [unescape(re.sub("<[^>]*>", "", line)).strip() for line in re.findall(r"<text.*?</text>", svg)]


def test_the_example_runs() -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", EXAMPLE], check=True, capture_output=True)


def test_the_picture_of_hints_shows_those_of_the_example() -> None:
    code = [line.split("  #")[0] for line in EXAMPLE.splitlines()]
    labels = line_labels(analyse(EXAMPLE).estimates, LabelOptions())
    expected = [f"{code[line - 1]}  {label}" for line, label in labels.items()]
    assert picture("hints.svg") == ["import numpy as np", *expected]


def test_the_picture_of_a_hover_shows_that_of_the_example() -> None:
    (rows,) = (estimate for estimate in analyse(EXAMPLE).estimates if estimate.name == "rows")
    hover = estimate_hover(rows)
    assert hover is not None
    expected = hover.replace("`", "").replace("- ", "• ").split()
    assert " ".join(picture("hover.svg")[1:]).split() == expected
