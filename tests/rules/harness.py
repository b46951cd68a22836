"""Holds every rule against NumPy itself.

`check("numpy.zeros", (2, 3), dtype="f4")` calls NumPy for the truth, abstracts the same arguments in degrees
of ignorance (everything known, strides forgotten, axes as symbols, ...), calls the rule on each of them, and
asserts that nothing that it says is wrong. With everything known, the rule must also answer, exactly.
"""

from __future__ import annotations

import enum
import inspect
import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

import bytelens.rules  # noqa: F401 - registers the rules
from bytelens.analysis.memo import refuse_subclasses
from bytelens.rules.registry import Rule, Unmodelled, WouldRaise, find_method, find_rule, resolve
from bytelens.values.arrays import Array, Scalar, Strides, c_strides, f_strides, same_dtype
from bytelens.values.dims import Dim, Shape, SomeInt, Symbolic, substitute, symbol
from bytelens.values.kinds import UNKNOWN, Made, Mapping, Sequence, Slice, Typed, Union, Unknown, Value

INT64 = range(-(2**63), 2**63)
SERIES = tuple(getattr(np.polynomial, name) for name in np.polynomial.__all__ if name[0].isupper())
CLASSES = (np.ndarray, np.matrix, np.ma.MaskedArray, np.recarray, np.memmap)
"""The classes of arrays that are lifted, as what they are."""


class Verdict(enum.IntEnum):
    """How much a rule says, from nothing to everything.

    BOUNDED: an axis is known to be at most so long, or it may be a view or a copy.
    """

    SILENT = 0
    PARTIAL = 1
    BOUNDED = 2
    EXACT = 3


class Blur(enum.Enum):
    """What an abstraction of real arguments leaves out."""

    NOTHING = enum.auto()
    STRIDES = enum.auto()
    AXES = enum.auto()
    """Axes are symbols, the same one for equal lengths; numbers are known."""
    NUMBERS = enum.auto()
    """Every axis and every int is a symbol of its own, every float, complex and bool just one of its type.

    Negative ints stay: they are axes, steps and the -1 of a reshape, which programs write as constants. An
    int that is not known fits into 64 bits.
    """
    LENGTHS = enum.auto()
    """Axes are bounded or unknown ints; ints are unknown."""
    DTYPE = enum.auto()
    RANK = enum.auto()


@dataclass(slots=True)
class Lifting:
    """Abstracts real objects; remembers which array has which identity and what the symbols stand for."""

    blur: Blur
    arrays: list[np.ndarray[Any, Any]] = field(default_factory=list)
    symbols: dict[str, Dim] = field(default_factory=dict)

    def lift(self, value: object) -> Value:
        if isinstance(value, np.ndarray) and type(value) in CLASSES:
            return self._array(value)
        if isinstance(value, np.generic):
            return Scalar(value.dtype, None if self.blur is Blur.NUMBERS else value)
        if isinstance(value, bool | float | complex) and self.blur is Blur.NUMBERS:
            return Typed(type(value))
        if type(value) is int:
            return self._number(value)
        if type(value) is tuple:
            return tuple(map(self.lift, value))
        if isinstance(value, list):
            return Sequence(tuple(map(self.lift, value)))
        if isinstance(value, dict):
            return Mapping(tuple((key, self.lift(entry)) for key, entry in value.items()))
        if isinstance(value, slice):
            return Slice(self.lift(value.start), self.lift(value.stop), self.lift(value.step))
        if isinstance(value, np.random.Generator | np.random.RandomState | np.random.SeedSequence):
            return Typed(type(value))
        if isinstance(value, np.poly1d):
            return Made(np.poly1d, () if self.blur is Blur.DTYPE else (value.coeffs.dtype,))
        if type(value) in SERIES:
            return Made(type(value), ())
        return value

    def identity(self, array: np.ndarray[Any, Any]) -> int:
        """The number (from 1) of the array object among the arguments, 0 for another."""
        return next((number for number, known in enumerate(self.arrays, 1) if known is array), 0)

    def _array(self, value: np.ndarray[Any, Any]) -> Array:
        if not self.identity(value):
            self.arrays.append(value)
        number = self.identity(value)
        shape = None if self.blur is Blur.RANK else tuple(map(self._axis, value.shape))
        dtype = None if self.blur is Blur.DTYPE else value.dtype
        strides = self._strides(value, shape)
        return Array(shape, dtype, strides, self._buffer(value), True, number, type(value))

    def _strides(self, value: np.ndarray[Any, Any], shape: Shape | None) -> Strides | None:
        if self.blur in (Blur.NOTHING, Blur.DTYPE):
            return value.strides
        if shape is None or self.blur not in (Blur.AXES, Blur.NUMBERS) or value.size == 0:
            return None
        for layout in (c_strides, f_strides):
            if value.strides == layout(value.shape, value.itemsize):
                return layout(shape, value.itemsize)
        return None

    def _buffer(self, value: np.ndarray[Any, Any]) -> int:
        """Arguments that look into the same memory have the same buffer."""
        return next(number for number, known in enumerate(self.arrays, 1) if _share(known, value))

    def _axis(self, length: int) -> Dim:
        if self.blur is Blur.AXES:
            self.symbols[f"len{length}"] = length
            return symbol(f"len{length}")
        if self.blur is Blur.NUMBERS:
            return self._fresh(length)
        if self.blur is Blur.LENGTHS:
            return SomeInt(length) if length % 2 else SomeInt()
        return length

    def _number(self, value: int) -> Dim:
        if self.blur is Blur.NUMBERS and 0 <= value < 2**63:
            return self._fresh(value)
        return SomeInt() if self.blur is Blur.LENGTHS and value in INT64 else value

    def _fresh(self, value: int) -> Symbolic:
        name = f"n{len(self.symbols)}"
        self.symbols[name] = value
        return symbol(name)


class Calls:
    """The context of contextual rules: calls other rules."""

    def call(self, function: Value, *arguments: Value) -> Value:
        rule = find_rule(function)
        if rule is None:
            return UNKNOWN
        return rule.function(*arguments)


def check(name: str, *args: Any, expect: Verdict = Verdict.EXACT, **keywords: Any) -> Verdict | None:
    """Assert that the rule of the callable `name` says nothing wrong about `name(*args, **keywords)`.

    For a method or an attribute of a class, the first argument is the instance. Returns how much the rule
    says when it is told everything, which is asserted to be `expect` at least; None where NumPy raises.
    """
    truth = _truth(name, args, keywords)
    verdicts = {blur: _verdict(name, blur, args, keywords, truth) for blur in Blur}
    if isinstance(truth, Exception):
        return None
    told_everything = verdicts[Blur.NOTHING]
    assert told_everything >= expect, f"{_text(name, args, keywords)}: only {told_everything.name}"
    return told_everything


def rule_of(name: str) -> Rule:
    """The rule registered for a callable, found as the analysis finds it."""
    owner_name, _, attribute = name.rpartition(".")
    owner = resolve(owner_name)
    rule = find_method(owner, attribute) if isinstance(owner, type) else find_rule(getattr(owner, attribute))
    assert rule is not None, f"{name} has no rule"
    return rule


def _truth(name: str, args: tuple[Any, ...], keywords: dict[str, Any]) -> object:
    """What NumPy returns, or the exception that it raises."""
    target = resolve(name)
    passed = [value for value in args if isinstance(value, np.ndarray)]
    before = [value.copy() for value in passed]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            result = target(*args, **keywords) if callable(target) else getattr(args[0], name.rpartition(".")[2])
        except Exception as error:
            return error
    if not rule_of(name).writes:
        for value, old in zip(passed, before, strict=True):
            untouched = value is result or value.dtype.hasobject or _bytes(value) == _bytes(old)
            assert untouched, f"{name} writes to its arguments, and its rule does not say so"
    return result


def _bytes(array: np.ndarray[Any, Any]) -> bytes:
    """All elements, and which of them are masked. Bytes between fields don't count."""
    if array.dtype.names is not None:
        return repr(array.tolist()).encode()
    mask = np.ma.getmaskarray(array).tobytes() if isinstance(array, np.ma.MaskedArray) else b""
    return array.view(np.ndarray).tobytes() + mask


def _verdict(name: str, blur: Blur, args: tuple[Any, ...], keywords: dict[str, Any], truth: object) -> Verdict:
    lifting = Lifting(blur)
    claim = _claim(rule_of(name), lifting, args, keywords, truth)
    if isinstance(claim, Unknown) or isinstance(truth, Exception):
        return Verdict.SILENT
    try:
        return _compare(claim, truth, lifting)
    except AssertionError as error:
        known = f"{blur.name} unknown, symbols {lifting.symbols}"
        message = f"{_text(name, args, keywords)} ({known}):\n  claim {claim!r}\n  truth {_shown(truth)}"
        raise AssertionError(message) from error


def _claim(rule: Rule, lifting: Lifting, args: tuple[Any, ...], keywords: dict[str, Any], truth: object) -> Value:
    """What the rule says; UNKNOWN where it declines, or where its signature does not take the arguments."""
    lifted = tuple(map(lifting.lift, args))
    named = {key: lifting.lift(value) for key, value in keywords.items()}
    if rule.contextual:
        lifted = (Calls(), *lifted)
    try:
        inspect.signature(rule.function).bind(*lifted, **named)
    except TypeError:
        return UNKNOWN
    claim: Value = UNKNOWN
    refusal: WouldRaise | None = None
    try:
        refuse_subclasses(rule, (*lifted, *named.values()))
        claim = rule.function(*lifted, **named)
    except WouldRaise as error:
        refusal = error
    except Unmodelled:
        pass
    except Exception as error:
        call = _text(rule.name, args, keywords)
        raise AssertionError(f"{call} ({lifting.blur.name} unknown): the rule fails: {error!r}") from error
    if refusal is not None and not isinstance(truth, Exception):
        raise AssertionError(f"{_text(rule.name, args, keywords)} ({lifting.blur.name} unknown): {refusal!r}")
    return claim


def _compare(claim: Value, truth: object, lifting: Lifting) -> Verdict:
    """Assert that `claim` says nothing wrong about `truth`; how much it says."""
    if isinstance(claim, Unknown):
        return Verdict.SILENT
    if isinstance(claim, Union):
        return _compare_options(claim, truth, lifting)
    if isinstance(claim, Array):
        if claim.shape is None and isinstance(truth, np.generic):
            return _compare(Scalar(claim.dtype), truth, lifting)
        assert isinstance(truth, np.ndarray), "no array"
        assert type(truth) is claim.type, "another class"
        _compare_memory(claim, truth, lifting)
        return _compare_array(claim, truth, lifting)
    if isinstance(claim, Scalar):
        assert isinstance(truth, np.generic)
        assert claim.dtype is None or same_dtype(claim.dtype, truth.dtype)
        assert claim.value is None or repr(claim.value) == repr(truth)
        return Verdict.PARTIAL if claim.dtype is None else Verdict.EXACT
    if isinstance(claim, Symbolic | SomeInt):
        assert type(truth) is int
        return _compare_dim(claim, truth, lifting)
    if isinstance(claim, Typed):
        assert type(truth) is claim.type
        return Verdict.EXACT
    if isinstance(claim, Made):
        assert type(truth) is claim.maker
        assert not isinstance(truth, np.poly1d) or claim.given in ((), (truth.coeffs.dtype,))
        return Verdict.EXACT
    if isinstance(claim, tuple):
        assert isinstance(truth, tuple)
        return _compare_items(claim, truth, lifting)
    if isinstance(claim, Sequence):
        assert isinstance(truth, list)
        return _compare_list(claim, truth, lifting)
    assert type(claim) is type(truth)
    assert claim == truth or claim != claim, "a constant, or nan"
    return Verdict.EXACT


def _compare_options(claim: Union, truth: object, lifting: Lifting) -> Verdict:
    """One of the options holds."""
    for option in claim.options:
        with suppress(AssertionError):
            return min(_compare(option, truth, lifting), Verdict.BOUNDED)
    raise AssertionError("none of the options holds")


def _compare_list(claim: Sequence, truth: list[Any], lifting: Lifting) -> Verdict:
    if claim.items is not None:
        return _compare_items(claim.items, tuple(truth), lifting)
    length = _compare_dim(claim.length, len(truth), lifting)
    return min([length, *(_compare(claim.element, item, lifting) for item in truth)])


def _compare_items(claim: tuple[Value, ...], truth: tuple[Any, ...], lifting: Lifting) -> Verdict:
    assert len(claim) == len(truth)
    pairs = zip(claim, truth, strict=True)
    return min((_compare(said, real, lifting) for said, real in pairs), default=Verdict.EXACT)


def _compare_array(claim: Array, truth: np.ndarray[Any, Any], lifting: Lifting) -> Verdict:
    assert claim.dtype is None or same_dtype(claim.dtype, truth.dtype), "dtype"
    if claim.shape is None:
        return Verdict.PARTIAL
    assert len(claim.shape) == truth.ndim, "rank"
    axes = [_compare_dim(said, real, lifting) for said, real in zip(claim.shape, truth.shape, strict=True)]
    if claim.strides is not None:
        _compare_strides(claim.strides, truth, lifting)
    dtype = Verdict.PARTIAL if claim.dtype is None else Verdict.EXACT
    return min([dtype, Verdict.EXACT if claim.certain else Verdict.BOUNDED, *axes])


def _compare_dim(claim: Dim, truth: int, lifting: Lifting) -> Verdict:
    if not isinstance(claim, SomeInt):
        real = substitute(claim, lifting.symbols)
        assert real == truth or (_is_below_zero(claim, real) and truth == 0), f"{claim} is not {truth}"
        return Verdict.EXACT
    if claim.at_most is None:
        return Verdict.PARTIAL
    most = substitute(claim.at_most, lifting.symbols)
    assert isinstance(most, int), "the bound has symbols that are not in the arguments"
    assert truth <= max(most, 0), f"{truth} is more than {most}"
    return Verdict.BOUNDED


def _is_below_zero(claim: Dim, value: Dim) -> bool:
    """A formula below 0 stands for an axis without elements: `n - 1` for `a[1:]`, `b - a` for `arange`."""
    return isinstance(claim, Symbolic) and isinstance(value, int) and value < 0


def _compare_strides(claim: Strides, truth: np.ndarray[Any, Any], lifting: Lifting) -> None:
    assert len(claim) == truth.ndim
    for said, real, length in zip(claim, truth.strides, truth.shape, strict=True):
        if length > 1 and truth.size:
            _compare_dim(said, real, lifting)


def _compare_memory(claim: Array, truth: np.ndarray[Any, Any], lifting: Lifting) -> None:
    """A claim of a fresh buffer, of a view or of the same object holds. Without bytes, neither is judged."""
    if not claim.certain:
        return
    same = lifting.identity(truth)
    assert claim.identity in (0, same), "it is another object"
    if truth.nbytes == 0:
        return
    assert claim.identity == same, "it is an argument itself"
    sharing = [array for array in lifting.arrays if _share(array, truth)]
    if claim.buffer is None:
        assert not sharing, "it looks into an argument"
    else:
        assert any(array is lifting.arrays[claim.buffer - 1] for array in sharing), "it looks elsewhere"


def _share(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> bool:
    return _root(a) is _root(b) or np.may_share_memory(a, b)


def _root(array: Any) -> Any:
    while getattr(array, "base", None) is not None:
        array = array.base
    return array


def _text(name: str, args: tuple[Any, ...], keywords: dict[str, Any]) -> str:
    shown = [_shown(arg) for arg in args] + [f"{key}={_shown(value)}" for key, value in keywords.items()]
    return f"{name}({', '.join(shown)})"


def _shown(value: object) -> str:
    if isinstance(value, np.ndarray):
        kind = "" if type(value) is np.ndarray else f"{type(value).__name__} "
        return f"<{kind}{value.dtype.str}{list(value.shape)} strides {value.strides}>"
    if isinstance(value, tuple | list):
        return f"{type(value).__name__}({', '.join(map(_shown, value))})"
    return repr(value)
