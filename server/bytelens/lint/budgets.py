"""How much memory a program may use."""

from __future__ import annotations

import ctypes
import os
import re
import sys

_SIZE = re.compile(r"\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<prefix>[kKMGTP]?)(?P<binary>i?)[bB]?\s*")
_PREFIXES = "KMGTP"


def parse_size(text: str) -> int:
    """A number of bytes from text such as `4GB`, `512 MiB` or `1000`. Raises ValueError where it is none."""
    match = _SIZE.fullmatch(text)
    if match is None or (match["binary"] and not match["prefix"]):
        raise ValueError(f"{text!r} is no size; write it as 4GB or 512MiB")
    power = _PREFIXES.index(match["prefix"].upper()) + 1 if match["prefix"] else 0
    nbytes = int(float(match["number"]) * (1024 if match["binary"] else 1000) ** power)
    if nbytes == 0:
        raise ValueError(f"{text!r} is too small")
    return nbytes


def machine_memory() -> int | None:
    """The bytes of memory that the machine has; None where it does not tell."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return None


def _windows_memory() -> int | None:
    kilobytes = ctypes.c_ulonglong(0)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the attribute is there on Windows only
    known = kernel.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
    return kilobytes.value * 1024 if known else None
