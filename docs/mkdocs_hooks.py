"""What `mkdocs` is to do besides: fill in the navigation, and refuse what a page would load from another host."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

# Warnings of this logger end a strict build.
logger = logging.getLogger("mkdocs.hooks.bytelens")

ALL = "*"
# What a browser fetches by itself, unlike the target of a link.
LOADING = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src")}


def on_config(config: Any) -> Any:
    """Put the pages that there are in the place of those that the navigation names."""
    config["nav"] = filled(config["nav"], Path(config["docs_dir"]))
    return config


def on_post_page(output: str, page: Any, config: Any) -> str:  # noqa: ARG001
    """Warn of what the finished page would load from another host."""
    for url in foreign(output):
        logger.warning("%s would load %s", page.file.src_uri, url)
    return output


def filled(nav: list[Any], docs: Path) -> list[Any]:
    """The navigation with `folder/*` as the pages of the folder, without what does not exist."""
    kept: list[Any] = []
    for entry in nav:
        ((title, target),) = entry.items()
        if isinstance(target, list):
            kept.append({title: filled(target, docs)})
        elif target.endswith(ALL):
            pages = sorted((docs / target).parent.glob("*.md"), key=_first_readme)
            if pages:
                kept.append({title: [page.relative_to(docs).as_posix() for page in pages]})
        elif (docs / target).exists():
            kept.append(entry)
    return kept


def _first_readme(page: Path) -> tuple[bool, str]:
    return page.name != "README.md", page.name


def foreign(html: str) -> list[str]:
    """The addresses of other hosts that a browser would fetch to show a page."""
    return list(_Loaded(html).foreign())


class _Loaded(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self._urls: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag makes a browser load. A canonical address is no more than a name."""
        named = dict(attrs)
        if named.get("rel") not in ("canonical", "prev", "next"):
            self._urls += [value for name, value in attrs if (tag, name) in LOADING and value]

    def foreign(self) -> Iterator[str]:
        """Those that leave the site."""
        return (url for url in self._urls if url.startswith(("http:", "https:", "//")))
