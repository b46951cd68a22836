"""What stands in the tree for an expression whose value is assumed."""

import ast


class Assumed(ast.expr):
    """An expression that is evaluated for what it does, while its value is another.

    Walkers that know `ast` alone see the expression, which has the position of the text.
    """

    _fields = ("expression",)
    expression: ast.expr
    value: ast.expr

    @classmethod
    def of(cls, expression: ast.expr, value: ast.expr) -> "Assumed":
        """`expression`, with the value of `value`."""
        node: Assumed = ast.copy_location(cls(expression), expression)  # type: ignore[call-arg, arg-type]
        node.value = value
        return node
