"""Reading settings of any shape."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.lint.options import ALL
from bytelens.lint.registry import codes
from bytelens.lsp.settings import (
    DiagnosticSettings,
    EmphasisSettings,
    Settings,
    TraceSettings,
    is_trusted,
    read_settings,
    shows_status,
    shows_traces,
)
from bytelens.report.labels import LabelOptions
from bytelens.report.sizes import Units

FULL = {
    "inlayHints": {"mode": "large", "largeFrom": "1KiB", "contents": ["bytes"]},
    "emphasis": {"large": 0.5, "veryLarge": 20},
    "peaks": {"enabled": False},
    "units": "iec",
    "diagnostics": {"enabled": False, "select": ["BL001", "bl009"], "ignore": ["BL005"]},
    "memoryBudget": "2GB",
    "trace": {"timeLimit": 2.5, "memoryLimit": 500, "steps": 10},
    "logLevel": "debug",
}
READ = Settings(
    True,
    LabelOptions(Units.IEC, frozenset({"bytes"}), 1024),
    DiagnosticSettings(False, frozenset({"BL001", "BL009"}), frozenset({"BL005"}), 2_000_000_000),
    TraceSettings(2.5, 500_000_000, 10),
    "debug",
    EmphasisSettings(0.5, 20),
    peaks=False,
)


def test_every_setting_is_read_bare_or_in_its_section() -> None:
    warnings: list[str] = []
    assert read_settings(FULL, warnings.append) == READ
    assert read_settings({"bytelens": FULL, "python": {}}, warnings.append) == READ
    assert warnings == []


def test_what_is_missing_or_null_has_its_default() -> None:
    warnings: list[str] = []
    assert read_settings({"bytelens": {}}, warnings.append) == Settings()
    assert read_settings({"inlayHints": None, "units": None}, warnings.append) == Settings()
    assert warnings == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mode", "none"),
        ("mode", True),
        ("mode", ["all"]),
        ("largeFrom", -1),
        ("largeFrom", "much"),
        ("largeFrom", ""),
        ("largeFrom", True),
        ("contents", "bytes"),
        ("contents", ["size"]),
        ("contents", [["bytes"]]),
    ],
)
def test_a_wrong_value_of_a_hint_setting_has_one_warning(key: str, value: Any) -> None:
    warnings: list[str] = []
    assert read_settings({"inlayHints": {key: value}}, warnings.append) == Settings()
    assert warnings == [f"The setting bytelens.inlayHints.{key} cannot be {value!r}; its default is used."]


def test_a_threshold_counts_where_only_large_arrays_have_hints() -> None:
    def minimum(**hints: Any) -> int:
        read = read_settings({"inlayHints": hints}, pytest.fail)
        assert read is not None
        return read.labels.minimum_bytes

    assert (minimum(), minimum(largeFrom="1kB"), minimum(mode="hover", largeFrom="1kB")) == (0, 0, 0)
    assert (minimum(mode="large"), minimum(mode="large", largeFrom=8000)) == (1_000_000, 8000)


def test_hints_can_be_left_to_the_hover() -> None:
    shown = {mode: read_settings({"inlayHints": {"mode": mode}}, pytest.fail) for mode in ("all", "large", "hover")}
    assert {mode: read.hints for mode, read in shown.items() if read} == {"all": True, "large": True, "hover": False}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("timeLimit", -1),
        ("timeLimit", "1 s"),
        ("timeLimit", True),
        ("timeLimit", float("nan")),
        ("timeLimit", float("inf")),
        ("memoryLimit", 0.5),
        ("steps", -1),
        ("steps", "all"),
    ],
)
def test_a_wrong_value_of_a_trace_setting_has_one_warning(key: str, value: Any) -> None:
    warnings: list[str] = []
    assert read_settings({"trace": {key: value}}, warnings.append) == Settings()
    assert warnings == [f"The setting bytelens.trace.{key} cannot be {value!r}; its default is used."]


@pytest.mark.parametrize(
    ("key", "value"), [("enabled", "yes"), ("select", "BL001"), ("select", ["BL999"]), ("ignore", [5]), ("ignore", {})]
)
def test_a_wrong_value_of_a_diagnostic_setting_has_one_warning(key: str, value: Any) -> None:
    warnings: list[str] = []
    assert read_settings({"diagnostics": {key: value}}, warnings.append) == Settings()
    assert warnings == [f"The setting bytelens.diagnostics.{key} cannot be {value!r}; its default is used."]


@pytest.mark.parametrize("name", ["select", "ignore"])
def test_vs_code_offers_every_code(name: str) -> None:
    manifest = json.loads((Path(__file__).parents[2] / "vscode-extension" / "package.json").read_text("utf-8"))
    setting = manifest["contributes"]["configuration"]["properties"][f"bytelens.diagnostics.{name}"]
    assert setting["items"]["enum"] == [ALL, *sorted(codes())]


def test_a_budget_that_is_empty_is_none() -> None:
    assert read_settings({"memoryBudget": ""}, pytest.fail) == Settings()


def test_a_limit_of_zero_is_none() -> None:
    sent = {"trace": {"timeLimit": 0, "memoryLimit": 0, "steps": 0}}
    assert read_settings(sent, pytest.fail) == Settings(trace=TraceSettings(None, None, 0))


@pytest.mark.parametrize(
    ("options", "shows"), [(None, False), ({}, False), ({"showsTraces": True}, True), ({"showsTraces": 1}, False)]
)
def test_a_client_says_whether_it_shows_traces_by_itself(options: Any, shows: bool) -> None:
    assert shows_traces(options) is shows


@pytest.mark.parametrize(
    ("options", "shows"), [(None, False), ({}, False), ({"showsStatus": True}, True), ({"showsStatus": 1}, False)]
)
def test_a_client_says_whether_it_shows_what_files_need(options: Any, shows: bool) -> None:
    assert shows_status(options) is shows


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("units", 3),
        ("units", []),
        ("logLevel", "loud"),
        ("inlayHints", []),
        ("emphasis", "strong"),
        ("peaks", True),
        ("peaks", {"enabled": "yes"}),
        ("diagnostics", True),
        ("memoryBudget", "much"),
        ("memoryBudget", True),
    ],
)
def test_a_wrong_value_has_one_warning(key: str, value: Any) -> None:
    warnings: list[str] = []
    assert read_settings({key: value}, warnings.append) == Settings()
    assert len(warnings) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "bytelens",
                    "inlayHints",
                    "mode",
                    "largeFrom",
                    "contents",
                    "units",
                    "diagnostics",
                    "select",
                    "memoryBudget",
                    "logLevel",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
)


@given(JSON)
def test_anything_can_be_sent(sent: Any) -> None:
    settings = read_settings(sent, lambda _: None)
    assert settings is None or isinstance(settings, Settings)


@given(JSON)
def test_trust_is_given_unless_it_is_refused(sent: Any) -> None:
    assert is_trusted(sent)
    assert is_trusted({"bytelens": sent, "trusted": True})
    assert is_trusted({"trusted": sent}) is (sent is True)
