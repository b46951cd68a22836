"""Source text with a label beside every line that binds arrays or costs memory."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..analysis.estimates import Analysis
from ..analysis.line_costs import LineCost
from ..assuming.assumptions import NOTHING, Assumptions
from ..syntax.lines import split_lines
from ..syntax.statements import function_lines, last_lines
from .assumed import marked
from .labels import LabelOptions, line_labels
from .line_costs import costs_of_lines
from .peaks import peak_words
from .widths import width

# Longer lines than this do not push the labels of the others to the right.
_WIDEST = 88
_TAB = 8
_GAP = 2


@dataclass(frozen=True, slots=True)
class AnnotatedLine:
    """A line of source, tabs expanded. `gap`: the blanks between it and its label."""

    source: str
    label: str | None = None
    gap: int = 0

    def __str__(self) -> str:
        return self.source if self.label is None else f"{self.source}{' ' * self.gap}{self.label}"


def annotate(
    text: str, analysis: Analysis, assumptions: Assumptions = NOTHING, tree: ast.Module | None = None
) -> list[AnnotatedLine]:
    """Every line of a text with its label, the labels below one another, and below them the peak of the file.

    A line end that ends the text begins no other line. assumptions: what the analysis rests on; labels are marked then.
    tree: the syntax of the text, to tell where costs and peaks belong.
    """
    said = line_labels(analysis.estimates, LabelOptions(limit=None), _costs(analysis, tree))
    labels = marked(said | _peaks(analysis, tree), assumptions)
    sources = [source.expandtabs(_TAB).rstrip() for source in split_lines(text)]
    if sources[-1] == "":
        sources.pop()
    column = _column(source for line, source in enumerate(sources, 1) if line in labels)
    lines = [_annotated(source, labels.get(line), column) for line, source in enumerate(sources, 1)]
    peak = (analysis.peaks or {}).get(None)
    whole = None if peak is None else peak_words(peak)
    if whole is not None:
        lines.append(_annotated("", marked({0: whole}, assumptions)[0], column))
    return lines


def plain_text(lines: Sequence[AnnotatedLine]) -> str:
    """Annotated lines as they are printed."""
    return "".join(f"{line}\n" for line in lines)


def _costs(analysis: Analysis, tree: ast.Module | None) -> dict[int, LineCost]:
    return {} if tree is None else costs_of_lines(analysis.costs, last_lines(tree))


def _peaks(analysis: Analysis, tree: ast.Module | None) -> dict[int, str]:
    """The peaks of functions, at their `def`."""
    lines, peaks = {} if tree is None else function_lines(tree), analysis.peaks or {}
    words = {line: peak_words(peaks[name], name) for name, line in lines.items() if name in peaks}
    return {line: text for line, text in words.items() if text is not None}


def _annotated(source: str, label: str | None, column: int) -> AnnotatedLine:
    if label is None:
        return AnnotatedLine(source)
    return AnnotatedLine(source, label, max(column - width(source), 0) + _GAP)


def _column(sources: Iterable[str]) -> int:
    """The column that the labelled lines reach, those aside that are too long."""
    return max((cells for cells in map(width, sources) if cells <= _WIDEST), default=0)
