"""Random sampling, by `Generator`, by `RandomState` and by the functions of `numpy.random`.

Sources: https://numpy.org/doc/stable/reference/random/generator.html,
https://numpy.org/doc/stable/reference/random/legacy.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..values.arrays import Array, DType, Scalar, new_array
from ..values.dims import SOME_INT, Shape, SomeInt, Symbolic
from ..values.kinds import Typed, Unknown, Value
from .arguments import as_axis, as_length, as_shape, concrete, is_scalar, known_rank
from .asking import asking
from .broadcasting import broadcast_shapes
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .registry import Rule, Unmodelled, WouldRaise, add_rule, resolve

DISTRIBUTIONS: dict[str, dict[str, float]] = {
    "beta": {"a": 1, "b": 1},
    "binomial": {"n": 1, "p": 0.5},
    "chisquare": {"df": 1},
    "exponential": {"scale": 1},
    "f": {"dfnum": 1, "dfden": 1},
    "gamma": {"shape": 1, "scale": 1},
    "geometric": {"p": 0.5},
    "gumbel": {"loc": 0, "scale": 1},
    "hypergeometric": {"ngood": 1, "nbad": 1, "nsample": 1},
    "laplace": {"loc": 0, "scale": 1},
    "logistic": {"loc": 0, "scale": 1},
    "lognormal": {"mean": 0, "sigma": 1},
    "logseries": {"p": 0.5},
    "negative_binomial": {"n": 1, "p": 0.5},
    "noncentral_chisquare": {"df": 1, "nonc": 1},
    "noncentral_f": {"dfnum": 1, "dfden": 1, "nonc": 1},
    "normal": {"loc": 0, "scale": 1},
    "pareto": {"a": 1},
    "poisson": {"lam": 1},
    "power": {"a": 1},
    "random": {},
    "random_sample": {},
    "rayleigh": {"scale": 1},
    "standard_cauchy": {},
    "standard_exponential": {},
    "standard_gamma": {"shape": 1},
    "standard_normal": {},
    "standard_t": {"df": 1},
    "tomaxint": {},
    "triangular": {"left": 0, "mode": 1, "right": 2},
    "uniform": {"low": 0, "high": 1},
    "vonmises": {"mu": 0, "kappa": 1},
    "wald": {"mean": 1, "scale": 1},
    "weibull": {"a": 1},
    "zipf": {"a": 2},
}
"""The parameters of each distribution, with valid arguments, so that NumPy can be asked for one sample."""

KEYWORDS: dict[str, tuple[str, ...]] = {
    "random": ("dtype", "out"),
    "standard_normal": ("dtype", "out"),
    "standard_gamma": ("dtype", "out"),
    "standard_exponential": ("dtype", "method", "out"),
}
"""What methods of `Generator` take after `size`."""

SINGLE = {"ranf": "random_sample", "sample": "random_sample"}
"""Functions of `numpy.random` that have another name among the methods."""


def drawn(kind: type, name: str, *arguments: Value, **keywords: Value) -> Value:
    """Samples of a distribution: `size` gives the shape, else its parameters, broadcast.

    Where all of these are numbers it is one number, a Python one mostly: NumPy is asked.
    """
    parameters = DISTRIBUTIONS[name]
    bound = _bound((*parameters, "size", *KEYWORDS.get(name, ())), arguments, keywords)
    out = bound.get("out")
    if out is not None:
        if isinstance(out, Array):
            return out
        raise Unmodelled("the output is not known to be an array")
    dtype = _dtype_argument(bound.get("dtype"))
    ask = partial(_asked, kind, name, tuple(parameters.values()), dtype)
    return _sampled(bound.get("size"), [bound[each] for each in parameters if each in bound], ask)


def _bound(names: tuple[str, ...], arguments: tuple[Value, ...], keywords: dict[str, Value]) -> dict[str, Value]:
    """Arguments by name. Raises Unmodelled where there are too many, or unknown ones."""
    if len(arguments) > len(names) or not set(keywords) <= set(names[len(arguments) :]):
        raise Unmodelled("arguments that the method does not take")
    return dict(zip(names, arguments, strict=False)) | keywords


def _sampled(size: Value, parameters: list[Value], ask: Callable[[bool], Value]) -> Value:
    """An array of the dtype, or the one number, that `ask` tells."""
    if isinstance(size, Unknown):
        raise Unmodelled("an array or a number")
    if size is None and all(map(_is_number, parameters)):
        return ask(True)
    shape = as_shape(size) if size is not None else broadcast_shapes([as_array(each).shape for each in parameters])
    if shape is None and size is None:
        raise Unmodelled("an array or a number")
    return new_array(shape, _dtype_of(ask(False)))


def _is_number(value: Value) -> bool:
    return is_scalar(value) or (isinstance(value, Array) and value.shape == ())


def _dtype_of(answer: Value) -> DType:
    assert isinstance(answer, Array)
    assert answer.dtype is not None
    return answer.dtype


def _dtype_argument(dtype: Value) -> Any:
    """A dtype argument as it was written: for `int` and `bool` NumPy returns Python's own numbers."""
    return None if dtype is None else concrete(dtype)


@lru_cache(maxsize=512, typed=True)
def _asked(kind: type, name: str, arguments: tuple[Any, ...], dtype: Any, one: bool) -> Value:
    """What NumPy returns for one sample without a size, or for an array of them."""
    keywords = {} if dtype is None else {"dtype": dtype}
    generator = np.random.RandomState(0) if kind is np.random.RandomState else np.random.default_rng(0)
    with asking():
        answer = getattr(generator, name)(*arguments, size=None if one else 1, **keywords)
    return _value(answer)


def _value(answer: object) -> Value:
    if isinstance(answer, np.ndarray):
        return new_array(answer.shape, answer.dtype)
    if isinstance(answer, np.generic):
        return Scalar(answer.dtype)
    return SOME_INT if type(answer) is int else Typed(type(answer))


def integers(
    kind: type,
    name: str,
    low: Value,
    high: Value = None,
    size: Value = None,
    dtype: Value = None,
    endpoint: Value = False,
) -> Value:
    """Random ints: `Generator.integers`, `randint`, `random_integers`."""
    bounds = [low] if high is None else [low, high]
    if size is None and any(isinstance(bound, Array) and bound.shape == () for bound in bounds):
        raise Unmodelled("a Python or a NumPy number")
    return _sampled(size, bounds, partial(_asked, kind, name, (0, 1), _dtype_argument(dtype)))


def of_lengths(kind: type, name: str, *lengths: Value) -> Value:
    """`rand(2, 3)` and `randn(2, 3)`."""
    distribution = "random_sample" if name == "rand" else "standard_normal"
    return drawn(kind, distribution, size=tuple(map(as_length, lengths)) if lengths else None)


def multinomial(kind: type, n: Value, pvals: Value, size: Value = None) -> Array:
    """Counts of each outcome, along a last axis as long as `pvals`."""
    weights = known_rank(as_array(pvals))
    if not weights:
        raise WouldRaise("pvals is a number")
    lead = broadcast_shapes([as_array(n).shape, weights[:-1]]) if size is None else as_shape(size)
    return _with_last_axis(kind, "multinomial", (1, (1.0,)), lead, weights)


def dirichlet(kind: type, alpha: Value, size: Value = None) -> Array:
    """Samples of several shares that add up to 1."""
    return _with_last_axis(kind, "dirichlet", ((1.0,),), _lead(size), known_rank(as_array(alpha)))


def multivariate_normal(
    kind: type,
    mean: Value,
    cov: Value,
    size: Value = None,
    check_valid: Value = "warn",
    tol: Value = 1e-8,
    *,
    method: Value = "svd",
) -> Array:
    """Samples of several numbers with a covariance."""
    example = ((0.0,), ((1.0,),))
    return _with_last_axis(kind, "multivariate_normal", example, _lead(size), known_rank(as_array(mean)))


def multivariate_hypergeometric(
    kind: type, colors: Value, nsample: Value, size: Value = None, method: Value = "marginals"
) -> Array:
    """Counts of each colour in samples without replacement."""
    shape = known_rank(as_array(colors))
    return _with_last_axis(kind, "multivariate_hypergeometric", ((1,), 1), _lead(size), shape)


def _lead(size: Value) -> Shape | None:
    return () if size is None else as_shape(size)


def _with_last_axis(kind: type, name: str, example: tuple[Any, ...], lead: Shape | None, last: Shape) -> Array:
    if not last:
        raise WouldRaise("a number where a vector is needed")
    shape = None if lead is None else (*lead, last[-1])
    return new_array(shape, _dtype_of(_asked(kind, name, example, None, False)))


def choice(
    kind: type,
    a: Value,
    size: Value = None,
    replace: Value = True,
    p: Value = None,
    axis: Value = 0,
    shuffle: Value = True,
) -> Value:
    """Elements of an array, or of `range(a)`."""
    if isinstance(size, Unknown):
        raise Unmodelled("an array or a number")
    if _is_number(a):
        return _sampled(size, [], partial(_asked, kind, "choice", (1,), None))
    population = as_array(a)
    shape = known_rank(population)
    place = as_axis(axis, len(shape))
    picked = () if size is None else as_shape(size)
    if size is None and len(shape) == 1:
        return numpy_scalar(population.dtype)
    if picked is None:
        return new_array(None, population.dtype)
    return new_array((*shape[:place], *picked, *shape[place + 1 :]), population.dtype)


def permutation(kind: type, x: Value, axis: Value = 0) -> Array:
    """A shuffled copy, or a shuffled `range(x)`."""
    if isinstance(x, int | Symbolic | SomeInt | Scalar):
        return new_array((as_length(x),), _dtype_of(_value(np.random.RandomState(0).permutation(1))))
    source = as_array(x)
    if source.shape == ():
        raise Unmodelled("a length in an array")
    return new_array(source.shape, source.dtype, None)


def permuted(kind: type, x: Value, *, axis: Value = None, out: Value = None) -> Array:
    """A copy with its elements shuffled along an axis each on its own."""
    if isinstance(out, Array):
        return out
    if out is not None:
        raise Unmodelled("the output is not known to be an array")
    source = as_array(x)
    return new_array(source.shape, source.dtype, None)


def nothing(kind: type, *arguments: Value, **keywords: Value) -> None:
    """`shuffle` and `seed` return None."""


def random_bytes(kind: type, length: Value) -> Typed:
    """`bytes(length)`: a bytes object."""
    return Typed(bytes)


def instance(kind: type, *arguments: Value, **keywords: Value) -> Typed:
    """What a constructor returns: a generator, a bit generator."""
    return Typed(kind)


def _without_receiver(function: Callable[..., Value], receiver: Value, *arguments: Value, **keywords: Value) -> Value:
    return function(*arguments, **keywords)


def _add(name: str, function: Callable[..., Value], *, writes: bool = False) -> None:
    """Register a rule for a method of both classes and for the function of `numpy.random`.

    function: takes the class and then the arguments. writes: it changes its argument.
    """
    legacy = np.random.RandomState
    for kind in (np.random.Generator, legacy):
        if hasattr(kind, name):
            method = partial(_without_receiver, partial(function, kind))
            add_rule(Rule(f"numpy.random.{kind.__name__}.{name}", method, writes=writes))
    if hasattr(np.random, name):
        add_rule(Rule(f"numpy.random.{name}", partial(function, legacy), writes=writes))


def _named(function: Callable[..., Value], name: str) -> Callable[..., Value]:
    return lambda kind, *arguments, **keywords: function(kind, name, *arguments, **keywords)


def _register() -> None:
    for name in DISTRIBUTIONS:
        _add(name, _named(drawn, name))
    for name, method in SINGLE.items():
        _add(name, _named(drawn, method))
    for name in ("integers", "randint", "random_integers"):
        _add(name, _named(integers, name))
    for name in ("rand", "randn"):
        _add(name, _named(of_lengths, name))
    for function in (
        multinomial,
        dirichlet,
        multivariate_normal,
        multivariate_hypergeometric,
        choice,
        permutation,
        permuted,
    ):
        _add(function.__name__, function)
    for name in ("shuffle", "seed", "set_state"):
        _add(name, nothing, writes=name == "shuffle")
    _add("bytes", random_bytes)
    add_rule(Rule("numpy.random.default_rng", partial(instance, np.random.Generator)))
    for name in (
        "Generator",
        "RandomState",
        "SeedSequence",
        "PCG64",
        "PCG64DXSM",
        "MT19937",
        "Philox",
        "SFC64",
    ):
        kind = resolve(f"numpy.random.{name}")
        if isinstance(kind, type):
            add_rule(Rule(f"numpy.random.{name}", partial(instance, kind)))


_register()
