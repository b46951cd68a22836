"""The JSON of `bytelens show`."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bytelens.analysis.estimates import Analysis, Claim, Variant
from bytelens.analysis.line_costs import FREE, NOT_KNOWN, LineCost
from bytelens.analysis.peaks import Holder, Moment, Peak
from bytelens.assuming.assumptions import Assumptions, Literal
from bytelens.report.machine import document, documents
from bytelens.values.amounts import NO_BYTES, Amount
from bytelens.values.dims import SOME_INT, SomeInt, multiply, symbol
from bytelens.values.ownership import Ownership

from .making import VIEW, array, bound, scalar

N = symbol("n")


def only(*variants: Variant) -> dict[str, Any]:
    """The one binding of a file, as JSON gives it back."""
    data = json.loads(json.dumps(document("prog.py", Analysis((bound("arr", *variants, line=3),)))))
    (binding,) = data["bindings"]
    return dict(binding)


def test_a_document_says_what_it_is_and_leaves_null_what_is_not_known() -> None:
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


def with_costs(**known: object) -> Any:
    """A document, as JSON gives it back."""
    return json.loads(json.dumps(document("prog.py", Analysis(**known))))  # type: ignore[arg-type]


def test_lines_say_every_byte_and_those_that_touch_no_memory_are_left_out() -> None:
    known = LineCost(Amount.of(8000), Amount.of(80), Amount.of(8016))
    formula = LineCost(Amount.of(multiply(8, N)), NO_BYTES, Amount.of(multiply(24, N)))
    costs = {(3, "f"): formula, (2, None): known, (1, None): FREE}
    first, second = with_costs(costs=costs)["lines"]
    assert first == {
        "line": 2,
        "function": None,
        "allocates": 8000,
        "frees": 80,
        "peak": 8016,
        "temporary": 16,
        "formulas": {},
        "at_least": {},
        "at_most": {},
    }
    assert (second["function"], second["allocates"], second["frees"]) == ("f", None, 0)
    assert second["formulas"] == {"allocates": "8·n", "peak": "24·n", "temporary": "16·n"}


def test_what_is_not_known_of_a_line_is_null_with_its_bounds() -> None:
    costs = {(1, None): NOT_KNOWN, (2, None): LineCost(Amount.of(8), NO_BYTES, Amount(24, 32))}
    unknown, bounded = with_costs(costs=costs)["lines"]
    assert {unknown[key] for key in ("allocates", "frees", "peak", "temporary")} == {None}
    assert (unknown["at_least"], unknown["at_most"]) == ({}, {})
    assert (bounded["peak"], bounded["temporary"]) == (None, None)
    assert bounded["at_least"] == {"peak": 24, "temporary": 16}
    assert bounded["at_most"] == {"peak": 32, "temporary": 24}


def test_peaks_say_how_sure_they_are() -> None:
    small, large = Moment(8000, 3, "f", (Holder("a", 6000, 1),)), Moment(9000, 4, None)
    peaks = {"f": Peak(small, small), "g": Peak(None, large), None: Peak(small, large), "h": Peak()}
    module, exact, at_most, unknown = with_costs(peaks=peaks)["peaks"]
    assert exact == {
        "function": "f",
        "line": 3,
        "line_function": "f",
        "nbytes": 8000,
        "formula": None,
        "at_least": False,
        "at_most": None,
        "alive": [{"name": "a", "nbytes": 6000, "formula": None}],
        "unattributed": 2000,
    }
    assert (module["function"], module["nbytes"], module["at_least"], module["at_most"]) == (None, 8000, True, 9000)
    assert (at_most["nbytes"], at_most["at_least"], at_most["at_most"], at_most["line"]) == (None, False, 9000, 4)
    assert (unknown["nbytes"], unknown["line"], unknown["alive"], unknown["unattributed"]) == (None, None, [], None)


def test_a_peak_may_be_a_formula() -> None:
    moment = Moment(multiply(24, N), 2, None, (Holder("x", multiply(8, N), 1),))
    (peak,) = with_costs(peaks={None: Peak(moment, moment)})["peaks"]
    assert (peak["nbytes"], peak["formula"], peak["unattributed"]) == (None, "24·n", "16·n")
    assert peak["alive"] == [{"name": "x", "nbytes": None, "formula": "8·n"}]
