"""The configurations in docs/editors.md are well-formed, start the server, and set what there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.pages import DOCS, Block, blocks

from bytelens.lsp.settings import read_settings

# Where the editors want what they hand on to the server.
SETTINGS = ("initializationOptions", "initialization_options", "serverSettings", "config", "settings")
COMMAND = ["bytelens", "lsp"]


def configurations(*languages: str) -> list[Any]:
    """The blocks of the page in some languages, named by their headings."""
    found = [block for block in blocks(DOCS / "editors.md") if block.language in languages]
    return [pytest.param(block, id=f"{block.heading}, line {block.line}") for block in found]


def read(block: Block) -> Any:
    """What a block says."""
    if block.language == "json":
        return json.loads(block.text)
    tomllib = pytest.importorskip("tomllib", reason="Python 3.10 has no tomllib")
    return tomllib.loads(block.text)


def under(keys: tuple[str, ...], data: Any) -> Iterator[Any]:
    """The values that stand under some of the keys, at any depth."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in keys:
                yield value
            yield from under(keys, value)


@pytest.mark.parametrize("block", configurations("json", "toml"))
def test_settings_in_a_configuration_are_settings_of_ours(block: Block) -> None:
    said: list[str] = []
    for settings in under(SETTINGS, read(block)):
        assert read_settings(settings, said.append) is not None
    assert said == []


@pytest.mark.parametrize("block", configurations("json", "toml"))
def test_a_configuration_that_names_a_command_names_ours(block: Block) -> None:
    for command in under(("command",), read(block)):
        assert command in (COMMAND, COMMAND[0])
    for arguments in under(("args", "arguments"), read(block)):
        assert arguments == COMMAND[1:]


@pytest.mark.parametrize("block", configurations("lua", "elisp"))
def test_a_configuration_in_another_language_has_its_brackets_in_pairs(block: Block) -> None:
    for opening, closing in ("()", "{}", "[]"):
        assert block.text.count(opening) == block.text.count(closing)


def test_each_editor_has_a_configuration() -> None:
    headings = {block.heading for block in blocks(DOCS / "editors.md")}
    editors = {"Neovim", "Helix", "Zed", "Emacs (lsp-mode)", "Emacs (eglot)", "Sublime Text", "JupyterLab"}
    assert editors <= headings
