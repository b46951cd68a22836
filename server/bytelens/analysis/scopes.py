"""Scopes: which names a function binds, what a call in progress knows, and functions as values."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

from ..values.kinds import Value
from .forms import Delta

if TYPE_CHECKING:
    from .laziness import Source

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
MODULE = 0
_DEFINITIONS = frozenset({ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef})
_IMPORTS = frozenset({ast.Import, ast.ImportFrom})
_YIELDS = frozenset({ast.Yield, ast.YieldFrom})


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a block of code binds itself, declares global or nonlocal, and mentions at all.

    What follows includes the functions in it. written: declared global or nonlocal. only_read: names whose lists and
    dicts it cannot change, since it only asks for items, lengths and the like; touched: all others that it mentions.
    captured: names that functions defined in it mention. sets_shapes: it may set the shape, dtype or strides of arrays
    in place. bare: names that it mentions by themselves, not to read or set an attribute of what they refer to.
    attributes, set_attributes: the attributes that it mentions, and those of them that it sets. imports: the statements
    that import something.
    is_generator: it has a `yield` of its own, so that calling it runs nothing.
    """

    bound: frozenset[str]
    declared_global: frozenset[str]
    declared_nonlocal: frozenset[str]
    written: frozenset[str]
    touched: frozenset[str]
    only_read: frozenset[str]
    captured: frozenset[str]
    sets_shapes: bool
    defines_functions: bool
    is_generator: bool
    bare: frozenset[str]
    attributes: frozenset[str]
    set_attributes: frozenset[str]
    imports: tuple[ast.Import | ast.ImportFrom, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """One namespace of a call in progress or of a module. `bound` is None at module level: any name may be."""

    id: int
    bound: frozenset[str] | None


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function or lambda of the analysed program, with the scopes that it closes over (innermost first).

    defaults: the address of the defaults of the last positional parameters and, each in a tuple or None, of those that
    are keyword-only; None where it has none. receiver: of a method, the parameter that is the object itself.
    """

    node: FunctionNode
    name: str
    scopes: tuple[Scope, ...]
    defaults: int | None = None
    receiver: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Class:
    """A class of the analysed program.

    namespace: the address of what its body has bound. ancestors: the classes of the program that it inherits from, in
    the order in which attributes are looked up. fields: of a dataclass, in order.
    """

    node: ast.ClassDef
    name: str
    namespace: int
    ancestors: tuple[Class, ...] = ()
    fields: tuple[str, ...] | None = None

    @property
    def order(self) -> tuple[Class, ...]:
        """The classes in which attributes are looked up."""
        return (self, *self.ancestors)


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the program other than the one that is analysed, by the id of its scope."""

    scope: int
    name: str


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a function: what is returned, and how the state differs from that at its start.

    iterated: what the iterator that is returned takes its items from. given: of a `yield`, which is no way out, the
    lists, dicts and objects that whoever gets the value can reach; else None.
    """

    value: Value
    delta: Delta
    forks: int
    iterated: tuple[Source, ...] = ()
    given: tuple[Value, ...] | None = None


@dataclass(slots=True)
class Loop:
    """A loop in progress: where its body's changes begin, and the ways out of the body that were met."""

    mark: int
    breaks: list[Delta] = field(default_factory=list)
    continues: list[Delta] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """A call in progress, or the module.

    function: the qualified name, None for the module. call_lines: the lines of the calls that led here, outermost
    first. forks: how many branches are open; 0 means that the state is surely this one. sure_forks: how many of them
    are loops with at least one iteration. last_id: what is new in the present statement has a higher id. outer: for a
    comprehension, the frame around it.
    """

    scopes: tuple[Scope, ...]
    function: str | None = None
    call_lines: tuple[int, ...] = ()
    declared_global: frozenset[str] = frozenset()
    declared_nonlocal: frozenset[str] = frozenset()
    active: tuple[FunctionNode, ...] = ()
    mark: int = 0
    forks: int = 0
    sure_forks: int = 0
    line: int = 1
    end_line: int = 1
    last_id: int = 0
    is_class: bool = False
    receiver: str | None = None
    outer: Frame | None = None
    exits: list[Exit] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)

    @property
    def scope(self) -> Scope:
        """The scope in which assignments bind."""
        return self.scopes[0]


def names_of(node: ast.AST) -> Names:
    """The names of a function, lambda, class or comprehension; see `Names`."""
    known = _names.get(node)
    if known is None:
        known = _names[node] = _collect(node)
    return known


_names: WeakKeyDictionary[ast.AST, Names] = WeakKeyDictionary()


def _collect(node: ast.AST) -> Names:
    collector = _Collector()
    collector.visit_body(node)
    bound = collector.bound - collector.declared_global - collector.declared_nonlocal
    survey = _Survey()
    survey.visit(node)
    return Names(
        frozenset(bound),
        frozenset(collector.declared_global),
        frozenset(collector.declared_nonlocal),
        frozenset(survey.written),
        frozenset(survey.touched),
        frozenset(survey.read - survey.touched),
        frozenset(survey.captured),
        survey.sets_shapes,
        survey.defines_functions,
        survey.yields,
        frozenset(survey.bare),
        frozenset(survey.attributes),
        frozenset(survey.set_attributes),
        tuple(survey.imports),
    )


_READING_METHODS = frozenset({"get", "keys", "values", "items", "copy", "index", "count"})
_READING_FUNCTIONS = frozenset(
    {"len", "range", "enumerate", "zip", "sum", "min", "max", "sorted", "list", "tuple", "print"}
)
_SHAPING = frozenset({"shape", "dtype", "strides", "resize", "__setattr__"})


class _Survey:
    """One walk over a function and all that is in it; see `Names`. `yields`: a `yield` of its own."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.touched: set[str] = set()
        self.read: set[str] = set()
        self.captured: set[str] = set()
        self.bare: set[str] = set()
        self.attributes: set[str] = set()
        self.set_attributes: set[str] = set()
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.sets_shapes = self.defines_functions = self.yields = False

    def visit(self, node: ast.AST) -> None:
        """Look at everything below a node."""
        pending: list[tuple[ast.AST, bool]] = [(node, True)]
        while pending:
            parent, own = pending.pop()
            kind = type(parent)
            harmless = self._harmless(parent) if kind in _LOOKED_AT else ()
            for child in ast.iter_child_nodes(parent):
                kind = type(child)
                if kind is ast.Name:
                    if not own:
                        self.captured.add(child.id)  # type: ignore[attr-defined]
                    (self.read if child in harmless else self.touched).add(child.id)  # type: ignore[attr-defined]
                    if type(parent) is not ast.Attribute:
                        self.bare.add(child.id)  # type: ignore[attr-defined]
                elif kind in _IMPORTS:
                    self.imports.append(child)  # type: ignore[arg-type]
                elif kind in _DEFINITIONS:
                    self.defines_functions = True
                    pending.append((child, False))
                else:
                    self.yields = self.yields or (own and kind in _YIELDS)
                    pending.append((child, own))

    def _harmless(self, node: ast.AST) -> Iterable[ast.AST]:
        """Children of a node whose lists and dicts it leaves as they are."""
        if isinstance(node, ast.Subscript):
            return (node.value, node.slice) if isinstance(node.ctx, ast.Load) else ()
        if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            return (node.iter,)
        if isinstance(node, ast.Compare):
            return [
                right for test, right in zip(node.ops, node.comparators, strict=True) if isinstance(test, _MEMBERSHIP)
            ]
        if isinstance(node, ast.Attribute):
            self.sets_shapes = self.sets_shapes or _sets_shape(node)
            (self.attributes if isinstance(node.ctx, ast.Load) else self.set_attributes).add(node.attr)
            return (node.value,) if isinstance(node.ctx, ast.Load) and node.attr in _READING_METHODS else ()
        if isinstance(node, ast.Global | ast.Nonlocal):
            self.written.update(node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            self.sets_shapes = self.sets_shapes or node.func.id == "setattr"
            return node.args if node.func.id in _READING_FUNCTIONS else ()
        return ()


def _sets_shape(node: ast.Attribute) -> bool:
    return node.attr in _SHAPING and (not isinstance(node.ctx, ast.Load) or node.attr in ("resize", "__setattr__"))


_MEMBERSHIP = (ast.In, ast.NotIn)
_LOOKED_AT = frozenset(
    {
        *(ast.Subscript, ast.For, ast.AsyncFor, ast.comprehension, ast.Compare, ast.Attribute),
        *(ast.Global, ast.Nonlocal, ast.Call),
    }
)


def parameters(node: FunctionNode) -> list[ast.arg]:
    """All parameters in order, with `*args` and `**kwargs`."""
    spec = node.args
    extra = [arg for arg in (spec.vararg, spec.kwarg) if arg is not None]
    return [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, *extra]


class _Collector(ast.NodeVisitor):
    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.declared_global: set[str] = set()
        self.declared_nonlocal: set[str] = set()

    def visit_body(self, node: ast.AST) -> None:
        if isinstance(node, FunctionNode):
            self.bound.update(arg.arg for arg in parameters(node))
            body = [node.body] if isinstance(node, ast.Lambda) else node.body
        elif isinstance(node, ast.ClassDef):
            body = node.body
        else:
            body = [generator.target for generator in getattr(node, "generators", [])]
        for child in body:
            self.visit(child)

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.bound.add(node.id)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        self.bound.add(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815
    visit_ClassDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        pass

    def visit_comprehension_scope(self, node: ast.AST) -> None:
        for child in ast.walk(node):
            if isinstance(child, ast.NamedExpr) and isinstance(child.target, ast.Name):
                self.bound.add(child.target.id)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_comprehension_scope  # noqa: N815

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        self.bound.update((alias.asname or alias.name).split(".")[0] for alias in node.names)

    visit_ImportFrom = visit_Import  # noqa: N815

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.bound.add(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.bound.add(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs  # noqa: N815

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self.bound.add(node.rest)
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        self.declared_global.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.declared_nonlocal.update(node.names)
