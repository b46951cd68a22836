"""The operands of operators, and of the functions of NumPy that do the same."""

from __future__ import annotations

import ast

import numpy as np

from .imports import numpy_object
from .program import Program

JOINING = frozenset({"numpy.concatenate", "numpy.hstack", "numpy.vstack", "numpy.column_stack", "numpy.stack"})
PRODUCTS = frozenset({"numpy.dot", "numpy.matmul"})


def operands(program: Program, node: ast.AST) -> tuple[ast.expr, ...]:
    """What an operator or a ufunc combines element by element; empty for anything else, and for a call with `out`."""
    if isinstance(node, ast.BinOp):
        return () if isinstance(node.op, ast.MatMult) else (node.left, node.right)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return (
            () if isinstance(node.ops[0], ast.Is | ast.IsNot | ast.In | ast.NotIn) else (node.left, *node.comparators)
        )
    return tuple(node.args) if isinstance(node, ast.Call) and _is_elementwise(program, node) else ()


def factors(program: Program, node: ast.AST) -> tuple[ast.expr, ...]:
    """The two operands of a matrix product: `a @ b`, `np.dot(a, b)`, `a.dot(b)`; empty for anything else."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return node.left, node.right
    if not isinstance(node, ast.Call) or node.keywords or any(isinstance(a, ast.Starred) for a in node.args):
        return ()
    if program.called(node) in PRODUCTS and len(node.args) == 2:
        return tuple(node.args)
    method = program.method(node)
    return (method[0], node.args[0]) if method is not None and method[1] == "dot" and len(node.args) == 1 else ()


def _is_elementwise(program: Program, node: ast.Call) -> bool:
    name = program.called(node)
    function = numpy_object(name) if name else None
    if not isinstance(function, np.ufunc) or function.signature is not None or len(node.args) != function.nin:
        return False
    return not node.keywords and not any(isinstance(argument, ast.Starred) for argument in node.args)
