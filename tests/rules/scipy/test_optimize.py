"""SciPy's fits, roots and minima, held against SciPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import bytelens.rules.scipy.optimize  # noqa: F401 - registers the rules
from bytelens.rules.registry import Unmodelled
from bytelens.values.kinds import UNKNOWN, Mapping, Sequence

from ..harness import Verdict, check, rule_of

STARTS = [1, 1.0, [1.0, 2.0], (1, 2), np.ones(2, "f4"), np.ones((2, 2)), np.arange(3), np.ones(1, "i2")]


def line(x: Any, a: Any, b: Any = 1) -> Any:
    return a * x + b


def any_curve(x: Any, *parameters: Any) -> Any:
    return parameters[0] * x + parameters[1]


def off(x: Any) -> Any:
    return np.ravel(x) - 0.5


def squares(x: Any) -> float:
    return float(np.sum(off(x) ** 2))


@pytest.mark.parametrize("code", ["i4", "f4", "f8"])
def test_fits(code: str) -> None:
    x = np.arange(5).astype(code)
    check("scipy.optimize.curve_fit", line, x, 2 * x + 1)
    check("scipy.optimize.curve_fit", lambda x, a: a * x, x, 2 * x)
    check("scipy.optimize.curve_fit", line, x.tolist(), 2 * x + 1, bounds=(0, 10))
    for guess in ([1, 1], np.ones(2, "f4"), (1.0, 1.0)):
        check("scipy.optimize.curve_fit", any_curve, x, 2 * x + 1, guess)
        check("scipy.optimize.curve_fit", any_curve, x, 2 * x + 1, p0=guess, bounds=(0, 10), method="trf")
    check("scipy.optimize.curve_fit", lambda x, a: a * x, x, 2 * x, p0=1.0)


def test_how_many_parameters_is_asked_of_functions_only() -> None:
    fit = rule_of("scipy.optimize.curve_fit").function
    unclear: list[Callable[..., Any]] = [any_curve, np.vectorize(line), max]
    for function in unclear:
        with pytest.raises(Unmodelled):
            fit(function, (), ())


@pytest.mark.parametrize("start", STARTS, ids=repr)
def test_places(start: Any) -> None:
    check("scipy.optimize.leastsq", off, start, expect=Verdict.PARTIAL)
    check("scipy.optimize.fsolve", off, start)
    check("scipy.optimize.fmin", squares, start, disp=0, expect=Verdict.PARTIAL)


@pytest.mark.parametrize("name", ["brentq", "brenth", "bisect", "ridder"])
@pytest.mark.parametrize("ends", [(0, 2), (0.0, 2.0), (np.float32(0), np.float32(2))])
def test_roots(name: str, ends: tuple[Any, Any]) -> None:
    check(f"scipy.optimize.{name}", lambda x: x - 1.25, *ends)
    check(f"scipy.optimize.{name}", lambda x, y: x - y, *ends, (1.25,))
    check(f"scipy.optimize.{name}", lambda x: x - 1.25, *ends, full_output=True, expect=Verdict.SILENT)


@pytest.mark.parametrize("shape", [(3, 3), (2, 4), (4, 2), (0, 3), (1, 1)])
def test_assignments(shape: tuple[int, int]) -> None:
    check("scipy.optimize.linear_sum_assignment", np.ones(shape))


@pytest.mark.parametrize("passed", [Sequence(()), Mapping(()), (Sequence(()),)])
def test_what_a_function_may_change_is_not_passed_on(passed: Any) -> None:
    search = rule_of("scipy.optimize.leastsq").function
    with pytest.raises(Unmodelled):
        search(off, 1.0, (passed,))
    assert search(off, 1.0, (UNKNOWN, 1.0)) == search(off, 1.0)
