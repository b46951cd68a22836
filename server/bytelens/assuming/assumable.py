"""What can be assumed of a program: the names that it has, and its literals."""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from dataclasses import dataclass, field

from .rewriting import dotted

_LENGTH = re.compile(r"(\w+(?:\.\w+)?)\.shape\[\d+\]")


@dataclass(slots=True)
class Names:
    """The names of a program, in the order of its text.

    all: each as it can be assumed, also with the function or class around it. variables: the plain ones, without
    imports. numbers: what is given a number by the text, with its source. objects: those that have attributes, items,
    or are called: hardly numbers.
    """

    all: dict[str, None] = field(default_factory=dict)
    variables: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    objects: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Whether something can be assumed of a name, or of `x.shape[0]`."""
        length = _LENGTH.fullmatch(name)
        return (length[1] if length else name) in self.all

    def offered(self) -> list[str]:
        """The plain names that are likely to be numbers, those first that the text gives one."""
        likely = [name for name in self.variables if name not in self.objects and name not in ("self", "cls", "_")]
        return sorted(likely, key=lambda name: name not in self.numbers)


def names_in(tree: ast.Module) -> Names:
    """The names of a program, but those of statements that are nested too deeply."""
    collector = _Collector()
    for statement in tree.body:
        collector.around = []
        with suppress(RecursionError):
            collector.visit(statement)
    return collector.names


def literals_in(tree: ast.AST) -> dict[tuple[int, int], ast.Constant]:
    """The literals of a program by line and column, as `ast` counts; those of docstrings and f-strings aside."""
    passed_over: set[ast.AST] = set()
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed_over.update(ast.walk(node))
        elif isinstance(node, ast.Expr):
            passed_over.add(node.value)
        elif isinstance(node, ast.Constant) and node not in passed_over and type(node.value) is not type(Ellipsis):
            found[node.lineno, node.col_offset] = node
    return found


class _Collector(ast.NodeVisitor):
    def __init__(self) -> None:
        self.names = Names()
        self.around: list[str] = []

    def visit_scope(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        for part in (*node.decorator_list, *getattr(node, "bases", ())):
            self.visit(part)
        self.around.append(node.name)
        if not isinstance(node, ast.ClassDef):
            self._parameters(node.args)
        for statement in node.body:
            self.visit(statement)
        self.around.pop()

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_scope  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.body)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """Its targets are names of its own."""
        for part in (node.iter, *node.ifs):
            self.visit(part)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._add(node.id)
            self.names.variables.setdefault(node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        if _is_number(node.value):
            for target in node.targets:
                self._number(getattr(target, "id", ""), node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        if node.value is not None and _is_number(node.value):
            self._number(getattr(node.target, "id", ""), node.value)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._add((alias.asname or alias.name).partition(".")[0])

    visit_ImportFrom = visit_Import  # noqa: N815

    def visit_Attribute(self, node: ast.Attribute) -> None:
        name = dotted(node)
        if name and isinstance(node.ctx, ast.Load):
            self.names.all.setdefault(name)
        self._object(node.value)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._object(node.value)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self._object(node.func)
        self.generic_visit(node)

    def _object(self, node: ast.expr) -> None:
        if isinstance(node, ast.Name):
            self.names.objects.add(node.id)

    def _parameters(self, spec: ast.arguments) -> None:
        positional = [*spec.posonlyargs, *spec.args]
        given = dict(zip(positional[::-1], spec.defaults[::-1], strict=False)) | {
            arg: default for arg, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if default is not None
        }
        for arg in (*positional, *spec.kwonlyargs):
            self._add(arg.arg)
            self.names.variables.setdefault(arg.arg)
            if arg in given and _is_number(given[arg]):
                self._number(arg.arg, given[arg])
            for node in ast.walk(arg.annotation) if arg.annotation is not None else ():
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    self._axes(node.value)

    def _axes(self, text: str) -> None:
        """The axes that an annotation names: `Float[Array, "n d"]`."""
        for axis in text.split():
            if axis.isidentifier():
                self._add(axis)

    def _add(self, name: str) -> None:
        self.names.all.setdefault(name)
        if self.around:
            self.names.all.setdefault(".".join([*self.around, name]))

    def _number(self, name: str, value: ast.expr) -> None:
        if name:
            self.names.numbers.setdefault(name, ast.unparse(value))


def _is_number(node: ast.expr) -> bool:
    """A number that is written down, or arithmetic on such."""
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    return isinstance(node, ast.UnaryOp) and _is_number(node.operand)
