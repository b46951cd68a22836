"""Links within the documentation lead somewhere, from the README and the site alike."""

from pathlib import Path

import pytest
from tests.pages import DOCS, all_pages, anchors, links, shown

ELSEWHERE = ("http:", "https:", "mailto:")


@pytest.mark.parametrize("page", all_pages(), ids=shown)
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    assert [
        target for target in links(page) if not target.startswith(ELSEWHERE) and not leads_somewhere(page, target)
    ] == []


@pytest.mark.parametrize("page", [page for page in all_pages() if DOCS in page.parents], ids=shown)
def test_pages_of_the_site_link_to_nothing_outside_of_it(page: Path) -> None:
    inside = [target for target in links(page) if not target.startswith(ELSEWHERE)]
    assert [target for target in inside if DOCS not in file_of(page, target).parents] == []


@pytest.mark.parametrize("folder", ["decisions", "diagnostics"])
def test_the_first_page_of_a_folder_links_to_all_others(folder: str) -> None:
    first = DOCS / folder / "README.md"
    others = {page for page in (DOCS / folder).glob("*.md") if page != first}
    assert not others or others <= {file_of(first, target) for target in links(first)}


def leads_somewhere(page: Path, target: str) -> bool:
    """Whether a relative link leads to a file, and to one of its headings where it names one."""
    file, _, anchor = target.partition("#")
    found = file_of(page, target)
    if not found.exists():
        return False
    return not anchor or (found.suffix == ".md" and anchor in anchors(found)) or file.endswith(".py")


def file_of(page: Path, target: str) -> Path:
    """The file that a relative link of a page leads to."""
    name = target.partition("#")[0]
    return (page.parent / name).resolve() if name else page
