"""`bytelens check`: memory diagnostics for files and whole trees."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .messages import complain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..lint.options import Options
    from ..report.diagnostics import FileFindings
    from .check_running import Checked, Job

_FORMATS = ("text", "json", "sarif", "github")
_LEVELS = ("error", "warning", "information", "hint")


class CheckCommand:
    """Prints what costs bytes that it need not, for people or for machines."""

    name = "check"
    summary = "find what in Python files costs memory that it need not"
    needs_numpy = True

    def declare(self, parser: ArgumentParser) -> None:
        """The paths, what to look for, and the format."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a Python file, or a folder of them")
        parser.add_argument(
            "--format", choices=("text", "json", "sarif", "github"), default="text", help="default: text"
        )
        parser.add_argument(
            "--select", type=_codes, metavar="CODES", help="look for these alone, as BL001,BL009 or ALL"
        )
        parser.add_argument("--ignore", type=_codes, metavar="CODES", help="do not look for these")
        parser.add_argument(
            "--exclude", action="append", default=[], metavar="PATTERN", help="files or folders to skip"
        )
        parser.add_argument("--memory-budget", type=_size, metavar="SIZE", help="as 4GB; default: the machine's memory")
        parser.add_argument(
            "--fail-on", choices=_LEVELS, default="error", help="exit 1 from this level up; default: error"
        )
        parser.add_argument("--fix", action="store_true", help="apply the fixes that leave results as they are")
        parser.add_argument("--jobs", type=_count, metavar="N", help="processes; default: one for each core")

    def run(self, arguments: Namespace) -> int:
        """Returns 1 for findings of the level of `--fail-on` and for files that cannot be read, else 0.

        2 where the configuration cannot be followed.
        """
        from ..lint.configuration import ConfigurationError

        try:
            jobs = _jobs(arguments)
        except ConfigurationError as error:
            complain(str(error))
            return 2
        checked = _checked(jobs, arguments.jobs)
        if arguments.fix:
            checked = _fixed(checked, jobs)
        _print(arguments.format, [_found(result) for result in checked])
        failed = any(result.failure is not None for result in checked)
        return int(failed or _reaches(checked, arguments.fail_on))


def _jobs(arguments: Namespace) -> list[Job]:
    from .check_files import python_files
    from .check_running import Job

    known: dict[Path | None, Options] = {}
    paths, roots = python_files(arguments.paths, arguments.exclude), (str(Path.cwd()),)
    jobs = [Job(path, _options(path, arguments, known), roots) for path in paths]
    if not jobs:
        complain("there are no Python files")
    return jobs


def _options(path: Path, arguments: Namespace, known: dict[Path | None, Options]) -> Options:
    """The nearest configuration, with what the command line says instead. Raises ConfigurationError."""
    from ..lint.configuration import code_set, nearest, read
    from ..lint.options import Options

    place = nearest(path)
    if place not in known:
        options = Options() if place is None else read(place)
        if arguments.select is not None:
            options = replace(options, select=code_set("--select", arguments.select))
        if arguments.ignore is not None:
            options = replace(options, ignore=options.ignore | code_set("--ignore", arguments.ignore))
        if arguments.memory_budget is not None:
            options = replace(options, memory_budget=arguments.memory_budget)
        known[place] = options
    return known[place]


def _checked(jobs: Sequence[Job], processes: int | None) -> list[Checked]:
    from .check_printing import with_progress
    from .check_running import check_all

    order = {str(job.path): place for place, job in enumerate(jobs)}
    return sorted(with_progress(check_all(jobs, processes), len(jobs)), key=lambda result: order[result.path])


def _found(result: Checked) -> FileFindings:
    from ..report.diagnostics import FileFindings

    if result.failure is not None:
        complain(result.failure)
    elif result.unparsed is not None:
        complain(f"{result.path}:{result.unparsed}: syntax error; what does not parse is left out")
    return FileFindings(result.path, result.findings, result.text)


def _print(form: str, files: Sequence[FileFindings]) -> None:
    from ..report.diagnostics import findings_document, github_lines
    from ..report.sarif import sarif

    sys.stdout.flush()
    if form == "text":
        from .check_printing import print_findings

        print_findings(files)
    elif form == "github":
        sys.stdout.writelines(line + "\n" for line in github_lines(files))
    else:
        document = sarif(files, Path.cwd()) if form == "sarif" else findings_document(files)
        print(json.dumps(document, indent=2))


def _reaches(checked: Sequence[Checked], level: str) -> bool:
    from ..lint.findings import Level

    return any(finding.level.rank >= Level(level).rank for result in checked for finding in result.findings)


def _fixed(checked: Sequence[Checked], jobs: Sequence[Job]) -> list[Checked]:
    """What is found when the fixes have been applied."""
    from .check_fixing import fix_file

    changed = {result.path for result in checked if fix_file(result)}
    again = {result.path: result for result in _checked([job for job in jobs if str(job.path) in changed], None)}
    return [again.get(result.path, result) for result in checked]


def _codes(text: str) -> list[str]:
    return [code for code in text.replace(",", " ").split() if code]


def _size(text: str) -> int:
    from ..lint.budgets import parse_size

    try:
        return parse_size(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)
