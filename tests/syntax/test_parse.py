"""Half-typed code keeps every statement that is not itself broken, and says what is unknown."""

import ast
import gc
import warnings
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.syntax.parse import Broken, LineRange, parse

SIMPLE = st.sampled_from(
    [
        "a = np.zeros((3, 4))",
        "b = a[1:, ::2] + 1",
        'print(f"{a.nbytes} é", "x")',
        "c: int = 3",
        "d, (e, *f) = 1, (2, 3)",
        "a += b @ a",
        "import numpy as np",
        's = """one\ntwo = (\n"""',
        "g = f(\n1,\n    2,\n)",
        "h = [\n    i for i in range(3)  # (\n]",
        "pass",
        "return a",
    ]
)
HEADER = st.sampled_from(
    ["if a > 1:", "for i in range(3):", "while b:", "with open(p) as f:", "def f(a, b=n):", "class A(B):"]
)


def _indented(statements: list[str]) -> str:
    """The statements, one level deeper; the lines within strings and brackets move along."""
    return "\n".join("    " + line for statement in statements for line in statement.split("\n"))


def _compound(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    suite = st.lists(children, min_size=1, max_size=3).map(_indented)
    tried = suite.map(lambda body: f"try:\n{body}\nexcept E as e:\n    pass\nfinally:\n    pass")
    branches = st.tuples(suite, suite).map(lambda bodies: f"if a:\n{bodies[0]}\nelif b:\n    c\nelse:\n{bodies[1]}")
    decorated = suite.map(lambda body: f"@jit\n@x.y(1)\ndef g(x):\n{body}")
    return st.one_of(st.builds(lambda h, s: f"{h}\n{s}", HEADER, suite), tried, branches, decorated)


PROGRAM = st.lists(st.recursive(SIMPLE, _compound, max_leaves=6), min_size=1, max_size=6).map("\n".join)
TYPED = st.text(st.sampled_from("()[]{}\"'\\#:=.,@ \t\n\r\fax1é\0\ufeff\ud800"), max_size=3)


@st.composite
def broken_programs(draw: st.DrawFn) -> str:
    """A program in which some characters were deleted and others typed."""
    text = draw(PROGRAM)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(TYPED) + text[start + draw(st.integers(0, 3)) :]
    return text


def _broken(tree: ast.Module) -> list[Broken]:
    return [node for node in ast.walk(tree) if isinstance(node, Broken)]


def _survivors(text: str) -> Iterator[tuple[ast.stmt, str | None]]:
    """Each simple statement of the tree that does not touch a broken line, with its source."""
    parsed = parse(text)
    lost = {line for lines in parsed.broken for line in range(lines.first, lines.last + 1)}
    for node in ast.walk(parsed.tree):
        if isinstance(node, ast.stmt) and not isinstance(node, Broken) and not hasattr(node, "body"):
            assert node.end_lineno is not None
            if lost.isdisjoint(range(node.lineno, node.end_lineno + 1)):
                yield node, ast.get_source_segment(text, node)


@given(PROGRAM)
def test_clean_text_is_parsed_as_ast_does(text: str) -> None:
    parsed = parse(text)
    assert parsed.broken == ()
    assert ast.dump(parsed.tree, include_attributes=True) == ast.dump(ast.parse(text), include_attributes=True)


@given(st.one_of(st.text(), broken_programs()))
def test_no_text_raises(text: str) -> None:
    assert isinstance(parse(text).tree, ast.Module)


@given(broken_programs().filter(lambda text: not set("\0\ufeff\ud800\f") & set(text)))
def test_a_surviving_statement_is_what_its_source_says(text: str) -> None:
    for node, segment in _survivors(text):
        assert segment is not None
        (again,) = parse(segment).tree.body
        assert ast.dump(again) == ast.dump(node)


@given(broken_programs())
def test_every_broken_range_is_within_the_text_and_holds_a_broken_statement(text: str) -> None:
    parsed = parse(text)
    total = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    above = 0
    for lines in parsed.broken:
        assert above < lines.first <= lines.last <= total
        above = lines.last
    ranges = {(lines.first, lines.last) for lines in parsed.broken}
    assert {(node.lineno, node.end_lineno) for node in _broken(parsed.tree)} <= ranges


HALF_TYPED = [
    "y = np.zeros((3,",
    "x.",
    "np.",
    "for",
    "for i in",
    "for i in range(3",
    "def f(a,",
    "class A(",
    "y = ",
    "x = = 3",
    "if x >",
    "if x",
    "else",
    "elif x:",
    '"abc',
    "[1, 2",
    "f(a))",
    "@",
    "@jit",
    "import",
    "from numpy import",
    'print(f"{x',
    'print(f"{x y}")',
    "try:",
    "with open(",
    "return x +",
    '"""',
    'y = """',
    "x = 1 \\ 2",
    "x = {",
    "y = 3\0",
    "lambda",
    "    y = 3",
    "\t\ty = 3",
    "é = (",
]


@pytest.mark.parametrize("half", HALF_TYPED)
@pytest.mark.parametrize("row", [0, 1, 500, 998, 999])
def test_a_flat_script_loses_only_the_line_that_is_typed(half: str, row: int) -> None:
    lines = [f"x{i} = np.zeros(({i}, 3))" for i in range(1000)]
    lines[row] = half
    parsed = parse("\n".join(lines))
    kept = [node.lineno for node in parsed.tree.body if isinstance(node, ast.Assign)]
    assert kept == [line for line in range(1, 1001) if line != row + 1]
    assert parsed.broken == (LineRange(row + 1, row + 1),)


@pytest.mark.parametrize("half", [half for half in HALF_TYPED if not half[0].isspace()])
@pytest.mark.parametrize("row", [2, 4, 6])
def test_nested_code_loses_only_the_line_that_is_typed(half: str, row: int) -> None:
    lines = [
        "def f(n):",
        "    for i in range(n):",
        "        a = 1",
        "        if a:",
        "            b = 2",
        "        c = 3",
        "    d = 4",
        "    return n",
        "e = 5",
    ]
    indent = lines[row][: -len(lines[row].lstrip())]
    assignments = {number for number, line in enumerate(lines, 1) if "=" in line} - {row + 1}
    lines[row] = indent + half
    parsed = parse("\n".join(lines))
    assert {node.lineno for node in ast.walk(parsed.tree) if isinstance(node, ast.Assign)} == assignments
    (function,) = (node for node in parsed.tree.body if isinstance(node, ast.FunctionDef))
    assert isinstance(function.body[-1], ast.Return)
    assert parsed.broken == (LineRange(row + 1, row + 1),)


def test_ten_broken_lines_lose_ten_lines() -> None:
    lines = [f"x{i} = {i}" for i in range(1000)]
    for row in range(40, 1000, 100):
        lines[row] = HALF_TYPED[row // 100]
    assert sum(isinstance(node, ast.Assign) for node in parse("\n".join(lines)).tree.body) == 990


def test_a_broken_statement_says_which_names_it_may_bind() -> None:
    (broken, _) = parse("  \n\ny = np.zeros((n,\nz = 1").tree.body
    assert isinstance(broken, Broken)
    assert isinstance(broken, ast.Pass)
    assert (broken.names, broken.binds) == (("n", "np", "y", "zeros"), ("y",))
    assert (broken.lineno, broken.col_offset, broken.end_lineno, broken.end_col_offset) == (3, 0, 3, 16)


def test_a_statement_over_several_lines_is_replaced_whole() -> None:
    parsed = parse("a = 1\nx = f(\n    a,\n    b b,\n    c,\n)\ny = 2\n")
    assert parsed.broken == (LineRange(2, 6),)
    assert [node.lineno for node in parsed.tree.body] == [1, 2, 7]


def test_a_broken_function_header_makes_its_names_unknown_inside_and_the_function_outside() -> None:
    parsed = parse("def f(a, b=n\n    x = a\n    return x\ny = f(n)\n")
    function, after, _ = parsed.tree.body
    assert isinstance(function, ast.FunctionDef)
    inside = function.body[0]
    assert isinstance(inside, Broken)
    assert isinstance(after, Broken)
    assert set(inside.binds) == {"a", "b", "f"}
    assert after.binds == ("f",)
    assert [node.lineno for node in function.body[1:]] == [2, 3]


@pytest.mark.parametrize(
    ("header", "binds"), [("for i in f(", ("i",)), ("while (m := ", ("m",)), ("with open(p) as f", ("f",))]
)
def test_a_broken_loop_header_binds_its_names_each_time_around(header: str, binds: tuple[str, ...]) -> None:
    (compound, _) = parse(f"{header}\n    x = 1\ny = 2").tree.body
    assert isinstance(compound, ast.While | ast.With)
    first, kept = compound.body
    assert isinstance(first, Broken)
    assert first.binds == binds
    assert kept.lineno == 2


def test_a_block_with_an_unknown_header_is_unknown_throughout() -> None:
    (broken, kept) = parse("fro i in range(3):\n    x = 1\ny = 2").tree.body
    assert isinstance(broken, Broken)
    assert set(broken.binds) >= {"i", "x"}
    assert kept.lineno == 3


def test_a_statement_indented_to_nowhere_is_unknown_in_its_block_and_around_it() -> None:
    function, after, last = parse("def f():\n    a = 1\n  n = 2\n    c = 3\ny = n").tree.body
    assert isinstance(function, ast.FunctionDef)
    assert [type(node) for node in function.body] == [ast.Assign, Broken, ast.Assign]
    assert isinstance(after, Broken)
    assert after.binds == ("n",)
    assert last.lineno == 5


@pytest.mark.parametrize("half", ["x = = 3", "x = f(", "not a comment here", "x.", "x", "c = 3"])
def test_a_line_typed_further_left_in_the_middle_of_a_block_leaves_the_block_whole(half: str) -> None:
    function, _, last = parse(f"def f():\n    a = 1\n{half}\n    b = 2\n    return b\ny = 3").tree.body
    assert isinstance(function, ast.FunctionDef)
    assert [node.lineno for node in function.body] == [2, 3, 4, 5]
    assert last.lineno == 6


def test_a_decorator_that_is_typed_leaves_its_function_decorated_by_something_unknown() -> None:
    broken, function = parse("@np.\ndef f(): return 1").tree.body
    assert isinstance(broken, Broken)
    assert isinstance(function, ast.FunctionDef)
    assert len(function.decorator_list) == 1


def test_an_open_docstring_keeps_what_is_above_and_below() -> None:
    """The quotes of all docstrings below pair up wrongly, and their prose reads as code."""
    below = 'def {0}():\n    """Don\'t count on it: {0} (is).\n\n    y = 1\n    """\n    return 1\n'
    text = "x = 1\n" + '"""\n' + "".join(below.format(name) for name in "fgh") + "z = 2\n"
    parsed = parse(text)
    assert parsed.broken == (LineRange(2, 2),)
    kinds = [type(node) for node in parsed.tree.body]
    assert kinds == [ast.Assign, Broken, ast.FunctionDef, ast.FunctionDef, ast.FunctionDef, ast.Assign]


@pytest.mark.parametrize(
    "nested",
    [
        "(" * 300,
        "-" * 20_000 + "1",
        "1" + "+1" * 20_000,
        "1" * 5000,
        "a" + "[0]" * 5000,
        "lambda:" * 3000 + "1",
    ],
)
def test_nesting_too_deep_for_the_parser_costs_one_statement_at_most(nested: str) -> None:
    body = parse(f"a = 1\ny = {nested}\nb = 2\n").tree.body
    assert [node.lineno for node in body] == [1, 2, 3]
    assert isinstance(body[0], ast.Assign)
    assert isinstance(body[2], ast.Assign)


def test_text_that_is_no_python_is_unknown_throughout() -> None:
    parsed = parse("This is prose, don't you think?\n" * 200)
    assert all(isinstance(node, Broken) for node in parsed.tree.body)
    assert sum(lines.last - lines.first + 1 for lines in parsed.broken) == 200


def test_a_byte_order_mark_counts_as_three_bytes_of_its_line() -> None:
    (node,) = parse("\ufeffx = 1").tree.body
    assert isinstance(node, ast.Assign)
    assert (node.lineno, node.col_offset) == (1, 3)


def test_a_lone_surrogate_in_a_string_harms_nothing() -> None:
    assert parse("x = '\ud800'\ny = 1").broken == ()


def test_empty_text_is_clean() -> None:
    for text in ("", "\n\n", "# only a comment", "\ufeff"):
        assert parse(text).broken == ()
        assert parse(text).tree.body == []


def test_warnings_are_neither_raised_nor_shown() -> None:
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        assert parse("x = '\\d'\ny = 1 is 2\nz = (").broken == (LineRange(3, 3),)
    assert shown == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert parse("x = '\\d'").broken == ()


@pytest.mark.parametrize("collecting", [True, False])
def test_garbage_collection_is_left_as_it_was(collecting: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        parse("x = (")
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
