"""Pages that are written by a program say what it would write now; the site has all pages and loads nothing else."""

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


def test_the_page_of_settings_and_commands_is_up_to_date() -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert text == _generator("generate_settings").page(), "run `make docs`"


def test_the_navigation_leaves_out_what_is_not_there_and_lists_a_folder_after_its_first_page(tmp_path: Path) -> None:
    (tmp_path / "choices").mkdir()
    for name in ("0002-b.md", "0001-a.md", "README.md"):
        (tmp_path / "choices" / name).touch()
    (tmp_path / "index.md").touch()
    nav = [{"Start": "index.md"}, {"More": [{"Later": "later.md"}, {"Choices": "choices/*"}, {"None": "none/*"}]}]
    choices = ["choices/README.md", "choices/0001-a.md", "choices/0002-b.md"]
    assert _generator("mkdocs_hooks").filled(nav, tmp_path) == [
        {"Start": "index.md"},
        {"More": [{"Choices": choices}]},
    ]


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        ('<script src="https://cdn.example/a.js"></script>', ["https://cdn.example/a.js"]),
        ('<link rel="stylesheet" href="//fonts.example/a.css">', ["//fonts.example/a.css"]),
        ('<img src="http://pictures.example/a.png"/>', ["http://pictures.example/a.png"]),
        ('<a href="https://numpy.org">NumPy</a><img src="images/a.png"><script src="../a.js"></script>', []),
        ('<link rel="canonical" href="https://bytelens.example/">', []),
    ],
)
def test_what_a_page_would_load_from_another_host_is_found(html: str, urls: list[str]) -> None:
    assert _generator("mkdocs_hooks").foreign(html) == urls
