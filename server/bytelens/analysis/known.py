"""Values that the program's text determines: small ones are computed, by NumPy itself.

`x = np.array([3, 1, 2])` leaves nothing open: `x[x > 1]` has two elements, and `np.zeros(x)` is of shape (3, 1, 2).
Where all arguments of a callable are known, NumPy is called with them, for what the rule leaves open. Results are kept
where they are small. No code of the program runs, and nothing that has effects: NumPy gets arrays that cannot be
written to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import BuiltinFunctionType, FunctionType, NoneType
from typing import TYPE_CHECKING, Any

import numpy as np

from ..rules.registry import Rule, Unmodelled, WouldRaise, resolve
from ..values.arrays import Array, Contents, Scalar, same_dtype, view_of
from ..values.dims import Dim, upper_bound
from ..values.kinds import UNKNOWN, Sequence, Slice, Typed, Union, Value, retupled
from .forms import parts

if TYPE_CHECKING:
    from .machine import Machine

MOST_ELEMENTS = 10_000
MOST_OF_ANY_DTYPE = 100
"""Results whose dtype depends on the data (eigenvalues, roots) cost much more than their length tells."""
MOST_COMPUTED = 1_000_000
MOST_ASKED = 2_000
LARGEST_ASKED = 1_024

_CONSTANTS = frozenset({bool, int, float, complex, str, bytes, NoneType, range, type(Ellipsis)})
_CALLABLES = (type, np.dtype, np.ufunc, FunctionType, BuiltinFunctionType, type(np.concatenate))
_BUILTINS = frozenset(
    f"builtins.{name}"
    for name in ("int", "float", "complex", "bool", "abs", "round", "min", "max", "sum", "any", "all")
)
_EFFECTS = frozenset(
    {
        "tofile",
        "dump",
        "dumps",
        "setflags",
        "resize",
        "set_printoptions",
        "seterr",
        "seterrcall",
        "setbufsize",
        "info",
        "as_strided",
    }
    | {"save", "savez", "savez_compressed", "savetxt", "load", "loadtxt", "genfromtxt", "fromfile", "fromregex"}
    | {"open_memmap", "show_config", "show_runtime", "get_include", "test", "empty", "empty_like", "set_numeric_ops"}
)
_CHAPTERS = (
    "numpy.linalg",
    "numpy.fft",
    "numpy.polynomial",
    "numpy.lib",
    "numpy.strings",
    "numpy.char",
    "numpy.ma",
    "numpy.rec",
)


@dataclass(slots=True)
class Passed:
    """The arrays that were passed to NumPy, abstract and real."""

    arrays: list[tuple[Array, np.ndarray[Any, Any]]] = field(default_factory=list)

    def add(self, array: Array, elements: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """The object to pass: methods of subclasses may change more than elements, so these get one of their own."""
        given = elements if type(elements) is np.ndarray else elements.copy()
        self.arrays.append((array, given))
        return given


def refined(machine: Machine, rule: Rule, said: Value, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """What a rule has said, with values where they are known and small."""
    for value in arguments:
        if type(value) is Array and value.contents is None:
            return said
    if not rule.determined or rule.writes or not _is_open(said) or not _has_values(rule):
        return said
    if any(isinstance(value, range) and len(value) > MOST_ELEMENTS for value in arguments):
        return said
    passed = Passed()
    try:
        real = _computed(machine, rule_target(rule.name), arguments, keywords, passed)
    except Unmodelled:
        return said
    return _attached(said, real, passed)


def asked(machine: Machine, rule: Rule, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """What NumPy gives where a rule does not know, if the arguments are known and small; else UNKNOWN."""
    if not rule.determined or rule.writes or not _has_values(rule):
        return UNKNOWN
    return _asked(machine, rule_target(rule.name), arguments, keywords)


def result(machine: Machine, function: Value, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """What a function of NumPy's gives for which there is no rule; UNKNOWN unless its arguments are known and small."""
    if not callable(function) or not _may_be_called(function):
        return UNKNOWN
    return _asked(machine, function, arguments, keywords)


def method_result(
    machine: Machine, receiver: Value, name: str, arguments: list[Value], keywords: dict[str, Value]
) -> Value:
    """The same for a method of an array or a NumPy scalar."""
    kind = receiver.type if isinstance(receiver, Array) else np.generic
    function = getattr(kind, name, None)
    if name.startswith("_") or name in _EFFECTS or function is None or not isinstance(receiver, Array | Scalar):
        return UNKNOWN
    return _asked(machine, function, [receiver, *arguments], keywords)


@lru_cache(maxsize=4096)
def rule_target(name: str) -> Callable[..., Any]:
    """The callable that a rule stands for; of an attribute, what reads it."""
    owner, _, attribute = name.rpartition(".")
    target = getattr(resolve(owner), attribute, None)
    return target if callable(target) else lambda value: getattr(value, attribute)


def truth_of(array: Array) -> bool | None:
    """`bool(array)` where it is known."""
    if array.contents is None or array.contents.elements.size != 1:
        return None
    return bool(array.contents.elements)


def _has_values(rule: Rule) -> bool:
    if rule.is_of_python:
        return rule.name in _BUILTINS
    return not rule.contextual and not rule.name.startswith("numpy.random.")


def _is_open(said: Value) -> bool:
    """Whether something is left to know that is small enough to be computed."""
    if isinstance(said, Array):
        return said.contents is None and _most_elements(said) <= MOST_ELEMENTS
    if isinstance(said, Scalar):
        return said.value is None and (said.dtype is None or said.dtype.kind != "V")
    if isinstance(said, tuple | Sequence):
        return _is_small(said) and any(map(_is_open, parts(said)))
    if isinstance(said, Union):
        return all(map(_is_open, said.options))
    return type(said) not in _CONSTANTS and not isinstance(said, _CALLABLES)


def _is_small(said: Value) -> bool:
    return sum(_most_elements(part) for part in parts(said) if isinstance(part, Array)) <= MOST_ELEMENTS


def _most_elements(array: Array) -> float:
    if array.shape is None or (array.dtype is not None and array.dtype.hasobject):
        return float("inf")
    total = 1.0 if array.dtype is not None else MOST_ELEMENTS / MOST_OF_ANY_DTYPE
    for length in array.shape:
        total *= _most(length)
    return total


def _most(length: Dim) -> float:
    bound = upper_bound(length)
    return bound if isinstance(bound, int) else float("inf")


def _asked(machine: Machine, function: Callable[..., Any], arguments: list[Value], keywords: dict[str, Value]) -> Value:
    passed = Passed()
    try:
        if sum(map(_weight, (*arguments, *keywords.values()))) > MOST_ASKED:
            return UNKNOWN
        real = _computed(machine, function, arguments, keywords, passed)
    except Unmodelled:
        return UNKNOWN
    return _abstract(real, passed)


def _computed(
    machine: Machine,
    function: Callable[..., Any],
    arguments: list[Value],
    keywords: dict[str, Value],
    passed: Passed,
) -> Any:
    """What a callable returns. Raises Unmodelled where an argument is not known, WouldRaise where NumPy raises.

    passed: gets the arrays among the arguments.
    """
    real = [_real(value, passed) for value in arguments]
    named = {name: _real(value, passed) for name, value in keywords.items()}
    if machine.computed > MOST_COMPUTED:
        machine.refuse()
        raise Unmodelled("more than is computed for one analysis")
    try:
        made = function(*real, **named)
    except Exception as error:
        raise WouldRaise(str(error)) from error
    machine.computed += 1 + sum(int(part.size) for part in (made, *real) if isinstance(part, np.ndarray))
    return made


def _real(value: Value, passed: Passed) -> Any:
    """The Python object itself. Raises Unmodelled where part of it is not known."""
    kind = type(value)
    if kind in _CONSTANTS:
        return value
    if isinstance(value, Array):
        if value.contents is None:
            raise Unmodelled("elements are not known")
        return passed.add(value, value.contents.elements)
    if isinstance(value, Scalar) and value.value is not None:
        return value.value
    if isinstance(value, tuple):
        return tuple([_real(item, passed) for item in value])
    if isinstance(value, Sequence) and value.items is not None and value.kind in ("list", "range"):
        return [_real(item, passed) for item in value.items]
    if isinstance(value, Slice):
        return slice(_real(value.start, passed), _real(value.stop, passed), _real(value.step, passed))
    if isinstance(value, _CALLABLES):
        return value
    raise Unmodelled("not known")


def _weight(value: Value) -> float:
    """How much there is in an argument; too much for large numbers, which may stand for lengths."""
    if isinstance(value, Array):
        if value.contents is None:
            raise Unmodelled("elements are not known")
        return _weight_of(value.contents.elements)
    if isinstance(value, int):
        return 1 if abs(value) <= LARGEST_ASKED else float("inf")
    if isinstance(value, str | bytes | range):
        return len(value)
    return 1 + sum(map(_weight, parts(value)))


def _weight_of(elements: np.ndarray[Any, Any]) -> float:
    numbers = elements.size and elements.dtype.kind in "iu" and elements.size <= MOST_ASKED
    if numbers and (elements.max() > LARGEST_ASKED or elements.min() < -LARGEST_ASKED):
        return float("inf")
    return elements.size


def _attached(said: Value, real: Any, passed: Passed) -> Value:
    """What was said, with the values of the real result; what was said where they do not fit."""
    if isinstance(said, Array) and isinstance(real, np.ndarray):
        if said.shape != real.shape or not same_dtype(said.dtype, real.dtype) or said.type is not type(real):
            return _abstract(real, passed) if _agrees(said, real) else said
        kept = _contents(real, passed, copied=said.buffer is None)
        memory = (said.buffer, said.certain, said.identity)
        return Array(said.shape, said.dtype, said.strides, *memory, said.type, kept)
    if isinstance(said, Scalar) and isinstance(real, np.generic):
        return Scalar(said.dtype, real) if same_dtype(said.dtype, real.dtype) else said
    if isinstance(said, Union):
        return _abstract(real, passed)
    if isinstance(said, tuple) and isinstance(real, tuple) and len(said) == len(real):
        return retupled(said, [_attached(part, item, passed) for part, item in zip(said, real, strict=True)])
    if (
        isinstance(said, Sequence)
        and isinstance(real, list)
        and said.items is not None
        and len(said.items) == len(real)
    ):
        items = tuple(_attached(part, item, passed) for part, item in zip(said.items, real, strict=True))
        return replace(said, items=items)
    if isinstance(said, Typed):
        return real if type(real) is said.type and type(real) in _CONSTANTS else said
    if isinstance(said, tuple | Sequence | Array | Scalar):
        return said
    return real if type(real) in _CONSTANTS else said


def _agrees(said: Array, real: np.ndarray[Any, Any]) -> bool:
    """Whether what was said leaves open what is real."""
    if said.type is not type(real) or (said.dtype is not None and not same_dtype(said.dtype, real.dtype)):
        return False
    if said.shape is None:
        return True
    pairs = zip(said.shape, real.shape, strict=False)
    return len(said.shape) == real.ndim and all(not isinstance(a, int) or a == b for a, b in pairs)


def _abstract(real: Any, passed: Passed) -> Value:
    """A value for a real object; UNKNOWN for what is none of NumPy's or Python's plain ones."""
    if isinstance(real, np.ndarray):
        return _abstract_array(real, passed)
    if isinstance(real, np.generic):
        return Scalar(real.dtype, None if real.dtype.kind in "VO" else real)
    if type(real) in _CONSTANTS or isinstance(real, np.dtype | type):
        return real
    if isinstance(real, tuple):
        return retupled(real, [_abstract(item, passed) for item in real])
    if isinstance(real, list):
        return Sequence(tuple(_abstract(item, passed) for item in real))
    return UNKNOWN


_CLASSES = frozenset({np.ndarray, np.ma.MaskedArray, np.matrix, np.recarray})


def _abstract_array(real: np.ndarray[Any, Any], passed: Passed) -> Value:
    if type(real) not in _CLASSES:
        return UNKNOWN
    for array, elements in passed.arrays:
        if elements is real:
            return array
        if _root(elements) is _root(real):
            view = view_of(array, real.shape, real.strides, real.dtype)
            return replace(view, contents=_contents(real, passed), type=type(real))
    # Other results may look into the memory of which it is only a part.
    alone = _root(real).nbytes == real.nbytes
    return Array(real.shape, real.dtype, real.strides, certain=alone, type=type(real), contents=_contents(real, passed))


def _contents(real: np.ndarray[Any, Any], passed: Passed, *, copied: bool = False) -> Contents | None:
    """Elements to keep: nothing can write to them.

    Scalars of structures look into their array; a mask may be the memory of another array.
    """
    if real.size > MOST_ELEMENTS or real.dtype.hasobject or real.dtype.names is not None or _has_mask_of(real, passed):
        return None
    if copied and not real.flags.writeable:
        real = real.copy()
    real.flags.writeable = False
    return Contents(real)


def _has_mask_of(real: np.ndarray[Any, Any], passed: Passed) -> bool:
    if not isinstance(real, np.ma.MaskedArray):
        return False
    mask = np.ma.getmask(real)
    masks = (np.ma.getmask(elements) for _, elements in passed.arrays)
    others = (*(elements for _, elements in passed.arrays), *masks)
    return mask is not np.ma.nomask and any(np.may_share_memory(mask, other) for other in others)


def _root(array: Any) -> Any:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _may_be_called(function: Callable[..., Any]) -> bool:
    """Whether it is a function of NumPy's without effects."""
    if isinstance(function, type) or getattr(function, "__name__", "_").startswith("_"):
        return False
    module = getattr(function, "__module__", None) or ""
    own = isinstance(function, np.ufunc) or module == "numpy" or module.startswith(_CHAPTERS)
    return own and function.__name__ not in _EFFECTS
