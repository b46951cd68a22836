"""Puts gaps between the statements of a program.

A gap is `if GAP.on: GAP.cross(...)`, with the object itself among the constants of the code: no name of the program's
is touched, and where nothing is measured any more it costs an attribute.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from types import CodeType
from typing import Any

from .positions import IS_LOOSE, merged
from .sites import Gap, Site
from .suspensions import MARK, marked, suspending
from .targets import deleted, stored

_RESULT = ".bytelens"
_JUMPS = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where statements stand: the qualified name around them, the class whose private names hold, the loop around."""

    function: str | None = None
    owner: str | None = None
    loop: Site | None = None

    def inside(self, name: str) -> _Scope:
        return replace(self, function=name if self.function is None else f"{self.function}.{name}", loop=None)


@dataclass(slots=True)
class Instrumented:
    """The gaps of one file: its tree is changed in place, its code is completed once it is compiled."""

    file: int
    gaps: list[Gap] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)

    def tree(self, tree: ast.Module) -> ast.Module:
        """The same tree, with gaps."""
        _Block(self, _Scope()).body(tree, 0 if ast.get_docstring(tree, clean=False) is None else 1)
        return tree

    def code(self, code: CodeType) -> CodeType:
        """The code of that tree, with the gaps themselves in the place of their numbers."""
        constants = tuple(self._constant(constant) for constant in code.co_consts)
        if IS_LOOSE:
            return code.replace(co_consts=constants, co_linetable=merged(code.co_linetable))
        return code.replace(co_consts=constants)

    def _constant(self, constant: object) -> object:
        if isinstance(constant, CodeType):
            return self.code(constant)
        if isinstance(constant, str) and constant.startswith(MARK):
            number = constant[len(MARK) :]
            return self.gaps[int(number)] if number.isdigit() else constant
        return constant

    def site(self, node: ast.stmt, scope: _Scope) -> Site:
        """A new site for a statement, not yet in any gap."""
        site = Site(self.file, node.lineno, _header_end(node), scope.function)
        site.stored = stored(node, scope.owner)
        site.deleted = deleted(node, scope.owner)
        site.roots = tuple(dict.fromkeys(target.root for target in site.stored))
        site.imports = isinstance(node, ast.Import | ast.ImportFrom)
        site.instant = isinstance(node, ast.AsyncFor | ast.AsyncWith)
        self.sites.append(site)
        return site

    def gap(self, leave: Site | None, enter: Site | None, parameters: tuple[str, ...] = ()) -> Gap:
        """A new gap, known to the sites on both of its sides."""
        gap = Gap(leave, enter, parameters)
        for site in (leave, enter):
            if site is not None:
                site.gaps.append(gap)
        gap.number = len(self.gaps)
        self.gaps.append(gap)
        return gap


class _Block:
    """Writes one block of statements anew.

    pending: the statement that has just been done, whose names are not looked at yet.
    """

    def __init__(self, all_: Instrumented, scope: _Scope, pending: Site | None = None) -> None:
        self.all = all_
        self.scope = scope
        self.pending = pending
        self.parameters: tuple[str, ...] = ()
        self.stored = True
        self.out: list[ast.stmt] = []
        self.at: ast.stmt | ast.excepthandler | None = None

    def body(self, owner: ast.Module | Definition | ast.ClassDef, kept: int) -> None:
        """The body of a scope, whose first `kept` statements must stay where they are."""
        while kept < len(owner.body) and _is_future(owner.body[kept]):
            kept += 1
        self.out = owner.body[:kept]
        owner.body = self.write(owner.body[kept:])

    def write(self, statements: Sequence[ast.stmt], then: Site | None = None) -> list[ast.stmt]:
        """The statements with gaps; `then` is the statement that comes after the last one, where one does at once."""
        for statement in statements:
            self.at = statement
            self.statement(statement)
        if not statements or not isinstance(statements[-1], _JUMPS):
            self.cross(then)
        return self.out

    def cross(self, enter: Site | None) -> None:
        leave, self.pending = self.pending, None
        parameters, self.parameters = self.parameters, ()
        if leave is None and enter is None and not parameters:
            return
        gap = self.all.gap(leave, enter, parameters)
        if not self.stored:
            gap.roots, self.stored = (), True
        values = [*parameters, *gap.roots]
        self.out.append(_located(_guard(marked(gap), values), self.at))

    def statement(self, node: ast.stmt) -> None:
        write = _WRITERS.get(type(node))
        if write is not None:
            write(self, node)
        elif not _does_nothing(node):
            site = self.enter(node)
            self.out.append(suspending(self.all, site, node))
            self.pending = site
        else:
            self.out.append(node)

    def enter(self, node: ast.stmt) -> Site:
        site = self.all.site(node, self.scope)
        self.cross(site)
        return site

    def inner(
        self, statements: list[ast.stmt], pending: Site | None, then: Site | None = None, stored: bool = True
    ) -> list[ast.stmt]:
        """A block inside the statement `pending`, which may end without having stored anything."""
        block = _Block(self.all, self.scope, pending)
        block.stored = stored
        block.at = self.at if not statements else statements[0]
        return block.write(statements, then)

    def returning(self, node: ast.Return) -> None:
        if node.value is None:
            self.cross(None)
            self.out.append(node)
            return
        site = self.enter(node)
        kept = ast.Assign([ast.Name(_RESULT, ast.Store())], node.value)
        self.out.append(suspending(self.all, site, _located(kept, node, whole=True)))
        self.pending = site
        self.cross(None)
        node.value = ast.copy_location(ast.Name(_RESULT, ast.Load()), node.value)
        self.out.append(node)

    def raising(self, node: ast.Raise) -> None:
        site = self.enter(node)
        self.out.append(suspending(self.all, site, node))

    def breaking(self, node: ast.Break) -> None:
        self.cross(None)
        self.out.append(node)

    def continuing(self, node: ast.Continue) -> None:
        self.cross(self.scope.loop)
        self.out.append(node)

    def looping(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        site = self.enter(node)
        suspending(self.all, site, node)
        around, self.scope = self.scope, replace(self.scope, loop=site)
        node.body = self.inner(node.body, site, site)
        self.scope = around
        node.orelse = self.inner(node.orelse, site, stored=isinstance(node, ast.While))
        self.out.append(node)

    def branching(self, node: ast.If) -> None:
        site = self.enter(node)
        suspending(self.all, site, node)
        node.body = self.inner(node.body, site)
        node.orelse = self.inner(node.orelse, site)
        self.out.append(node)

    def managing(self, node: ast.With | ast.AsyncWith) -> None:
        site = self.enter(node)
        suspending(self.all, site, node)
        node.body = self.inner(node.body, site)
        self.out.append(node)

    def trying(self, node: ast.Try) -> None:
        pending, self.pending = self.pending, None
        node.body = self.inner(node.body, pending)
        for handler in node.handlers:
            handler.body = self.inner(handler.body, None)
        node.orelse = self.inner(node.orelse, None)
        node.finalbody = self.inner(node.finalbody, None)
        self.out.append(node)

    def matching(self, node: ast.Match) -> None:
        site = self.enter(node)
        suspending(self.all, site, node)
        for case in node.cases:
            case.body = self.inner(case.body, site)
        self.out.append(node)

    def defining(self, node: Definition) -> None:
        site = self.enter(node)
        body = _Block(self.all, self.scope.inside(node.name))
        body.parameters = _parameters(node.args)
        body.at = node.body[0]
        kept = 0 if ast.get_docstring(node, clean=False) is None else 1
        before = len(self.all.sites)
        body.body(node, kept)
        if inside := self.all.sites[before:]:
            node.body[kept:] = [self.failing(node.body[kept:], node, tuple(inside))]
        self.out.append(node)
        self.pending = site

    def failing(self, statements: list[ast.stmt], at: ast.stmt, sites: tuple[Site, ...]) -> ast.stmt:
        """The body of a function, which says so when an exception leaves it; the exception itself goes on as it is."""
        gap = self.all.gap(None, None)
        gap.fails = sites
        for site in sites:
            site.gaps.append(gap)
        # Where the stack is full there is no room to tell of it.
        told = ast.Try([_guard(marked(gap), [])], [ast.ExceptHandler(None, None, [ast.Pass()])], [], [])
        handler = ast.ExceptHandler(None, None, [told, ast.Raise()])
        return _located(ast.Try(statements, [handler], [], []), at)

    def classing(self, node: ast.ClassDef) -> None:
        site = self.enter(node)
        body = _Block(self.all, replace(self.scope.inside(node.name), owner=node.name))
        body.body(node, 0 if ast.get_docstring(node, clean=False) is None else 1)
        self.out.append(node)
        self.pending = site


_WRITERS: dict[type[ast.stmt], Callable[[_Block, Any], None]] = {
    ast.Return: _Block.returning,
    ast.Raise: _Block.raising,
    ast.Break: _Block.breaking,
    ast.Continue: _Block.continuing,
    ast.For: _Block.looping,
    ast.AsyncFor: _Block.looping,
    ast.While: _Block.looping,
    ast.If: _Block.branching,
    ast.With: _Block.managing,
    ast.AsyncWith: _Block.managing,
    ast.Try: _Block.trying,
    ast.Match: _Block.matching,
    ast.FunctionDef: _Block.defining,
    ast.AsyncFunctionDef: _Block.defining,
    ast.ClassDef: _Block.classing,
}
if hasattr(ast, "TryStar"):
    _WRITERS[ast.TryStar] = _Block.trying


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__" and node.level == 0


def _does_nothing(node: ast.stmt) -> bool:
    """Whether Python makes no code of a statement, so that nothing can be said of it."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.AnnAssign):
        return node.value is None
    return isinstance(node, ast.Pass | ast.Global | ast.Nonlocal)


def _parameters(arguments: ast.arguments) -> tuple[str, ...]:
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return tuple(argument.arg for argument in every)


def _header_end(node: ast.stmt) -> int:
    """The last line of a simple statement, or of the header of a compound one."""
    parts: list[ast.AST] = []
    if isinstance(node, ast.If | ast.While):
        parts = [node.test]
    elif isinstance(node, ast.For | ast.AsyncFor):
        parts = [node.target, node.iter]
    elif isinstance(node, ast.With | ast.AsyncWith):
        parts = [part for item in node.items for part in (item.context_expr, item.optional_vars) if part is not None]
    elif isinstance(node, ast.Match):
        parts = [node.subject]
    elif isinstance(node, ast.ClassDef):
        parts = [*node.bases, *node.keywords]
    elif isinstance(node, Definition):
        every = (*ast.walk(node.args), *([node.returns] if node.returns is not None else []))
        parts = [part for part in every if hasattr(part, "end_lineno")]
    else:
        return node.end_lineno or node.lineno
    return max([node.lineno, *(getattr(part, "end_lineno", 0) or 0 for part in parts)])


def _guard(mark: ast.Constant, values: list[str]) -> ast.stmt:
    again = ast.Constant(mark.value)
    names: list[ast.expr] = [ast.Name(name, ast.Load()) for name in values]
    call = ast.Call(ast.Attribute(again, "cross", ast.Load()), names, [])
    return ast.If(ast.Attribute(mark, "on", ast.Load()), [ast.Expr(call)], [])


def _located(made: ast.stmt, at: ast.stmt | ast.excepthandler | None, whole: bool = False) -> ast.stmt:
    """A statement of ours, where one of the program's is: tracebacks and warnings show no other line."""
    line, column = (at.lineno, at.col_offset) if at is not None else (1, 0)
    for node in ast.walk(made):
        if isinstance(node, ast.expr | ast.stmt | ast.excepthandler) and not hasattr(node, "lineno"):
            node.lineno, node.col_offset = line, column
            node.end_lineno, node.end_col_offset = (
                (at.end_lineno, at.end_col_offset) if whole and at else (line, column)
            )
    return made
