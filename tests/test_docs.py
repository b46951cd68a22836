"""Pages that are written by a program say what it would write now."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parent.parent / "docs"


def _generator(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_numpy_names_is_up_to_date() -> None:
    generator = _generator("generate_numpy")
    text = (DOCS / "numpy.md").read_text(encoding="utf-8")
    if f"names of NumPy {generator.version()}:" not in text:
        pytest.skip("the page is for another NumPy")
    assert text == generator.page(), "run `make docs`"
