"""`[tool.bytelens]` in `pyproject.toml`, and what it chooses."""

from pathlib import Path

import pytest

from bytelens.lint.budgets import machine_memory, parse_size
from bytelens.lint.checking import check
from bytelens.lint.configuration import ConfigurationError, nearest, read
from bytelens.lint.findings import Level
from bytelens.lint.options import Options

from .making import known

TEXT = """\
import numpy as np

table = np.ones((1000, 300), dtype=np.float32)
scaled = table * np.ones(300)
failed = table * np.ones(1000)
order = np.arange(100_000)
print(np.ones(100_000)[order].sum())
"""


def configured(folder: Path, toml: str) -> Options:
    path = folder / "pyproject.toml"
    path.write_text(toml, encoding="utf-8")
    return read(path)


def found(options: Options) -> dict[str, Level]:
    return {finding.code: finding.level for finding in check(known(TEXT), options)}


def test_without_a_table_all_that_are_on_by_default_look(tmp_path: Path) -> None:
    options = configured(tmp_path, "[project]\nname = 'x'\n")
    assert options == Options()
    assert found(options) == {"BL001": Level.WARNING, "BL009": Level.ERROR}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("select = ['BL001']", {"BL001": Level.WARNING}),
        ("select = ['bl007']", {"BL007": Level.HINT}),
        ("select = ['ALL']", {"BL001": Level.WARNING, "BL009": Level.ERROR, "BL007": Level.HINT}),
        ("ignore = ['BL001']", {"BL009": Level.ERROR}),
        ("select = ['ALL']\nignore = ['ALL']", {}),
        ("[tool.bytelens.levels]\nBL009 = 'hint'", {"BL001": Level.WARNING, "BL009": Level.HINT}),
        ("[tool.bytelens.levels]\nBL001 = 'off'", {"BL009": Level.ERROR}),
        ("[tool.bytelens.levels]\nBL007 = 'error'", dict.fromkeys(("BL007", "BL009"), Level.ERROR)
         | {"BL001": Level.WARNING}),
    ],
)  # fmt: skip
def test_codes_and_levels_are_chosen(tmp_path: Path, table: str, expected: dict[str, Level]) -> None:
    assert found(configured(tmp_path, f"[tool.bytelens]\n{table}\n")) == expected


@pytest.mark.parametrize(("value", "nbytes"), [("'4GB'", 4 * 10**9), ("'512 MiB'", 512 * 2**20), ("1000", 1000)])
def test_the_budget_is_a_number_or_a_size(tmp_path: Path, value: str, nbytes: int) -> None:
    assert configured(tmp_path, f"[tool.bytelens]\nmemory-budget = {value}\n").memory_budget == nbytes


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (
            "[tool.bytelens]\nselcet = []",
            "does not know the key 'selcet'; known are ignore, levels, memory-budget",
        ),
        ("[tool.bytelens]\nselect = ['BL999']", "select: there is no diagnostic 'BL999'"),
        ("[tool.bytelens]\nignore = 'BL001'", "ignore: must be a list of codes"),
        ("[tool.bytelens]\nlevels = {BL001 = 'loud'}", "levels: 'loud' is no level"),
        ("[tool.bytelens]\nlevels = {BL0 = 'off'}", "levels: there is no diagnostic 'BL0'"),
        ("[tool.bytelens]\nlevels = 1", "levels: must be a table"),
        ("[tool.bytelens]\nmemory-budget = 'much'", "memory-budget: 'much' is no size"),
        ("[tool.bytelens]\nmemory-budget = true", "memory-budget: must be a size"),
        ("[tool]\nbytelens = 1", "must be a table"),
        ("[tool.bytelens", "pyproject.toml"),
    ],
)
def test_what_nobody_understands_is_one_clear_line(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        configured(tmp_path, toml)
    assert message in str(raised.value)
    assert str(tmp_path / "pyproject.toml") in str(raised.value)


def test_the_nearest_file_above_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert nearest(inner / "prog.py") == tmp_path / "pyproject.toml"
    (tmp_path / "a" / "pyproject.toml").touch()
    assert nearest(inner / "prog.py") == tmp_path / "a" / "pyproject.toml"


@pytest.mark.parametrize(
    ("text", "nbytes"),
    [("1000", 1000), ("8kB", 8000), ("8 KiB", 8192), ("1.5G", 1_500_000_000), ("2 GiB", 2**31), ("7b", 7)],
)
def test_sizes_are_read_as_they_are_written(text: str, nbytes: int) -> None:
    assert parse_size(text) == nbytes


@pytest.mark.parametrize("text", ["", "GB", "4 gigabytes", "-1", "0", "1iB", "nan"])
def test_other_text_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no size|is too small"):
        parse_size(text)


def test_the_machine_has_memory() -> None:
    assert machine_memory() is None or machine_memory() > 2**20  # type: ignore[operator]
