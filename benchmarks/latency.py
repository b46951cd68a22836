"""How long an editor waits for hints: servers over real stdio, default settings, generated programs.

Run `python benchmarks/latency.py`, with `--peers` to measure other servers beside ByteLens. Times are milliseconds.

start to first hints: from the start of the process, with that of Python. After an edit: from before the change and
the request for hints are sent until the last byte of the answer is read, for every hint of the whole document.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from speed.edits import KINDS, ONLY_OURS
from speed.environments import CannotInstallError
from speed.measuring import Effort, Report, measure
from speed.peers import PEERS, Peer, bytelens, installed
from speed.programs import program
from speed.tables import machine, own_sheet, peers_sheet, write

STARTS = 5


def main() -> None:
    """Measure, print, and write where asked to."""
    options = _options()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    effort = Effort(STARTS, options.edits, options.budget, options.limit)
    ours = []
    for lines in options.lines:
        console.print(f"ByteLens, {lines:,} lines ...")
        ours.append(measure(bytelens(), program(lines), KINDS | ONLY_OURS, effort))
    sheets = [own_sheet(ours)]
    if options.peers:
        theirs = [report for peer in PEERS for report in _peer(peer, options.lines, effort, console)]
        sheets.append(peers_sheet(theirs, ours, list(KINDS)))
    console.print(f"\n{machine()}")
    for sheet in sheets:
        sheet.show(console)
    if options.write is not None:
        write(options.write, sheets)


def _peer(peer: Peer, lengths: Sequence[int], effort: Effort, console: Console) -> list[Report]:
    try:
        launch = installed(peer)
    except CannotInstallError as trouble:
        return [Report(peer.name, "", lines, trouble=str(trouble)) for lines in lengths]
    reports = []
    for lines in lengths:
        console.print(f"{launch.name} {launch.version}, {lines:,} lines ...")
        reports.append(measure(launch, program(lines), KINDS, effort))
    return reports


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="+", default=[1_000, 10_000], help="how long the programs are")
    parser.add_argument("--edits", type=int, default=40, help="how many of each kind")
    parser.add_argument("--peers", action="store_true", help="install shpe, ty, pyrefly and basedpyright, and compare")
    parser.add_argument("--budget", type=float, default=30, help="seconds for the edits of one kind (of one server)")
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a server counts as silent")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables between the marks of this page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
