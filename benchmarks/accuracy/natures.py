"""What no analysis of shapes and dtypes alone can tell: the only knowledge of single callables in this benchmark.

`DATA` are callables whose result's shape or dtype depends on the values of their arguments, `FILE` those whose result
depends on a file. Where an analysis knows the values, it may be right all the same, and that counts.

Source: https://data-apis.org/array-api/latest/design_topics/data_dependent_output_shapes.html for indexing by masks,
nonzero and unique; for the others NumPy's page of each.
"""

from __future__ import annotations

from enum import Enum


class Nature(str, Enum):
    """Why there is no exact claim."""

    DATA = "depends on data"
    FILE = "depends on a file"
    RANDOM = "differs from run to run"
    UNMODELLED = "not modelled"


# Names stand without their module: functions of numpy, of numpy.ma and methods alike.
FILE = frozenset(("DataSource", "NpzFile", "fromfile", "fromregex", "genfromtxt", "load", "loadtxt", "memmap", "open"))

_SHAPES = """
    argwhere bincount clump_masked clump_unmasked compress compress_cols compress_nd compress_rowcols compress_rows
    compressed extract flatnotmasked_contiguous flatnotmasked_edges flatnonzero histogram_bin_edges intersect1d lstsq
    mask_indices nonzero notmasked_contiguous notmasked_edges polydiv repeat setdiff1d setxor1d trim trim_zeros
    trimcoef trimseq union1d unique unique_all unique_counts unique_inverse unique_values
"""
_DTYPES = "eig eigvals min_scalar_type poly real_if_close roots"
# Those of numpy.polynomial take trailing zeros off their results; roots are real or complex.
_SERIES = {
    f"{kind}{operation}"
    for kind in ("poly", "cheb", "herm", "herme", "lag", "leg")
    for operation in ("add", "sub", "mul", "div", "pow", "roots")
}
DATA = frozenset({*_SHAPES.split(), *_DTYPES.split(), *_SERIES})
# Real or complex, by the values.
DATA_MODULE = "numpy.lib.scimath."


def nature_of(callee: str, picks_by_value: bool) -> Nature:
    """What stands in the way of an exact claim about the result of a callable or operator.

    picks_by_value: it is an index with a mask, or `where` with nothing but a condition.
    """
    name = callee.rpartition(".")[2].removesuffix("[]")
    if name in FILE:
        return Nature.FILE
    if picks_by_value or name in DATA or callee.startswith(DATA_MODULE):
        return Nature.DATA
    return Nature.UNMODELLED
