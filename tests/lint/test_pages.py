"""Every diagnostic has a page, whose first example shows it and whose second does not."""

import importlib.util
import re
from pathlib import Path

import pytest

from bytelens.lint.checking import check
from bytelens.lint.options import Options
from bytelens.lint.registry import Diagnostic, all_diagnostics

from .making import known

DOCS = Path(__file__).parents[2] / "docs"
_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("diagnostic", all_diagnostics(), ids=lambda diagnostic: diagnostic.code)
def test_the_bad_example_of_a_page_is_found_and_the_good_one_is_not(diagnostic: Diagnostic) -> None:
    text = (DOCS / "diagnostics" / f"{diagnostic.code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {diagnostic.code}: {diagnostic.name}\n")
    bad, good = _EXAMPLE.findall(text)
    options = Options(select=frozenset({"ALL"}))
    assert {finding.code for finding in check(known(bad, 50_000_000_000), options)} == {diagnostic.code}
    assert check(known(good, 50_000_000_000), options) == ()


def test_the_table_is_up_to_date() -> None:
    path = DOCS / "generate_diagnostics.py"
    spec = importlib.util.spec_from_file_location("generate_diagnostics", path)
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    written = (DOCS / "diagnostics" / "README.md").read_text(encoding="utf-8")
    assert written == generator.page(), "run `make docs`"
