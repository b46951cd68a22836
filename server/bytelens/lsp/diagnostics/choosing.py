"""Which diagnostics look at a document: as its `pyproject.toml` says, and its settings instead."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from ...lint.configuration import ConfigurationError, nearest, read
from ...lint.options import Options
from ..settings import DiagnosticSettings
from ..sources import path_of

logger = logging.getLogger(__name__)


class Choices:
    """Reads each `pyproject.toml` once a version, and tells of each only once that it cannot be followed."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[object, Options]] = {}

    def of(self, uri: str, settings: DiagnosticSettings) -> Options:
        """As on the command line, `select` and the budget take the place of what is configured, `ignore` adds to it."""
        options = self._configured(uri)
        return replace(
            options,
            select=settings.select or options.select,
            ignore=options.ignore | settings.ignore,
            memory_budget=settings.memory_budget or options.memory_budget,
        )

    def _configured(self, uri: str) -> Options:
        path = path_of(uri)
        try:
            place = None if path is None else nearest(Path(path))
            stamp = None if place is None else _stamp(place)
        except OSError:
            return Options()
        if place is None:
            return Options()
        known = self._read.get(place)
        if known is None or known[0] != stamp:
            known = self._read[place] = stamp, _read(place)
        return known[1]


def _stamp(path: Path) -> object:
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


def _read(path: Path) -> Options:
    try:
        return read(path)
    except ConfigurationError as error:
        logger.warning("%s", error)
        return Options()
