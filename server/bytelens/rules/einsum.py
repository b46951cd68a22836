"""Einstein sums: https://numpy.org/doc/stable/reference/generated/numpy.einsum.html"""

from __future__ import annotations

from dataclasses import dataclass

from ..values.arrays import Array, new_array, view_of
from ..values.dims import Dim, Shape, add
from ..values.kinds import Value
from .arguments import as_dtype, known_rank
from .broadcasting import broadcast_dims, broadcast_shapes
from .literals import as_array
from .numpy_scalars import numpy_scalar
from .promotion import common_dtype
from .reducing import given_output
from .registry import Unmodelled, WouldRaise, rule

ELLIPSIS = "..."


@dataclass(frozen=True, slots=True)
class _Term:
    """One operand's labels: those before and after the ellipsis, if it has one."""

    before: str
    after: str = ""
    ellipsis: bool = False

    @property
    def labels(self) -> str:
        """Every label, in order."""
        return self.before + self.after


@rule("numpy.einsum")
def einsum(
    subscripts: Value,
    *operands: Value,
    out: Value = None,
    dtype: Value = None,
    order: Value = "K",
    casting: Value = "safe",
    optimize: Value = False,
) -> Value:
    """Products of operands, summed over the labels that the output does not have.

    One operand of which nothing is summed gives a view. Raises WouldRaise for labels that do not fit.
    """
    given = given_output(out)
    if given is not None:
        return given
    if not isinstance(subscripts, str):
        raise Unmodelled("subscripts that are not in one string")
    arrays = [as_array(operand) for operand in operands]
    terms, output = _parsed(subscripts)
    if len(terms) != len(arrays):
        raise WouldRaise("as many terms as operands")
    lengths, ellipsis = _lengths(terms, arrays)
    if not set(output.labels) <= set(lengths) or (ellipsis and not output.ellipsis):
        raise WouldRaise("the output has labels that no operand has, or lacks the ellipsis")
    shape = (*_of(output.before, lengths), *(ellipsis or ()), *_of(output.after, lengths))
    if len(arrays) == 1 and set(output.labels) == set(lengths):
        return _view(arrays[0], terms[0], output, shape, dtype)
    if shape == () and optimize is not False:
        raise Unmodelled("a scalar, or an array without axes where the last step is one of tensordot's")
    wanted = as_dtype(dtype, None)
    kind = wanted if dtype is not None else common_dtype(array.dtype for array in arrays)
    return numpy_scalar(kind) if shape == () else new_array(shape, kind, None)


def _of(labels: str, lengths: dict[str, Dim]) -> Shape:
    return tuple(lengths[label] for label in labels)


def _parsed(subscripts: str) -> tuple[list[_Term], _Term]:
    """The terms of operands and output; without `->` that has what occurs once, in alphabetical order."""
    before, arrow, after = subscripts.replace(" ", "").partition("->")
    terms = [_term(text) for text in before.split(",")]
    if arrow:
        output = _term(after)
        if len(set(output.labels)) < len(output.labels):
            raise WouldRaise("a label twice in the output")
        return terms, output
    every = "".join(term.labels for term in terms)
    once = "".join(sorted(label for label in set(every) if every.count(label) == 1))
    return terms, _Term("", once, any(term.ellipsis for term in terms))


def _term(text: str) -> _Term:
    before, dots, after = text.partition(ELLIPSIS)
    term = _Term(before, after, bool(dots))
    if term.labels and not (term.labels.isalpha() and term.labels.isascii()):
        raise WouldRaise("labels are letters")
    return term


def _lengths(terms: list[_Term], arrays: list[Array]) -> tuple[dict[str, Dim], Shape | None]:
    """The length of each label, and the shape that the ellipses broadcast to."""
    lengths: dict[str, Dim] = {}
    hidden: list[Shape | None] = []
    for term, array in zip(terms, arrays, strict=True):
        shape = known_rank(array)
        rest = len(shape) - len(term.labels)
        if rest < 0 or (rest and not term.ellipsis):
            raise WouldRaise("as many labels as axes")
        start = len(term.before)
        hidden.append(shape[start : start + rest])
        for label, length in zip(term.labels, shape[:start] + shape[start + rest :], strict=True):
            lengths[label] = broadcast_dims(lengths[label], length) if label in lengths else length
    return lengths, broadcast_shapes(hidden)


def _view(array: Array, term: _Term, output: _Term, shape: Shape, dtype: Value) -> Value:
    """Axes in another order, and diagonals: an axis with a label twice steps along both."""
    if dtype is not None or shape == ():
        raise Unmodelled("a view or a copy")
    if array.strides is None:
        return view_of(array, shape)
    start, stop = len(term.before), len(array.strides) - len(term.after)
    steps: dict[str, Dim] = {}
    for label, stride in zip(term.labels, array.strides[:start] + array.strides[stop:], strict=True):
        steps[label] = add(steps.get(label, 0), stride)
    strides = (*_of(output.before, steps), *array.strides[start:stop], *_of(output.after, steps))
    return view_of(array, shape, strides)
