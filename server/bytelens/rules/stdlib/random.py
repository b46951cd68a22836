"""`random`: numbers that are not known, and what is chosen. Source: https://docs.python.org/3/library/random.html"""

from __future__ import annotations

from ...values.dims import SOME_INT, Dim, SomeInt, Symbolic, subtract, upper_bound
from ...values.kinds import Mapping, Sequence, Typed, Value
from ..iterated import iterated
from ..registry import Context, Unmodelled, WouldRaise, rule

_OF_NUMBERS = (
    *("random", "uniform", "triangular", "betavariate", "expovariate", "gammavariate", "gauss", "normalvariate"),
    *("lognormvariate", "vonmisesvariate", "paretovariate", "weibullvariate"),
)


@rule(*(f"random.{name}" for name in _OF_NUMBERS))
def some_float(*numbers: Value, **named: Value) -> Value:
    """A float, if the arguments are Python's own numbers: others make it one of theirs."""
    if all(map(_is_number, (*numbers, *named.values()))):
        return Typed(float)
    raise Unmodelled("it is computed with the arguments")


@rule("random.randint")
def randint(a: Value, b: Value) -> Value:
    """An int of at most `b`."""
    return SomeInt(_bound(b))


@rule("random.randrange")
def randrange(start: Value, stop: Value = None, step: Value = 1) -> Value:
    """An int of a range."""
    end = start if stop is None else stop
    if not isinstance(step, int) or step < 0 or not isinstance(end, int | Symbolic | SomeInt):
        return SOME_INT
    return SomeInt(_bound(subtract(end, 1)))


@rule("random.getrandbits")
def getrandbits(k: Value, /) -> Value:
    """An int of so many bits."""
    return SOME_INT


@rule("random.randbytes")
def randbytes(n: Value) -> Value:
    """So many bytes."""
    return Typed(bytes)


@rule("random.choice", contextual=True)
def choice(context: Context, seq: Value) -> Value:
    """One of the items."""
    items = _population(seq)
    if items.count == 0:
        raise WouldRaise("nothing to choose from")
    return context.any_of(items)


@rule("random.choices", contextual=True)
def choices(
    context: Context, population: Value, weights: Value = None, *, cum_weights: Value = None, k: Value = 1
) -> Value:
    """A new list of `k` items, each may be any of them."""
    return Sequence(None, context.any_of(_population(population)), _length(k))


@rule("random.sample", contextual=True)
def sample(context: Context, population: Value, k: Value, *, counts: Value = None) -> Value:
    """A new list of `k` different items."""
    items = _population(population)
    if isinstance(k, int) and isinstance(items.count, int) and counts is None and not 0 <= k <= items.count:
        raise WouldRaise("more than there are")
    return Sequence(None, context.any_of(items), _length(k))


def _population(value: Value) -> Sequence:
    """What is chosen from by index. Raises Unmodelled for dicts, whose keys may be no indices, and for iterators."""
    if isinstance(value, Mapping) or (isinstance(value, Sequence) and value.kind == "iterator"):
        raise Unmodelled("not a sequence")
    if isinstance(value, range) and len(value):
        return Sequence(None, SomeInt(max(value[0], value[-1])), len(value))
    return iterated(value)


def _length(k: Value) -> Dim:
    return k if isinstance(k, int | Symbolic | SomeInt) else SOME_INT


def _bound(value: Value) -> int | Symbolic | None:
    return upper_bound(value) if isinstance(value, int | Symbolic | SomeInt) else None


def _is_number(value: Value) -> bool:
    if isinstance(value, Typed):
        return value.type in (int, float)
    return value is None or isinstance(value, int | float | Symbolic | SomeInt)
