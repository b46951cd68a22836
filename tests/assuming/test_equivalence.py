"""To assume a value says what a text says that has it, and an edit under assumptions what the whole text says."""

import ast
from pathlib import Path

import numpy as np
import pytest

from bytelens.analysis.module import analyse
from bytelens.analysis.session import Session
from bytelens.assuming.assumable import literals_in, names_in
from bytelens.assuming.assumptions import NOTHING, Assumptions, Constant, Literal
from bytelens.assuming.rewriting import Rewriting
from bytelens.syntax.incremental import parse_edited, version_of
from bytelens.syntax.parse import parse

from .test_programs import assumed

PROGRAMS = sorted((Path(__file__).parents[1] / "analysis" / "programs").glob("*.py"))
MOST_LITERALS = 6


def said(text: str, assumptions: Assumptions = NOTHING) -> dict[object, object]:
    """Shapes, dtypes and owners of every binding; not the text of expressions, nor columns."""
    return {
        (estimate.line, estimate.name, estimate.function): {
            (variant.shape, variant.dtype, variant.ownership) for variant in estimate.variants
        }
        for estimate in analyse(text, assumptions=assumptions).estimates
    }


def numbers(text: str) -> list[ast.Constant]:
    """Some whole numbers of a text, spread over it."""
    found = [node for node in literals_in(parse(text).tree).values() if type(node.value) is int and node.value > 1]
    return found[:: max(len(found) // MOST_LITERALS, 1)]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_literal_that_is_assumed_is_as_one_that_is_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for node in numbers(text):
        lines = text.encode().split(b"\n")
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = line[: node.col_offset] + b"37" + line[node.end_col_offset :]
        literal = Literal(node.lineno, node.col_offset, str(node.value), 37)
        assert said(text, Assumptions(literals=(literal,))) == said(b"\n".join(lines).decode())


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_what_is_already_so_changes_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    literals = tuple(Literal(n.lineno, n.col_offset, str(n.value), n.value) for n in numbers(text))  # type: ignore[arg-type]
    assert said(text, Assumptions(literals=literals)) == said(text)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
@pytest.mark.parametrize("values", [(0, "text", -1), (10**30, (2, 3), None, 1.5)])
def test_whatever_is_assumed_is_analysed(path: Path, values: tuple[Constant, ...]) -> None:
    text = path.read_text(encoding="utf-8")
    names = tuple(zip(names_in(parse(text).tree).all, values * 1000, strict=False))
    assert analyse(text, assumptions=Assumptions(names[::2], dtype=np.dtype(np.float16))).estimates is not None


def test_no_new_array_is_of_another_floating_point_type() -> None:
    """Views of what is of another kind may be."""
    kinds = {"f": np.dtype(np.float32), "c": np.dtype(np.complex64)}
    seen = 0
    for path in PROGRAMS:
        estimates = analyse(path.read_text(encoding="utf-8"), assumptions=Assumptions(dtype=kinds["f"])).estimates
        for variant in (variant for estimate in estimates for variant in estimate.variants):
            if variant.kind == "array" and variant.ownership.value == "owner" and variant.dtype is not None:
                assert variant.dtype == kinds.get(variant.dtype.kind, variant.dtype)
                seen += variant.dtype.kind in kinds
    assert seen > 100


def test_edits_under_assumptions_say_what_the_whole_text_says() -> None:
    head = "import numpy as np\nn = 3\na = np.zeros(n)\n"
    texts = [
        head + tail
        for tail in ("b = a * 2\n", "b = np.ones((n, 5))\n", "n += 1\nb = np.ones(n)\n", "b = (\n", "b = 1\n")
    ]
    assumptions = assumed(head, "n = 50")
    rewriting, session, version = Rewriting(assumptions), Session(assumptions=assumptions), None
    for text in texts:
        parsed = parse_edited(text, version) if version else parse(text)
        version = version_of(text, parsed) or version
        estimates = session.analyse(text, rewriting.of(parsed)).estimates
        assert [e.variants for e in estimates] == [e.variants for e in analyse(text, assumptions=assumptions).estimates]
        assert estimates[0].variants[0].nbytes == 400


def test_statements_of_which_nothing_is_assumed_are_the_same_objects() -> None:
    """And others become the same ones each time, so that they do not run again."""
    text = "import numpy as np\nn = 3\na = np.zeros(n)\nfor n in (1, 2):\n    b = np.zeros(n)\n"
    parsed, rewriting = parse(text), Rewriting(assumed(text, "n = 50"))
    once, again = rewriting.of(parsed).tree.body, rewriting.of(parsed).tree.body
    assert all(a is b for a, b in zip(once, again, strict=True))
    assert [new is old for new, old in zip(once, parsed.tree.body, strict=True)] == [True, False, True, False]


@pytest.mark.parametrize("depth", [50, 300, 900])
def test_a_statement_of_any_depth_is_assumed_or_not_known(depth: int) -> None:
    text = f"import numpy as np\nn = 3\na = np.zeros({' + '.join(['n'] * depth)})\nb = np.zeros(n)\n"
    estimates = {
        estimate.name: estimate.variants for estimate in analyse(text, assumptions=assumed(text, "n=5")).estimates
    }
    assert all(variant.nbytes == 40 * depth for variant in estimates.get("a", ()))
    assert depth > 50 or estimates["a"]
    assert all(variant.nbytes == 40 for variant in estimates.get("b", ()))


def test_the_tree_of_the_text_stays_as_it_is() -> None:
    text = "n = 3\ndef f(n):\n    return args.n\nif (n := g()): n += 2\nwith a as n: pass\n"
    parsed = parse(text)
    before = ast.dump(parsed.tree, include_attributes=True)
    rewritten = Rewriting(assumed(text, "n = 50", "args.n = 4", "1:5 = 2")).of(parsed)
    assert ast.dump(parsed.tree, include_attributes=True) == before
    assert ast.dump(rewritten.tree) != ast.dump(parsed.tree)
