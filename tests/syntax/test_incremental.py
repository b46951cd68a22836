"""An edited text, parsed from its last version, gives what parsing it anew gives."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.syntax.incremental import Version, parse_edited, version_of
from bytelens.syntax.parse import parse

LINES = st.sampled_from(
    [
        "a = 1",
        "b = [",
        "    2,",
        "]",
        "if a:",
        "    c = 3",
        "else:",
        "    d = 4; e = 5",
        "f = 6; g = 7",
        "@decorated",
        "def h(x):",
        '    """Text',
        '    over lines."""',
        "    return x",
        "# comment",
        "",
        "    # indented comment",
        's = """',
        '"""',
        "t = \\",
        "class A:",
        "    pass",
        "try:",
        "finally:",
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)
VALID = TEXTS.filter(lambda text: not parse(text).broken)


def version(text: str) -> Version:
    made = version_of(text, parse(text))
    assert made is not None
    return made


def dumped(tree: ast.Module) -> str:
    return ast.dump(tree, include_attributes=True)


@given(VALID, st.data())
def test_any_edit_gives_the_tree_of_the_whole_text(text: str, data: st.DataObject) -> None:
    """Edits that leave the text valid must give the same tree, to the last position."""
    lines = text.split("\n")
    start = data.draw(st.integers(0, len(lines)))
    end = data.draw(st.integers(start, min(start + 3, len(lines))))
    edited = "\n".join([*lines[:start], *data.draw(st.lists(LINES, max_size=3)), *lines[end:]])
    whole, parsed = parse(edited), parse_edited(edited, version(text))
    assert bool(parsed.broken) == bool(whole.broken)
    if not whole.broken:
        assert dumped(parsed.tree) == dumped(whole.tree)


@given(VALID, TEXTS)
def test_any_two_texts_can_be_versions_of_each_other(text: str, other: str) -> None:
    whole, parsed = parse(other), parse_edited(other, version(text))
    assert bool(parsed.broken) == bool(whole.broken)
    if not whole.broken:
        assert dumped(parsed.tree) == dumped(whole.tree)


def test_statements_that_the_edit_leaves_alone_are_the_same_nodes() -> None:
    old = version("a = 1\nb = 2\nc = 3\nd = 4\ne = 5\n")
    tree = parse_edited("a = 1\nb = 2\nc = 33\nd = 4\ne = 5\n", old).tree
    assert [new is was for new, was in zip(tree.body, old.tree.body, strict=True)] == [*[True, True, False, True, True]]


def test_an_edited_comment_leaves_every_statement_the_same_node() -> None:
    old = version("a = 1\nif a:\n    # one\n    b = 2\n# two\nc = 3\n")
    tree = parse_edited("a = 1\nif a:\n    # one\n    b = 2\n# three\nc = 3\n", old).tree
    assert all(new is was for new, was in zip(tree.body, old.tree.body, strict=True))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("if a:\n    b\nc = 1", "if a:\n    b\n    x\nc = 1"),
        ("a = 1\n\ndef f(): pass", "a = 1\n@d\ndef f(): pass"),
        ('a = 1\nx\nb = """"""\nc', 'a = 1\nx = """\nb = """"""\nc'),
        ("a = 1\nx\nb = 2", "a = 1\nx = \\\nb = 2"),
        ("a = 1", ""),
        ("", "a = 1"),
        ("a; b\nc; d", "a; b\nc; e"),
    ],
)
def test_an_edit_that_joins_statements_is_seen(old: str, new: str) -> None:
    assert dumped(parse_edited(new, version(old)).tree) == dumped(parse(new).tree)


def test_half_typed_text_loses_only_the_statement_that_was_touched() -> None:
    old = version("\n".join(f"v{number} = {number}" for number in range(100)))
    edited = "\n".join("v50 = (50" if number == 50 else f"v{number} = {number}" for number in range(100))
    parsed = parse_edited(edited, old)
    assert [(lines.first, lines.last) for lines in parsed.broken] == [(51, 51)]
    assert len(parsed.tree.body) == 100
