"""Where statements end and functions begin."""

import ast

from bytelens.syntax.statements import function_lines, last_lines

TEXT = """\
a = f(
    1,
)
if (
    a
):
    b = 1
else:
    c = g(
        2)
for i in range(
    3
): pass
with open(a) as d, \\
        open(b) as e:
    pass
@decorated
def h(
    x,
):
    return (
        x
    )
match a:
    case 1:
        d = [
            1]
try:
    pass
except E:
    e = (
        1)
"""


def test_the_last_line_of_each_statement_is_found_in_every_block() -> None:
    ends = last_lines(ast.parse(TEXT))
    wanted = {1: 3, 4: 5, 7: 7, 9: 10, 11: 13, 14: 15, 18: 18, 21: 23, 24: 24, 26: 27, 31: 32}
    assert {line: ends[line] for line in wanted} == wanted


def test_functions_have_qualified_names_and_the_last_of_several_counts() -> None:
    text = """\
class A:
    def f(self):
        def g(): ...
    async def h(self): ...
if x:
    def f(): ...
else:
    def f(): ...
"""
    assert function_lines(ast.parse(text)) == {"A.f": 2, "A.f.g": 3, "A.h": 4, "f": 8}
