"""What it costs to trace a program, beside other memory profilers: user-code time against plain Python, in one run.

Run `python benchmarks/trace_overhead.py`. The tools are installed into environments of their own when first needed.
`heavy` multiplies matrices of 8 MB, `mid` is an ordinary script of a tenth of a second, `loop` runs a million lines
that do next to nothing. `--steps 0` is ByteLens past the steps that it keeps, which is where a long program spends its
time.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from overhead.measuring import Measured, measure
from overhead.tools import OURS, PEERS, PLAIN, Tool, programs_of
from rich.console import Console
from speed.environments import CannotInstallError
from speed.tables import NOTHING, Sheet, machine, write

WORKLOADS = ("heavy", "mid", "loop")


def main() -> None:
    """Measure, print, and write where asked to."""
    options = _options()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    sheets = [_sheet(python, options, console) for python in options.python]
    console.print(f"\n{machine()}")
    for sheet in sheets:
        sheet.show(console)
    if options.write is not None:
        write(options.write, sheets)


def _sheet(python: str, options: argparse.Namespace, console: Console) -> Sheet:
    version = _version(python)
    ready = {tool: _installed(tool, python, version) for tool in (PLAIN, *OURS, *(PEERS if options.peers else ()))}
    versions = {tool: found for tool, (_, found) in ready.items()}
    installed = [(tool, programs) for tool, (programs, _) in ready.items() if programs is not None]
    found: dict[str, dict[Tool, Measured]] = {}
    for workload in WORKLOADS:
        console.print(f"Python {version}, {workload} ...")
        found[workload] = measure(installed, workload, options.runs, options.limit)
    rows = [_row(tool, versions[tool], found) for tool in versions]
    return Sheet(f"Python {version}: user-code time, times that of plain Python", ("tool", *WORKLOADS), tuple(rows))


def _installed(tool: Tool, python: str, label: str) -> tuple[Path | None, str]:
    """The programs of a tool and its version; no programs, and why, where it cannot be installed."""
    try:
        return programs_of(tool, python, label)
    except CannotInstallError as trouble:
        return None, str(trouble)


def _row(tool: Tool, version: str, found: dict[str, dict[Tool, Measured]]) -> tuple[str, ...]:
    name = "plain Python, seconds" if tool is PLAIN else f"{tool.name} ({version})"
    return (name, *(_cell(found[workload].get(tool), found[workload].get(PLAIN), tool) for workload in WORKLOADS))


def _cell(measured: Measured | None, plain: Measured | None, tool: Tool) -> str:
    if measured is None or measured.median is None:
        return NOTHING if measured is None or measured.trouble is None else measured.trouble
    if tool is PLAIN or plain is None or plain.median is None:
        return f"{measured.median:.3f}"
    ratio = measured.median / plain.median
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}"


def _version(python: str) -> str:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", nargs="+", default=[sys.executable], help="interpreters that run the workloads")
    parser.add_argument("--runs", type=int, default=7, help="of each tool on each workload; the median counts")
    parser.add_argument("--limit", type=float, default=180, help="seconds after which a tool is given up")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="measure ByteLens alone")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables between the marks of this page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
