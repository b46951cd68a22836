"""The JSON of `bytelens show`."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bytelens.analysis.estimates import Analysis, Claim, Variant
from bytelens.assuming.assumptions import Assumptions, Literal
from bytelens.report.machine import document, documents
from bytelens.values.dims import SOME_INT, SomeInt, multiply, symbol
from bytelens.values.ownership import Ownership

from .making import VIEW, array, bound, scalar

N = symbol("n")


def only(*variants: Variant) -> dict[str, Any]:
    """The one binding of a file, as JSON gives it back."""
    data = json.loads(json.dumps(document("prog.py", Analysis((bound("arr", *variants, line=3),)))))
    (binding,) = data["bindings"]
    return dict(binding)


def test_a_document_says_what_it_is_and_leaves_null_what_is_not_modelled() -> None:
    assert document("prog.py", Analysis()) == {
        "schema": 1,
        "path": "prog.py",
        "numpy": np.__version__,
        "assumptions": {},
        "bindings": [],
        "lines": None,
        "peaks": None,
        "diagnostics": None,
    }


def test_an_exact_binding() -> None:
    assert only(array((1000,))) == {
        "line": 3,
        "column": 0,
        "name": "arr",
        "function": None,
        "claim": "exact",
        "variants": [
            {
                "kind": "array",
                "shape": [1000],
                "dtype": "int64",
                "nbytes": 8000,
                "formula": None,
                "at_most": None,
                "ownership": "owner",
                "view_of": None,
                "call_lines": [],
            }
        ],
    }


def test_a_formula_has_no_number() -> None:
    binding = only(array((N, multiply(2, N)), "float64"))
    (variant,) = binding["variants"]
    assert binding["claim"] == "symbolic"
    assert (variant["shape"], variant["nbytes"], variant["formula"]) == (["n", "2·n"], None, "16·n²")


def test_a_bound_has_neither_number_nor_formula() -> None:
    binding = only(array((SomeInt(1000),)))
    (variant,) = binding["variants"]
    assert binding["claim"] == "bounded"
    assert (variant["shape"], variant["nbytes"], variant["formula"], variant["at_most"]) == (
        [None],
        None,
        None,
        8000,
    )
    assert only(array((SomeInt(N),)))["variants"][0]["at_most"] == "8·n"


def test_what_is_not_known_is_null() -> None:
    (variant,) = only(array(None, None))["variants"]
    assert (variant["shape"], variant["dtype"], variant["nbytes"], variant["at_most"]) == (
        None,
        None,
        None,
        None,
    )
    (variant,) = only(array((0, SOME_INT)))["variants"]
    assert (variant["shape"], variant["nbytes"]) == ([0, None], None)


def test_several_variants_and_a_view() -> None:
    binding = only(array((1,)), array((2,), ownership=VIEW, view_of="r", call_lines=(7, 4)))
    assert binding["claim"] == "one_of"
    assert [variant["view_of"] for variant in binding["variants"]] == [None, "r"]
    assert binding["variants"][1]["call_lines"] == [7, 4]


def test_a_scalar_says_so() -> None:
    (variant,) = only(scalar())["variants"]
    assert (variant["kind"], variant["shape"], variant["nbytes"]) == ("scalar", [], 8)


def test_several_files() -> None:
    assert documents([{"path": "a"}]) == {"schema": 1, "files": [{"path": "a"}]}


def test_what_is_assumed() -> None:
    assumptions = Assumptions((("n", (1, 2)),), (Literal(3, 4, "5", 6),), np.dtype(np.float32))
    data = json.loads(json.dumps(document("prog.py", Analysis(), assumptions)))
    assert data["assumptions"] == {
        "names": {"n": [1, 2]},
        "literals": [{"line": 3, "column": 4, "text": "5", "value": 6}],
        "dtype": "float32",
    }


def test_every_key_is_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")
    data = document("prog.py", Analysis((bound("arr", array((1,))),)), Assumptions((("n", 1),)))
    (binding,) = data["bindings"]
    for key in [*data, *data["assumptions"], *binding, *binding["variants"][0]]:
        assert f"\n| `{key}` |" in documented


@pytest.mark.parametrize("values", [Claim, Ownership])
def test_every_word_is_documented(values: type[Claim] | type[Ownership]) -> None:
    documented = (Path(__file__).parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")
    assert all(f"`{value.value}`" in documented for value in values)
