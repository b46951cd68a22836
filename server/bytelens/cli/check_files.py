"""The Python files of a tree."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

_SKIPPED = frozenset({
    ".eggs", ".git", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".svn", ".tox",
    "__pycache__", "__pypackages__", "build", "dist", "node_modules", "site-packages",
})  # fmt: skip
_ENVIRONMENT = "pyvenv.cfg"


def python_files(paths: Iterable[str], exclude: Sequence[str] = ()) -> Iterator[Path]:
    """Each file that is named, and those with Python source below each folder, in order, each once.

    Folders of environments, caches and other people's code are skipped, and what matches a pattern of `exclude`: the
    name of a file or folder, or its path below the folder that is named. Paths that are not there are given, too.
    """
    seen: set[Path] = set()
    for path in map(Path, paths):
        for found in _below(path, exclude) if path.is_dir() else [path]:
            if found not in seen:
                seen.add(found)
                yield found


def _below(root: Path, exclude: Sequence[str]) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not _is_skipped(here / name, root, exclude))
        for name in sorted(files):
            if name.endswith(".py") and not _is_excluded(here / name, root, exclude):
                yield here / name


def _is_skipped(folder: Path, root: Path, exclude: Sequence[str]) -> bool:
    return folder.name in _SKIPPED or (folder / _ENVIRONMENT).is_file() or _is_excluded(folder, root, exclude)


def _is_excluded(path: Path, root: Path, exclude: Sequence[str]) -> bool:
    below = path.relative_to(root).as_posix()
    return any(fnmatch(path.name, pattern) or fnmatch(below, pattern.rstrip("/")) for pattern in exclude)
