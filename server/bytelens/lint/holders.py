"""Whether the array that a name holds is known to anybody else."""

from __future__ import annotations

import ast
from collections.abc import Container

from ..values.ownership import Ownership
from .fates import Fate, fate, worst
from .program import Program, Scope


def fate_of_name(program: Program, name: str, scope: Scope, besides: Container[ast.AST] = ()) -> Fate:
    """What becomes of the arrays that a name of a scope holds, at all of its places, inner functions included.

    besides: expressions within which it does not matter.
    """
    if name in program.declared_elsewhere:
        return Fate.KEPT
    found: list[Fate] = []
    for node in program.names_in(scope, name):
        if any(outer in besides for outer in (node, *program.ancestors(node))):
            continue
        if program.scope(node) is not scope:
            if not _is_of_another(program, node, scope):
                found.append(Fate.KEPT)
        elif isinstance(node.ctx, ast.Load):
            found.append(fate(program, node))
        elif isinstance(program.parent(node), ast.AugAssign):
            found.append(Fate.WRITTEN)
    return worst(found)


def holds_alone(program: Program, name: str, scope: Scope, besides: Container[ast.AST] = ()) -> bool:
    """Whether nobody but a name holds the arrays that it is bound to, or looks into them, before its scope ends.

    All of its bindings are plain assignments of new arrays, and whatever reads it lets go of it. besides: expressions
    within which it does not matter.
    """
    if isinstance(scope, ast.ClassDef | ast.Lambda) or name in parameters(scope):
        return False
    stores = [
        node
        for node in program.names_in(scope, name)
        if program.scope(node) is scope and not isinstance(node.ctx, ast.Load)
    ]
    if not stores or not all(_is_plain_assignment(program.parent(node), node) for node in stores):
        return False
    bound = {node.lineno for node in stores if not isinstance(program.parent(node), ast.AugAssign | ast.Delete)}
    estimates = program.estimates_of(name, scope)
    if not all(variant.ownership is Ownership.OWNER for estimate in estimates for variant in estimate.variants):
        return False
    known = {estimate.line for estimate in estimates}
    return bound <= known and fate_of_name(program, name, scope, besides) is not Fate.KEPT


def parameters(scope: Scope) -> frozenset[str]:
    """The names of a function's parameters."""
    if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return frozenset()
    arguments = scope.args
    others = [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    return frozenset(
        argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *others)
    )


def _is_of_another(program: Program, node: ast.Name, scope: Scope) -> bool:
    """Whether a function between a name and a scope has a variable of that name."""
    if any(isinstance(outer, ast.arguments) for outer in program.ancestors(node)):
        return False
    inner = program.scope(node)
    while inner is not scope and inner is not program.tree:
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            stored = any(isinstance(other.ctx, ast.Store) for other in program.names_in(inner, node.id))
            if program.scope(node) is inner and (stored or node.id in parameters(inner)):
                return True
        inner = program.scope(inner)
    return False


def _is_plain_assignment(statement: ast.AST, target: ast.Name) -> bool:
    if isinstance(statement, ast.Assign):
        return statement.targets == [target]
    return isinstance(statement, ast.AnnAssign | ast.AugAssign | ast.Delete)
