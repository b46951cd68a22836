"""Holds what a transient function says against what NumPy allocates.

`check("numpy.std", array, axis=0)` measures the call, abstracts the arguments in degrees of ignorance, and asserts
that nothing that is said of the peak is wrong: an int is the peak, a formula too where no length is 0, a bound is not
below it.
"""

from __future__ import annotations

from typing import Any

from bytelens.rules import operators as operators
from bytelens.rules.registry import resolve
from bytelens.rules.transients import peak_of
from bytelens.values.dims import SomeInt, substitute
from bytelens.values.kinds import UNKNOWN

from ..harness import Blur, Lifting, _claim, _text, rule_of
from .measuring import measured_peak

IN_PLACE = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor", "lshift", "rshift")
WITHOUT_RESULT = {"numpy.ndarray.__setitem__", *(f"operator.i{name}" for name in IN_PLACE)}


def check(name: str, *args: Any, expect: bool = True, **keywords: Any) -> int | None:
    """Assert that nothing wrong is said, and with `expect` that all is said of arguments of which all is known.

    Returns the peak; None where NumPy raises.
    """
    function = resolve(name)
    try:
        _, peak = measured_peak(function, *args, **keywords)
    except Exception:
        return None
    told = [_claimed(name, blur, args, keywords, peak) for blur in Blur]
    assert not expect or told[0], f"{_text(name, args, keywords)}: nothing is said of {peak}"
    return peak


def _claimed(name: str, blur: Blur, args: tuple[Any, ...], keywords: dict[str, Any], peak: int) -> bool:
    """Assert that one claim is right; whether it is exact."""
    lifting = Lifting(blur)
    result = _claim(rule_of(name), lifting, args, keywords, UNKNOWN) if name not in WITHOUT_RESULT else None
    lifted = tuple(map(lifting.lift, args))
    named = {key: lifting.lift(value) for key, value in keywords.items()}
    claim = peak_of(name, lifted, named, result)
    text = f"{_text(name, args, keywords)} ({blur.name}): {claim} of {lifting.symbols}, not {peak}"
    if claim is None:
        return False
    if isinstance(claim, SomeInt):
        most = None if claim.at_most is None else substitute(claim.at_most, lifting.symbols)
        assert most is not None, text
        assert _has_empty(lifting) or most >= peak or (most == 0 and most != claim.at_most), text
        return False
    real = substitute(claim, lifting.symbols)
    assert real == peak or (not isinstance(claim, int) and (_has_empty(lifting) or real == 0)), text
    return True


def _has_empty(lifting: Lifting) -> bool:
    return 0 in lifting.symbols.values() or any(array.size == 0 for array in lifting.arrays)
