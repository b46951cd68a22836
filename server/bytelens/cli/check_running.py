"""Files checked one after the other, or by several processes at once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from ..lint.findings import Finding
from ..lint.options import Options
from .commands import CommandError

FEW = 16
"""So many files are checked sooner than other processes have started."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with its findings and its text, or the reason why it could not be read.

    unparsed: the first line that does not parse.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    text: str = ""
    failure: str | None = None
    unparsed: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be checked, and how. roots: folders whose modules it may import."""

    path: Path
    options: Options
    roots: tuple[str, ...]


def check_file(job: Job) -> Checked:
    """Check one file."""
    from ..lint.running import check_text
    from .sources import read_source

    path = str(job.path)
    try:
        text = read_source(path)
    except CommandError as failure:
        return Checked(path, failure=str(failure))
    findings, broken = check_text(text, path, job.roots, job.options)
    return Checked(path, findings, text if findings else "", unparsed=broken[0].first if broken else None)


def check_all(jobs: Sequence[Job], processes: int | None = None) -> Iterator[Checked]:
    """The results as they come, in no particular order. processes: None for as many as there are cores."""
    processes = min(processes or os.cpu_count() or 1, len(jobs))
    if processes < 2 or len(jobs) < FEW:
        yield from map(check_file, jobs)
        return
    # Processes that are forked would share locks with the threads of this one.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        futures = [pool.submit(check_file, job) for job in jobs]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
