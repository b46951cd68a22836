"""`python -m benchmarks.accuracy`: how often estimates are right over the examples in NumPy's docstrings.

Prints the table by module; fails where a claim is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .docstrings import CHAPTERS, docstrings
from .judging import Judgement, Verdict, judge
from .programs import program_of
from .running import run_twice
from .table import all_items, listed, page, summary

WORKERS = 2


def measure(only: str | None) -> list[Judgement]:
    """Run, analyse and judge all docstrings, or those of one chapter."""
    programs = [program_of(docstring) for docstring in docstrings(only)]
    runs = run_twice(programs)
    with ProcessPoolExecutor(WORKERS) as pool:
        return list(pool.map(judge, programs, runs, chunksize=16))


def main(arguments: Sequence[str]) -> int:
    """Returns 1 where a claim is wrong, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--only", metavar="MODULE", choices=CHAPTERS, help="one of " + ", ".join(CHAPTERS))
    parser.add_argument("--list", choices=[verdict.value for verdict in Verdict], help="list such items")
    parser.add_argument("--write", metavar="FILE", type=Path, help="write the whole page")
    options = parser.parse_args(arguments)
    judgements = measure(options.only)
    if options.list:
        print(listed(judgements, Verdict(options.list)))
        print()
    print(summary(judgements))
    if options.write:
        options.write.write_text(page(judgements), encoding="utf-8")
    if wrong := sum(item.verdict is Verdict.WRONG for item in all_items(judgements)):
        print(f"\n{wrong} wrong:\n{listed(judgements, Verdict.WRONG)}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
