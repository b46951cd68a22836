"""How much the analysis says of real programs, and how often it is wrong, against what they hold when they run.

Run `python benchmarks/programs.py PATH...`, with Python files or folders of them. Programs are run: read them first.
Each runs in a copy of the folder that was named (of its own folder if a file was), without display or input.

An assignment is right if its claim is exact or one of several and the run agrees, wrong if the run refutes what is
claimed, and silent otherwise. One that was never reached does not count.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "server"))

from observed.causes import Cause, Causes, label
from observed.outcomes import Outcome, Result, results
from observed.truth import Runner
from observed.watching import watch

from bytelens.analysis.estimates import Claim


@dataclass(frozen=True, slots=True)
class Measured:
    """One program. Each result comes with its line, and where it is silent, with the construct and the root cause.

    ended: how its run went. failed: the exception that its analysis raised; there must be none.
    """

    path: Path
    folder: str
    ended: str
    complete: bool
    failed: str | None
    results: tuple[tuple[Result, str, str, Cause | None], ...]


def measure(path: Path, root: Path, runner: Runner) -> Measured | None:
    """Run and analyse one program; None where it is no Python 3."""
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    truth = runner.truth(path, root)
    watched = watch(text, str(path), [str(path.parent)])
    causes, lines = Causes(watched), text.splitlines()
    rows: list[tuple[Result, str, str, Cause | None]] = []
    for result in results(tree, truth, watched.analysis):
        line = lines[result.place[0] - 1].strip()
        if result.outcome is Outcome.SILENT:
            source = causes.source(result.place)
            construct = "?" if source is None else label(source, causes.functions)
            rows.append((result, line, construct, causes.of(result.place)))
        else:
            rows.append((result, line, "", None))
    return Measured(path, root.name, truth.ended, watched.analysis.complete, watched.failed, tuple(rows))


def programs(paths: list[Path]) -> Iterator[tuple[Path, Path]]:
    """Every program with the folder that it runs in a copy of."""
    for path in paths:
        if path.is_file():
            yield path.resolve(), path.resolve().parent
        else:
            for found in sorted(path.resolve().rglob("*.py")):
                yield found, path.resolve()


class Tally:
    """Counts of right, wrong and silent."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, bool, Outcome]] = Counter()

    def add(self, result: Result) -> None:
        """Count one binding."""
        self.counts[result.kind, result.in_function, result.outcome] += 1

    def row(self, kind: str, *places: bool) -> str:
        """How many, of which right, wrong and silent, and the share of right ones."""
        right, wrong, silent = (sum(self.counts[kind, inside, outcome] for inside in places) for outcome in Outcome)
        total = right + wrong + silent
        share = f"{right / total:6.1%}" if total else "     -"
        return f"{total:6} {right:6} {wrong:6} {silent:6} {share}"


def print_tables(found: list[Measured]) -> None:
    """Right, wrong and silent by folder."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for program in found:
        for result, *_ in program.results:
            tallies[program.folder].add(result)
            tallies["total"].add(result)
    ends = Counter(program.ended.split(" ")[0] for program in found)
    print(f"{len(found)} programs; ended: " + ", ".join(f"{end} {count}" for end, count in ends.most_common()))
    print(f"analyses cut short by the budget: {sum(not program.complete for program in found)}")
    for program in found:
        if program.failed is not None:
            print(f"the analysis of {program.path} raised {program.failed}")
    places = {"arrays": (False, True), "  at module level": (False,), "  in functions": (True,)}
    for title, inside in places.items():
        print(f"\n{title:<40} total  right  wrong silent  share")
        for folder, tally in tallies.items():
            if folder != "total":
                print(f"{folder[:38]:<38} {tally.row('array', *inside)}")
        print(f"{'total':<38} {tallies['total'].row('array', *inside)}")
    weaker = Counter(weakest(r) for p in found for r, *_ in p.results if is_weaker(r))
    print(f"\nsilent arrays with a weaker claim: {dict(weaker.most_common())}")
    print_determined(found)
    print(f"\n{'NumPy scalars':<38} {tallies['total'].row('scalar', False, True)}")
    print(f"{'false claims (never a NumPy value)':<38} {tallies['total'].row('other', False, True)}")


def is_weaker(result: Result) -> bool:
    """An array of which something is said, but not its size."""
    return result.kind == "array" and result.outcome is Outcome.SILENT and bool(result.claims)


def weakest(result: Result) -> str:
    """The first claim about a binding that is not exact."""
    return next((variant.claim.value for variant in result.claims if variant.claim is not Claim.EXACT), "exact")


def print_determined(found: list[Measured]) -> None:
    """The share of right ones where no other module and no data file decides."""
    arrays = [(result, cause) for program in found for result, _, _, cause in program.results if result.kind == "array"]
    inside = [result for result, cause in arrays if cause is None or not cause.outside]
    right = sum(result.outcome is Outcome.RIGHT for result in inside)
    print(f"\nwithout {len(arrays) - len(inside)} that come from other modules or data files:", end=" ")
    print(f"{right} of {len(inside)} right, {right / max(len(inside), 1):.1%}")


def print_groups(found: list[Measured], most: int, examples: int) -> None:
    """The silent arrays by the outermost construct of their source, and by root cause."""
    silent = [(p, *row) for p in found for row in p.results if row[0].kind == "array" and row[3] is not None]
    constructs = Counter(construct for *_, construct, _ in silent)
    print("\nsilent arrays by the outermost construct of their source")
    print(", ".join(f"{construct} {count}" for construct, count in constructs.most_common(most)))
    roots: dict[str, list[tuple[Measured, Result, str, Cause]]] = defaultdict(list)
    for program, result, line, _, cause in silent:
        assert cause is not None
        roots[cause.label].append((program, result, line, cause))
    print("\nsilent arrays by root cause: how many, of them inherited from an earlier line, in how many programs")
    for name, rows in sorted(roots.items(), key=lambda item: -len(item[1]))[:most]:
        inherited = sum(cause.inherited for *_, cause in rows)
        print(f"{len(rows):5} {inherited:5} {len({row[0].path for row in rows}):4}  {name}")
        print_examples(rows, examples)


def print_examples(rows: list[tuple[Measured, Result, str, Cause]], most: int) -> None:
    """The lines where causes lie, each once, those that silence most first."""
    places = Counter((program.path, cause.line) for program, _, _, cause in rows)
    for (path, line), count in places.most_common(most):
        text = path.read_text(encoding="utf-8", errors="replace").splitlines()[line - 1].strip()
        print(f"{'':18}{short(path)}:{line} ({count}): {text[:110]}")


def print_list(found: list[Measured], outcome: Outcome) -> None:
    """Every binding of one outcome, with its place, source and truth."""
    for program in found:
        for result, line, _, cause in program.results:
            if result.outcome is outcome:
                because = f" [line {cause.line}: {cause.label}]" if cause is not None else ""
                name = f"{result.kind} {result.place[2]}"
                print(f"{short(program.path)}:{result.place[0]}: {line[:120]}\n    {name}: {result}{because}")


def short(path: Path) -> str:
    """The end of a path."""
    return "/".join(path.parts[-3:])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="Python files, or folders of them")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs the programs")
    parser.add_argument("--seconds", type=float, default=60, help="how long a program may run (default: 60)")
    parser.add_argument("--truth", type=Path, help="keep what the runs showed in this folder, and use it again")
    parser.add_argument("--list", type=Outcome, choices=list(Outcome), help="list every binding of an outcome")
    parser.add_argument("--ends", action="store_true", help="list the programs that did not run to their end")
    parser.add_argument("--most", type=int, default=60, help="how many causes to print (default: 60)")
    parser.add_argument("--examples", type=int, default=3, help="how many lines for each (default: 3)")
    parser.add_argument("--jobs", type=int, default=2, help="how many programs at a time (default: 2)")
    options = parser.parse_args()
    runner = Runner(options.python, options.seconds, options.truth)
    with ProcessPoolExecutor(options.jobs) as pool:
        futures = [pool.submit(measure, path, root, runner) for path, root in programs(options.paths)]
        found = [program for future in futures if (program := future.result()) is not None]
    if options.list is not None:
        print_list(found, options.list)
    elif options.ends:
        for program in found:
            if program.ended not in ("end", "exit") or not program.complete:
                print(f"{short(program.path)}: {program.ended}" + ("" if program.complete else " (analysis cut short)"))
    else:
        print_tables(found)
        print_groups(found, options.most, options.examples)


if __name__ == "__main__":
    main()
