"""Numbers of bytes as text."""

from __future__ import annotations

import operator
from collections.abc import Callable
from enum import Enum
from typing import TypeAlias

from .dims import Known, Symbolic

_Divide: TypeAlias = Callable[[int, int], int]


class Units(str, Enum):
    """How a number of bytes is written: powers of 1000 (SI), powers of 1024 (IEC 80000-13), or every byte."""

    SI = "si"
    IEC = "iec"
    BYTES = "bytes"


_NAMES = {
    Units.SI: (1000, ("B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB")),
    Units.IEC: (1024, ("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB")),
}


def size_text(nbytes: Known, units: Units = Units.SI) -> str:
    """A size in bytes to three significant digits, as `8 kB`, `7.81 KiB` or `8,000 B`; a formula in bytes."""
    return _text(nbytes, units, _nearest)


def bound_text(nbytes: Known, units: Units = Units.SI) -> str:
    """An upper bound in bytes, as `≤ 8 kB`: rounded up, since rounded down it would not hold."""
    return "≤ " + _text(nbytes, units, _up)


def least_text(nbytes: Known, units: Units = Units.SI) -> str:
    """A lower bound in bytes, as `8 kB`: rounded down, since rounded up it would not hold."""
    return _text(nbytes, units, operator.floordiv)


def exact_text(nbytes: Known) -> str:
    """Every byte, as `8,000 B`; a formula as `8·n² B`, its sum in parentheses."""
    if isinstance(nbytes, Symbolic):
        text = str(nbytes)
        return f"({text}) B" if " " in text else f"{text} B"
    return f"{nbytes:,} B"


def _text(nbytes: Known, units: Units, divide: _Divide) -> str:
    if isinstance(nbytes, Symbolic) or units is Units.BYTES:
        return exact_text(nbytes)
    base, names = _NAMES[units]
    power = 0
    while power + 1 < len(names) and nbytes >= base ** (power + 1):
        power += 1
    digits = _rounded(nbytes, base**power, divide)
    if power + 1 < len(names) and digits == str(base):
        digits, power = "1", power + 1
    return f"{digits} {names[power]}"


def _rounded(number: int, unit: int, divide: _Divide) -> str:
    """`number / unit` to three significant digits, or to an integer where that has more; exactly rounded."""
    for decimals, limit in ((2, 10), (1, 100), (0, None)):
        scale = 10**decimals
        scaled = divide(number * scale, unit)
        if limit is None or scaled < limit * scale:
            break
    whole, rest = divmod(scaled, scale)
    fraction = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
    return f"{whole}.{fraction}" if fraction else str(whole)


def _up(number: int, divisor: int) -> int:
    return -(-number // divisor)


def _nearest(number: int, divisor: int) -> int:
    """The quotient to the nearest integer, halves up."""
    return (2 * number + divisor) // (2 * divisor)
