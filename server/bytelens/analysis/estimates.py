"""What static analysis says of a file: the contract between the analysis and everything that shows it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from ..syntax.parse import LineRange
from ..values.arrays import Array, DType
from ..values.dims import Dim, Known, Shape, SomeInt, Symbolic, upper_bound
from ..values.ownership import Ownership
from .line_costs import LineCost
from .peaks import Peak


class Claim(str, Enum):
    """How much an estimate says."""

    EXACT = "exact"
    ONE_OF = "one_of"
    SYMBOLIC = "symbolic"
    BOUNDED = "bounded"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that a binding can hold.

    kind: "array" or "scalar" (a NumPy scalar: shape (), no buffer of its own).
    view_of: the name that holds the root of a view, else the source text of the expression that made it; for an
        alias, the name of the array's other holder.
    root_nbytes: the bytes that a view keeps alive, where they are known.
    buffers: ids of the buffers that it may look into, so that a line with several arrays counts each once.
    origin: how the number came about: the source text of the expression.
    call_lines: the lines of the calls through which the line was reached, outermost first; empty at module level.
    """

    kind: str
    shape: Shape | None
    dtype: DType | None
    ownership: Ownership
    view_of: str | None = None
    root_nbytes: Dim | None = None
    buffer: int | None = field(default=None, compare=False)
    origin: str = ""
    call_lines: tuple[int, ...] = ()

    @property
    def size(self) -> Dim:
        """The number of elements."""
        return Array(self.shape, self.dtype).size

    @property
    def nbytes(self) -> Dim:
        """The size in bytes, as `nbytes` reports it."""
        return Array(self.shape, self.dtype).nbytes

    @property
    def at_most(self) -> Known | None:
        """The most bytes that it can have, where they are not known but bounded."""
        nbytes = self.nbytes
        return upper_bound(nbytes) if isinstance(nbytes, SomeInt) else None

    @property
    def claim(self) -> Claim:
        """How much this variant says."""
        nbytes = self.nbytes
        if isinstance(nbytes, int):
            known = self.shape is not None and all(isinstance(length, int) for length in self.shape)
            return Claim.EXACT if known else Claim.PARTIAL
        if isinstance(nbytes, Symbolic):
            return Claim.SYMBOLIC
        if nbytes.at_most is not None:
            return Claim.BOUNDED
        return Claim.UNKNOWN if self.shape is None and self.dtype is None else Claim.PARTIAL


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known of one binding on one line, if the line is reached.

    line, end_line: first and last line (1-based) of the statement; column: of the target, 0-based, UTF-8 bytes.
    name: the target as `ast.unparse` writes it. function: the qualified name of the function around it, or None.
    """

    line: int
    end_line: int
    column: int
    name: str
    function: str | None
    variants: tuple[Variant, ...]

    @property
    def place(self) -> tuple[int, int, str, str | None]:
        """What tells it from the others."""
        return self.line, self.column, self.name, self.function

    @property
    def claim(self) -> Claim:
        """The weakest claim among the variants; `one_of` for several exact ones."""
        claims = {variant.claim for variant in self.variants}
        if claims == {Claim.EXACT}:
            return Claim.EXACT if len({(v.shape, v.dtype, v.kind) for v in self.variants}) == 1 else Claim.ONE_OF
        order = [Claim.SYMBOLIC, Claim.BOUNDED, Claim.PARTIAL, Claim.UNKNOWN]
        return max(claims - {Claim.EXACT}, key=order.index)


@dataclass(frozen=True, slots=True)
class Use:
    """What an expression (a name or an attribute) holds where it is read, for hovers.

    Columns are 0-based UTF-8 bytes. `attribute` is "nbytes", "shape", "dtype", ... where the expression is one of
    these of an array, else None.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    attribute: str | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of a file.

    complete: False where a budget ended the analysis early. broken: the lines that do not parse. expressions: what
    every expression evaluated to, where that was noted. costs: of lines, by line and function. peaks: of the module
    (None) and of its functions, by qualified name. None where no accounts were kept.
    """

    estimates: tuple[Estimate, ...] = ()
    uses: Mapping[int, tuple[Use, ...]] = field(default_factory=dict)
    complete: bool = True
    broken: tuple[LineRange, ...] = ()
    expressions: Mapping[ast.expr, tuple[Variant, ...]] = field(default_factory=dict)
    costs: Mapping[tuple[int, str | None], LineCost] | None = None
    peaks: Mapping[str | None, Peak] | None = None
