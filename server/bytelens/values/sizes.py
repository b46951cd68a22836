"""Numbers of bytes as text."""

from __future__ import annotations

from enum import Enum

from .dims import Known, Symbolic


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
    return _text(nbytes, units, round_up=False)


def bound_text(nbytes: Known, units: Units = Units.SI) -> str:
    """An upper bound in bytes, as `≤ 8 kB`: rounded up, since rounded down it would not hold."""
    return "≤ " + _text(nbytes, units, round_up=True)


def exact_text(nbytes: Known) -> str:
    """Every byte, as `8,000 B`; a formula as `8·n² B`, its sum in parentheses."""
    if isinstance(nbytes, Symbolic):
        text = str(nbytes)
        return f"({text}) B" if " " in text else f"{text} B"
    return f"{nbytes:,} B"


def _text(nbytes: Known, units: Units, round_up: bool) -> str:
    if isinstance(nbytes, Symbolic) or units is Units.BYTES:
        return exact_text(nbytes)
    base, names = _NAMES[units]
    power = 0
    while power + 1 < len(names) and nbytes >= base ** (power + 1):
        power += 1
    digits = _rounded(nbytes, base**power, round_up)
    if power + 1 < len(names) and digits == str(base):
        digits, power = "1", power + 1
    return f"{digits} {names[power]}"


def _rounded(number: int, unit: int, round_up: bool) -> str:
    """`number / unit` to three significant digits, or to an integer where that has more; exactly rounded."""
    for decimals, limit in ((2, 10), (1, 100), (0, None)):
        scale = 10**decimals
        scaled = _divide(number * scale, unit, round_up)
        if limit is None or scaled < limit * scale:
            break
    whole, rest = divmod(scaled, scale)
    fraction = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
    return f"{whole}.{fraction}" if fraction else str(whole)


def _divide(number: int, divisor: int, round_up: bool) -> int:
    """The quotient rounded up, or to the nearest integer (halves up)."""
    return -(-number // divisor) if round_up else (2 * number + divisor) // (2 * divisor)
