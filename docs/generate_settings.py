"""Write `settings.md`: what the VS Code extension contributes, from its package.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("settings.md")
MANIFEST = Path(__file__).parent.parent / "vscode-extension" / "package.json"

SCOPES = {
    "application": "for the user alone",
    "machine": "for a machine",
    "machine-overridable": "for a machine, a workspace or a folder",
    "window": "for the user or a workspace",
    "resource": "for the user, a workspace or a folder",
    "language-overridable": "for the user, a workspace, a folder or a language",
}

INTRODUCTION = """\
# Settings and commands

`make docs` writes this page from the manifest of the VS Code extension.

Settings take effect at once. [Other editors](editors.md#settings) send the same ones, without the prefix `bytelens.`.
What names an interpreter is the extension's own."""


COLOURS = "For `workbench.colorCustomizations` in VS Code."


def page() -> str:
    """The page as Markdown."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    contributes, capabilities = manifest["contributes"], manifest.get("capabilities", {})
    restricted = capabilities.get("untrustedWorkspaces", {}).get("restrictedConfigurations", [])
    parts = [INTRODUCTION, "## Settings", *_settings(contributes["configuration"], restricted)]
    parts += ["## Commands", _commands(contributes["commands"], contributes.get("keybindings", []))]
    parts += ["## Theme colours", COLOURS, _colours(contributes["colors"])]
    return "\n\n".join(parts) + "\n"


def _settings(configuration: Any, restricted: list[str]) -> Iterator[str]:
    """A section for each setting, those of one group in the order that the settings editor has."""
    for group in configuration if isinstance(configuration, list) else [configuration]:
        for name, setting in sorted(group["properties"].items(), key=lambda item: item[1].get("order", 0)):
            yield f"### `{name}`"
            yield _described(setting)
            yield _facts(setting, name in restricted)


def _described(setting: Mapping[str, Any]) -> str:
    """Its description. That of the editor marks other settings, which it turns into links: `#bytelens.units#`."""
    return re.sub(r"`#([^`#]+)#`", r"`\1`", setting.get("markdownDescription") or setting["description"])


def _facts(setting: Mapping[str, Any], restricted: bool) -> str:
    """Its type, default, values and scope, as a list."""
    kind = setting["type"]
    named = " or ".join(kind) if isinstance(kind, list) else kind
    facts = [f"Type: {named}", f"Default: `{json.dumps(setting['default'], ensure_ascii=False)}`"]
    if "minimum" in setting:
        most = f" to {setting['maximum']}" if "maximum" in setting else " or more"
        facts.append(f"Range: {setting['minimum']}{most}")
    values = setting if "enum" in setting else setting.get("items", {})
    if "enum" in values:
        described = values.get("enumDescriptions") or values.get("markdownEnumDescriptions") or []
        facts.append(
            "Values: " + "; ".join(_value(values["enum"], described, place) for place in range(len(values["enum"])))
        )
    trusted = ", but not by a workspace that is not trusted" if restricted else ""
    facts.append(f"Can be set {SCOPES[setting.get('scope', 'window')]}{trusted}")
    return "\n".join(f"- {fact}" for fact in facts)


def _value(values: list[Any], described: list[str], place: int) -> str:
    text = f"`{json.dumps(values[place], ensure_ascii=False)}`"
    return f"{text} ({described[place].rstrip('.')})" if place < len(described) else text


def _commands(commands: list[Mapping[str, Any]], keybindings: list[Mapping[str, Any]]) -> str:
    """A table of the commands in the palette, with their keys where they have some."""
    keys: dict[str, list[str]] = {}
    for binding in keybindings:
        keys.setdefault(binding["command"], []).append(f"`{binding['key']}`")
    rows = ["| command | id | keys |", "| --- | --- | --- |"]
    for command in commands:
        title = ": ".join(filter(None, (command.get("category"), command["title"])))
        rows.append(f"| {title} | `{command['command']}` | {', '.join(keys.get(command['command'], []))} |")
    return "\n".join(rows)


def _colours(colours: list[Mapping[str, Any]]) -> str:
    """A table of the colours that themes and users can set."""
    rows = ["| id | what it colours | dark | light |", "| --- | --- | --- | --- |"]
    for colour in colours:
        defaults = colour["defaults"]
        what = colour["description"].rstrip(".")
        rows.append(f"| `{colour['id']}` | {what} | `{defaults['dark']}` | `{defaults['light']}` |")
    return "\n".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
