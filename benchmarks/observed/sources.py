"""What a syntax tree binds, and from which expressions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[int, int, str]


def imports(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The names that an import binds, each with what it imports."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name.split(".")[0], alias.name
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def parameters(function: FunctionNode | ast.Lambda) -> list[ast.arg]:
    """The parameters of a function but for those that take any number, in order."""
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def bindings(tree: ast.Module) -> Iterator[tuple[Place, ast.expr]]:
    """Every binding's place, and what is bound there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _targets(node.lineno, target, node.value)
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            yield from _targets(node.lineno, node.target, node.value)
        elif isinstance(node, ast.For | ast.AsyncFor):
            yield from _targets(node.lineno, node.target, node.iter)
        elif isinstance(node, ast.With | ast.AsyncWith):
            for item in node.items:
                if item.optional_vars is not None:
                    yield from _targets(node.lineno, item.optional_vars, item.context_expr)


def _targets(line: int, target: ast.expr, source: ast.expr) -> Iterator[tuple[Place, ast.expr]]:
    if isinstance(target, ast.Tuple | ast.List):
        parts = source.elts if isinstance(source, ast.Tuple | ast.List) else []
        paired = len(parts) == len(target.elts)
        for place, part in enumerate(target.elts):
            yield from _targets(line, part, parts[place] if paired else source)
    elif isinstance(target, ast.Starred):
        yield from _targets(line, target.value, source)
    else:
        yield (line, target.col_offset, ast.unparse(target)), source
