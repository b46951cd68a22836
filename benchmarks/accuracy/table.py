"""The results as a page and as a list of what is silent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .docstrings import CHAPTERS
from .judging import Item, Judgement, Verdict
from .natures import Nature

MOST_CAUSES = 40
BY_NATURE = (Nature.DATA, Nature.FILE, Nature.RANDOM)

INTRODUCTION = """\
# How often estimates are right

`make accuracy` writes this page, here with NumPy {version}. It takes the examples in NumPy's own docstrings: those
of one docstring are one program, run twice for the truth and analysed without being run.

- **Counted** is each array (of a subclass too) and each NumPy scalar that an example binds or yields. Of a tuple or
  list that an example yields, each element that is one counts by itself. Docstrings with the very same examples count
  once.
- **Right**: an exact claim (or one of several exact ones) that gives kind, shape, dtype and bytes as both runs had
  them.
- **Wrong**: a claim of any strength that a run contradicts.
- **Silent**: no exact claim. It may be silent *by nature*: the size depends on the values in arrays, on a file, or
  differs between two runs. Where a size depends on values that stand in the source, an exact claim may be right all
  the same.
- **Determined** are all that are not silent by nature.
- Examples that raise count nowhere, and are left out of what is analysed: {erroneous} of {examples}, mostly plots,
  since nothing but NumPy is there to import.
"""


@dataclass(frozen=True, slots=True)
class Score:
    """How many are right, wrong, silent by nature, and silent for want of a rule."""

    right: int
    wrong: int
    by_nature: int
    unmodelled: int

    @property
    def total(self) -> int:
        """All that count."""
        return self.right + self.wrong + self.by_nature + self.unmodelled

    @property
    def of_all(self) -> float:
        """The share that is right, in percent."""
        return 100 * self.right / max(self.total, 1)

    @property
    def of_determined(self) -> float:
        """The share that is right of what is not silent by nature, in percent."""
        return 100 * self.right / max(self.total - self.by_nature, 1)


def score(items: Sequence[Item]) -> Score:
    """Count the verdicts."""
    verdicts = Counter(item.verdict for item in items)
    natures = Counter(item.cause.nature for item in items if item.cause is not None)
    silent = sum(natures[nature] for nature in BY_NATURE)
    return Score(verdicts[Verdict.RIGHT], verdicts[Verdict.WRONG], silent, natures[Nature.UNMODELLED])


def all_items(judgements: Iterable[Judgement]) -> list[Item]:
    """The items of all programs."""
    return [item for judgement in judgements for item in judgement.items]


def page(judgements: Sequence[Judgement]) -> str:
    """The whole page, in Markdown: the same for the same NumPy and the same rules."""
    examples = sum(judgement.program.written for judgement in judgements)
    erroneous = sum(judgement.erroneous for judgement in judgements)
    head = INTRODUCTION.format(version=np.__version__, erroneous=erroneous, examples=f"{examples:,}")
    return (
        "\n".join([head, *_by_chapter(judgements), "", *_by_reason(judgements), "", *_wrong(judgements)]).rstrip()
        + "\n"
    )


def summary(judgements: Sequence[Judgement]) -> str:
    """The table by chapter alone."""
    return "\n".join(_by_chapter(judgements))


def _by_chapter(judgements: Sequence[Judgement]) -> list[str]:
    rows = [
        "| module | docstrings | counted | right | wrong | silent by nature | not modelled | right of all | "
        "right of the determined |",
        "| --- |" + " ---: |" * 8,
    ]
    for chapter in CHAPTERS:
        own = [judgement for judgement in judgements if judgement.program.chapter == chapter]
        if own:
            rows.append(_row(chapter, own))
    return [*rows, _row("**all**", judgements)]


def _row(name: str, judgements: Sequence[Judgement]) -> str:
    own = score(all_items(judgements))
    counts = (len(judgements), own.total, own.right, own.wrong, own.by_nature, own.unmodelled)
    cells = [name, *(f"{count:,}" for count in counts), f"{own.of_all:.1f}%", f"{own.of_determined:.1f}%"]
    return f"| {' | '.join(cells)} |"


def _by_reason(judgements: Sequence[Judgement]) -> list[str]:
    """Why estimates are silent: by nature, then by the callable or operator that is not followed."""
    silent = [item for item in all_items(judgements) if item.cause is not None]
    natures = Counter(item.cause.nature for item in silent if item.cause is not None)
    lines = ["## Why they are silent", "", "| reason | items |", "| --- | ---: |"]
    lines += [f"| {nature.value} | {natures[nature]:,} |" for nature in Nature]
    lines += [
        "",
        "What is not followed, the innermost first, and how many items lack a claim for it, be it on the line itself",
    ]
    lines += [
        "or on a later one that uses the result:",
        "",
        "| callable or operator | on the line | with what follows |",
    ]
    lines += ["| --- | ---: | ---: |"]
    groups = by_cause(judgements)[:MOST_CAUSES]
    return lines + [f"| `{name}` | {_direct(own)} | {len(own)} |" for name, own in groups]


def _direct(entries: Sequence[tuple[Judgement, Item]]) -> int:
    return sum(item.cause is not None and item.cause.direct for _, item in entries)


def _wrong(judgements: Sequence[Judgement]) -> list[str]:
    entries = [(own, item) for own in judgements for item in own.items if item.verdict is Verdict.WRONG]
    return ["## Wrong", "", *(f"- {described(*entry)}" for entry in entries)] if entries else []


def by_cause(judgements: Sequence[Judgement]) -> list[tuple[str, list[tuple[Judgement, Item]]]]:
    """Silent items by the callable or operator that is not followed, those with the most first."""
    groups: dict[str, list[tuple[Judgement, Item]]] = defaultdict(list)
    for judgement in judgements:
        for item in judgement.items:
            if item.cause is not None:
                groups[item.cause.name].append((judgement, item))
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def listed(judgements: Sequence[Judgement], verdict: Verdict) -> str:
    """Every wrong or right item, or every silent one below what is not followed."""
    if verdict is not Verdict.SILENT:
        chosen = [(own, item) for own in judgements for item in own.items if item.verdict is verdict]
        return "\n".join(described(*entry) for entry in chosen)
    lines = []
    for name, entries in by_cause(judgements):
        natures = sorted({item.cause.nature.value for _, item in entries if item.cause is not None})
        lines.append(f"\n{name}: {len(entries)}, {_direct(entries)} of them on the line itself ({', '.join(natures)})")
        lines += [f"    {described(*entry)}" for entry in entries]
    return "\n".join(lines)


def described(judgement: Judgement, item: Item) -> str:
    """One item in one line: where, what, the truth, and what was said."""
    truths = " or ".join(dict.fromkeys(str(fact) for run in item.truth for fact in run))
    follows = " (follows)" if item.cause is not None and not item.cause.direct else ""
    where = f"{judgement.program.name}:{item.line}"
    return f"{where}: `{item.source.strip()}`: {item.name} is {truths}; said: {item.said}{follows}"
