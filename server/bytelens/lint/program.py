"""What a diagnostic sees of a program."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..analysis.estimates import Analysis, Estimate, Variant
from ..facts.marks import Marks
from ..syntax.lines import split_lines
from ..syntax.parse import Parsed
from .expressions import Said, measured
from .findings import Range
from .imports import dotted_name, imported_modules, imported_names
from .sizes import are_arrays

Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef | ast.Module
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.Module)
_SHARED = (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop)
_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_MATRIX = re.compile(r"mat\b|matrix|todense")
_WITHOUT_MATRICES = sys.stdlib_module_names | {"matplotlib", "numpy", "pandas", "scipy"}
LOOPS = (ast.For, ast.AsyncFor, ast.While)


@dataclass(frozen=True, slots=True)
class Cost:
    """The most bytes that a statement needs at any moment above those before it, or that a function or file holds.

    line: the first of the statement, or where the function or file needs most. what: "line", "function" or "file".
    measured: by a trace.
    """

    line: int
    peak: int
    what: str = "line"
    measured: bool = False


@dataclass(frozen=True, eq=False)
class Program:
    """One file.

    expressions: everything that an expression evaluated to, over all calls and iterations; of those that are not
    given, what the analysis says of names and bindings. marks: what a trace saw of the lines. budget: the bytes that
    the program may use. estimated_costs: what is known of the memory that lines, functions and the file need.
    """

    text: str
    parsed: Parsed
    analysis: Analysis
    budget: int | None = None
    marks: Marks | None = None
    expressions: Mapping[ast.expr, tuple[Variant, ...]] | None = field(default=None, repr=False)
    estimated_costs: tuple[Cost, ...] = ()

    @property
    def tree(self) -> ast.Module:
        """Its syntax; what does not parse is left out."""
        return self.parsed.tree

    @cached_property
    def lines(self) -> list[str]:
        """Its lines without their ends."""
        return split_lines(self.text)

    def variants(self, node: ast.expr) -> tuple[Variant, ...]:
        """All that an expression was or may be, measured where a trace saw it; empty where nobody knows."""
        found = self._found.get(node)
        if found is None:
            found = None if self.expressions is None else self.expressions.get(node)
            if found is None:
                found = self._said.of(node, self.parent(node))
            self._found[node] = found
        return found

    def is_array(self, node: ast.expr) -> bool:
        """Whether an expression is surely an array."""
        return are_arrays(self.variants(node))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node, those of a statement before those of the next."""
        return (self.tree, *self._parents)

    @cached_property
    def operations(self) -> tuple[ast.expr, ...]:
        """Every operator and every call, outer ones before those within them."""
        return tuple(node for node in self.nodes if isinstance(node, ast.BinOp | ast.Compare | ast.Call))

    @cached_property
    def assignments(self) -> tuple[ast.Assign, ...]:
        """Every assignment to one target."""
        return tuple(node for node in self.nodes if isinstance(node, ast.Assign) and len(node.targets) == 1)

    @cached_property
    def updates(self) -> tuple[ast.AugAssign, ...]:
        """Every augmented assignment."""
        return tuple(node for node in self.nodes if isinstance(node, ast.AugAssign))

    @cached_property
    def declared_elsewhere(self) -> frozenset[str]:
        """The names that some function says are global or nonlocal."""
        declarations = (node for node in self.nodes if isinstance(node, ast.Global | ast.Nonlocal))
        return frozenset(name for node in declarations for name in node.names)

    @cached_property
    def may_have_matrices(self) -> bool:
        """Whether an array may be a `np.matrix`, for all that is known: `*` multiplies these as matrices."""
        return _MATRIX.search(self.text) is not None or not imported_modules(self.nodes) <= _WITHOUT_MATRICES

    @cached_property
    def costs(self) -> tuple[Cost, ...]:
        """What lines, functions and the file need: of a line, what was measured goes before what is estimated."""
        marks = () if self.marks is None else self.marks.marks
        seen = tuple(Cost(mark.line, mark.cost.peak, measured=True) for mark in marks)
        lines = {cost.line for cost in seen}
        return (*seen, *(cost for cost in self.estimated_costs if cost.what != "line" or cost.line not in lines))

    def parent(self, node: ast.AST) -> ast.AST:
        """The node around a node; the module around itself."""
        return self._parents.get(node, self.tree)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, the innermost first."""
        while node is not self.tree:
            node = self.parent(node)
            yield node

    def scope(self, node: ast.AST) -> Scope:
        """The innermost function, class or module around a node."""
        return next((outer for outer in self.ancestors(node) if isinstance(outer, _SCOPES)), self.tree)

    def statement(self, node: ast.AST) -> ast.stmt | None:
        """The statement that a node is part of, or is."""
        if isinstance(node, ast.stmt):
            return node
        return next((outer for outer in self.ancestors(node) if isinstance(outer, ast.stmt)), None)

    def qualified_name(self, scope: ast.AST) -> str | None:
        """The name of a function as estimates tell it, `Net.forward`; None for a module."""
        if isinstance(scope, ast.Module):
            return None
        outer = (node for node in (scope, *self.ancestors(scope)) if isinstance(node, _NAMED))
        return ".".join(reversed([node.name for node in outer]))

    def estimates_of(self, name: str, scope: Scope) -> list[Estimate]:
        """What is known of the bindings of a name in a function or module, in the order of lines."""
        function = self.qualified_name(scope)
        first, last = (0, len(self.lines)) if isinstance(scope, ast.Module) else (scope.lineno, scope.end_lineno or 0)
        found = self._estimates_by_name.get(name, ())
        return [estimate for estimate in found if estimate.function == function and first <= estimate.line <= last]

    def names_in(self, scope: ast.AST, name: str) -> list[ast.Name]:
        """Every place in a function or module, inner functions included, where a name is read or bound."""
        found = self._names.get(name, [])
        return found if scope is self.tree else [node for node in found if scope in self.ancestors(node)]

    def numpy_name(self, node: ast.expr) -> str | None:
        """The full name of a function of NumPy, as `numpy.linalg.norm`; None for anything else."""
        return dotted_name(node, self._imported)

    def called(self, node: ast.AST) -> str:
        """The full name of the function of NumPy that a call calls; empty for anything else."""
        return (self.numpy_name(node.func) or "") if isinstance(node, ast.Call) else ""

    def method(self, node: ast.AST) -> tuple[ast.expr, str] | None:
        """The array that a method is called on, and the name of the method."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and self.is_array(node.func.value):
            return node.func.value, node.func.attr
        return None

    def source(self, node: ast.expr) -> str:
        """The text of an expression in one line, cut where it is long."""
        text = ast.unparse(node)
        return text if len(text) <= 40 else text[:37] + "..."

    def text_in(self, place: Range) -> str:
        """The text in a range."""
        lines = [line.encode("utf-8", "surrogatepass") for line in self.lines[place.line - 1 : place.end_line]]
        lines[-1] = lines[-1][: place.end_column]
        lines[0] = lines[0][place.column :]
        return b"\n".join(lines).decode("utf-8", "surrogatepass")

    @cached_property
    def _parents(self) -> dict[ast.AST, ast.AST]:
        """The node around each node but the module, in the order of `nodes`."""
        found: dict[ast.AST, ast.AST] = {}
        pending: list[tuple[ast.AST, ast.AST]] = [(child, self.tree) for child in reversed(self.tree.body)]
        while pending:
            node, parent = pending.pop()
            if isinstance(node, _SHARED):
                continue
            found[node] = parent
            children = list(ast.iter_child_nodes(node))
            pending += [(child, node) for child in reversed(children)]
        return found

    @cached_property
    def _names(self) -> dict[str, list[ast.Name]]:
        found: dict[str, list[ast.Name]] = {}
        for node in self.nodes:
            if isinstance(node, ast.Name):
                found.setdefault(node.id, []).append(node)
        return found

    @cached_property
    def _imported(self) -> dict[str, str]:
        return imported_names(self.nodes)

    @cached_property
    def _estimates_by_name(self) -> dict[str, list[Estimate]]:
        found: dict[str, list[Estimate]] = {}
        for estimate in self.analysis.estimates:
            found.setdefault(estimate.name, []).append(estimate)
        return found

    @cached_property
    def _found(self) -> dict[ast.expr, tuple[Variant, ...]]:
        """What was measured, and what has been asked so far."""
        return {} if self.marks is None else dict(measured(self.marks, self.nodes))

    @cached_property
    def _said(self) -> Said:
        return Said(self.analysis)
