"""The pages of the documentation as the tests read them: their blocks of code, links and anchors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
OTHERS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "vscode-extension/README.md")

MARK = re.compile(r"<!-- (\w+) -->")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block. `line`: its first line in the page, from 1. `mark`: what an HTML comment before it says."""

    heading: str
    language: str
    text: str
    line: int
    mark: str


def all_pages() -> list[Path]:
    """Every page that a reader may open."""
    return [*sorted(DOCS.rglob("*.md")), *(ROOT / name for name in OTHERS)]


def shown(page: Path) -> str:
    """How a test names a page."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page in their order."""
    heading = mark = ""
    tokens = _tokens(page)
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[place + 1].content
        elif token.type == "html_block":
            found = MARK.fullmatch(token.content.strip())
            mark = found.group(1) if found else ""
        elif token.type == "fence":
            language = token.info.split()[0] if token.info else ""
            yield Block(heading, language, token.content, (token.map or [0])[0] + 2, mark)
            mark = ""


def links(page: Path) -> list[str]:
    """The targets of links and pictures."""
    inline = (child for token in _tokens(page) for child in token.children or ())
    targets = (child.attrs.get("href") or child.attrs.get("src") for child in inline)
    return [str(target) for target in targets if target]


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    seen: Counter[str] = Counter()
    found = set()
    tokens = _tokens(page)
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            slug = _slug(tokens[place + 1])
            found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return frozenset(found)


def _slug(heading: Token) -> str:
    text = "".join(child.content for child in heading.children or ())
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


@cache
def _tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))
