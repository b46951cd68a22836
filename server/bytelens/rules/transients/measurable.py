"""Callables of which a measured call tells what they need: this follows from shapes, dtypes and layouts alone.

They come last: where a function of its own already knows the answer, nothing is measured.
"""

from __future__ import annotations

import inspect
from functools import partial

from ...values.arrays import Array
from ...values.dims import Dim, Symbolic
from ...values.kinds import Sequence, Value
from ..registry import Unmodelled
from .calls import SMALL, peak_of_call
from .copies import may_be_read_only
from .registry import Transient, add_transient, find_transient

OF_STATISTICS = (
    "percentile", "quantile", "median", "average", "mean", "std", "var", "ptp", "cov", "corrcoef", "nanmean", "nanstd",
    "nanvar", "nanmax", "nanmin", "nanargmax", "nanargmin", "nancumsum", "nancumprod", "nansum", "nanprod",
    "count_nonzero", "sum", "prod", "max", "min", "amax", "amin", "any", "all", "argmax", "argmin", "cumsum", "cumprod",
)  # fmt: skip
OF_ALGEBRA = (
    "dot", "inner", "vdot", "outer", "matmul", "tensordot", "kron", "cross", "trace", "linalg.norm", "vander",
)  # fmt: skip
SLOW = (
    "linalg.qr", "linalg.lstsq", "linalg.pinv", "linalg.matrix_rank", "linalg.cond", "linalg.multi_dot", "linalg.inv",
    "linalg.solve", "linalg.det", "linalg.slogdet", "linalg.cholesky", "linalg.svd", "linalg.eigh", "linalg.eigvalsh",
    "linalg.matrix_power", "einsum", "random.multivariate_normal", "random.Generator.multivariate_normal",
    "random.RandomState.multivariate_normal",
)  # fmt: skip
"""These take long: small calls alone are measured."""
HEAVY = ("cov", "corrcoef", "dot", "inner", "matmul", "tensordot", "polyfit", "ndarray.dot")
"""These take long for arrays so large that it would show how they grow."""
FOLDING = ("convolve", "correlate")
"""These take long for two long vectors."""
LITTLE = 2**14
COPYING = (
    *FOLDING, "argmax", "argmin", "nanargmax", "nanargmin", "interp", "repeat", "tile", "partition", "argpartition",
    "ndarray.argmax", "ndarray.argmin", "ndarray.repeat", "ndarray.argpartition",
)  # fmt: skip
"""These copy arrays that are read-only, as views may be."""
OF_SIGNALS = (
    "diff", "ediff1d", "gradient", "trapezoid", "trapz", "interp", "polyfit", "polyval",
    "unwrap", "histogram", "fft.fft", "fft.ifft", "fft.rfft", "fft.irfft", "fft.fft2", "fft.ifft2", "fft.rfft2",
    "fft.irfft2", "fft.fftn", "fft.ifftn", "fft.rfftn", "fft.irfftn", "fft.hfft", "fft.ihfft", "fft.fftshift",
    "fft.ifftshift",
)  # fmt: skip
OF_COMPARISONS = ("allclose", "isclose", "array_equal", "array_equiv", "lexsort", "searchsorted")
OF_PLACES = (
    "sort", "argsort", "partition", "argpartition", "select", "where", "clip",
    "round", "around", "fix", "repeat", "roll", "rot90", "tile", "pad", "insert", "append", "concatenate", "stack",
    "vstack", "hstack", "dstack", "column_stack", "block", "meshgrid", "tril", "triu", "diag", "diagflat", "diagonal",
    "ravel", "nan_to_num", "zeros_like", "ones_like", "full_like", "reshape", "squeeze", "atleast_1d",
    "atleast_2d", "atleast_3d", "r_.__getitem__", "c_.__getitem__", "packbits", "unpackbits",
    "ascontiguousarray", "asfortranarray", "linspace", "logspace", "geomspace", "arange", "tri", "eye", "identity",
    "full", "ones", "zeros", "indices", "hanning", "hamming", "blackman", "bartlett", "kaiser", "fft.fftfreq",
    "fft.rfftfreq", "tril_indices", "triu_indices", "diag_indices", "ogrid.__getitem__", "mgrid.__getitem__",
)  # fmt: skip
SPACED = ("linspace", "logspace", "geomspace")
KNOWN = (int, float, complex, str, type, type(None))
OF_CHANCE = (
    "choice", "permutation", "permuted", "dirichlet", "multinomial", "normal", "uniform",
    "random", "standard_normal", "integers", "randint", "random_sample", "exponential", "poisson", "binomial", "gamma",
    "beta", "lognormal", "triangular", "bytes",
)  # fmt: skip
OF_METHODS = (
    "mean", "std", "var", "sum", "prod", "max", "min", "any", "all", "argmax", "argmin", "cumsum", "cumprod", "clip",
    "round", "repeat", "dot", "trace", "argsort", "argpartition", "searchsorted", "diagonal",
)  # fmt: skip
IN_PLACE = ("iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "iand", "ior", "ixor")
NAMES = (
    *SLOW, *FOLDING, *OF_STATISTICS, *OF_ALGEBRA, *OF_SIGNALS, *OF_COMPARISONS, *OF_PLACES,
    *(f"ndarray.{method}" for method in (*OF_METHODS, "__getitem__", "__setitem__")),
    *(f"random.{owner}{name}" for name in OF_CHANCE for owner in ("", "Generator.", "RandomState.")),
)  # fmt: skip


def or_measured(name: str, known: Transient | None, result: Value, *arguments: Value, **keywords: Value) -> Dim:
    """What is known of the callable, else what a call like this one is measured to need."""
    found = _known(known, result, arguments, keywords)
    if isinstance(found, int | Symbolic):
        return found
    try:
        return _measured(name, result, arguments, keywords)
    except Unmodelled:
        if found is None:
            raise
        return found


def _known(
    function: Transient | None, result: Value, arguments: tuple[Value, ...], keywords: dict[str, Value]
) -> Dim | None:
    if function is None:
        return None
    try:
        inspect.signature(function).bind(result, *arguments, **keywords)
    except TypeError:
        return None
    try:
        return function(result, *arguments, **keywords)
    except Unmodelled:
        return None


def _measured(name: str, result: Value, arguments: tuple[Value, ...], keywords: dict[str, Value]) -> Dim:
    short = name.removeprefix("numpy.").removeprefix("operator.")
    if short == "gradient" and any(isinstance(value, Array | Sequence) for value in arguments[1:]):
        raise Unmodelled("coordinates, which may be at one distance from each other")
    if short == "histogram" and not any(isinstance(value, Array) for value in (*arguments[1:2], keywords.get("bins"))):
        raise Unmodelled("bins of one width, which elements are moved between")
    if short in SPACED and not all(isinstance(value, KNOWN) for value in (*arguments, *keywords.values())):
        raise Unmodelled("no step, where both ends are the same")
    if short in COPYING and any(isinstance(value, Array) and may_be_read_only(value) for value in arguments):
        raise Unmodelled("a view that may be read-only")
    small = LITTLE if short in SLOW + FOLDING else SMALL
    return peak_of_call(name, result, arguments, keywords, small, short not in SLOW + HEAVY)


for _full in (*(f"numpy.{name}" for name in NAMES), "operator.matmul", *(f"operator.{name}" for name in IN_PLACE)):
    add_transient(_full, partial(or_measured, _full, find_transient(_full)))
