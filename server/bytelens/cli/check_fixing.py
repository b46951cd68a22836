"""Fixes written to files."""

from __future__ import annotations

import tokenize
from pathlib import Path

from ..lint.fixing import fixed
from .check_running import Checked
from .messages import complain
from .sources import read_source, reason


def fix_file(result: Checked) -> bool:
    """Apply the fixes of a file's findings; True where the file has changed."""
    fixes = [finding.fix for finding in result.findings if finding.fix is not None]
    if not fixes or result.failure is not None:
        return False
    path = Path(result.path)
    try:
        with path.open("rb") as file:
            encoding, _ = tokenize.detect_encoding(file.readline)
        path.write_bytes(fixed(read_source(result.path), fixes).encode(encoding))
    except (OSError, SyntaxError, UnicodeEncodeError) as error:
        complain(f"{result.path}: {reason(error)}; it is not fixed")
        return False
    return True
