"""Write `diagnostics/README.md`: the table of diagnostics, from the registry itself."""

from __future__ import annotations

from pathlib import Path

from bytelens.lint.registry import Diagnostic, all_diagnostics

PAGE = Path(__file__).with_name("diagnostics") / "README.md"
HEAD = """\
# Diagnostics

What ByteLens says of memory that a program need not use, in the editor and on the command line (`bytelens check`).
This page is written by `make docs`.

| Code | Name | Level | What |
| --- | --- | --- | --- |
"""
FOOT = """
Arrays of fewer than 64 kB are nobody's problem, and are passed over; BL008 and errors are told whatever the size.
After a trace, sizes that were measured take the place of those that are estimated.

## Choosing

In `pyproject.toml`, the nearest one above a file:

```toml
[tool.bytelens]
select = ["BL001", "BL009"]   # these alone; "ALL" for all, those that are off by default too
ignore = ["BL005"]
memory-budget = "4GB"         # for BL010; by default the machine's memory

[tool.bytelens.levels]
BL009 = "warning"             # error, warning, information, hint or off
```

Keys, codes and levels that nobody knows are errors. On one statement, a comment on its first or its last line:

```python
weights = small.astype("f4") * scale  # bytelens: ignore[BL001]
```

`# bytelens: ignore` without codes means all of them, `ignore[BL001, BL005]` several.

## In the editor

They are pushed some 400 ms after the last edit, to every editor that shows diagnostics, and stay while a line is
half-typed. Quick fixes apply the changes that leave results as they are, and write the comment that ignores a finding
on its line. The settings `bytelens.diagnostics.select` and `bytelens.memoryBudget` take the place of what
`pyproject.toml` says,
`bytelens.diagnostics.ignore` adds to it, and `bytelens.diagnostics.enabled` switches all of them off
([settings](../settings.md)).

## On the command line

`bytelens check PATH...` takes files and folders. In folders, it passes over environments, caches, `node_modules`,
`build` and `dist`, and what `--exclude PATTERN` names. `--select` and `--memory-budget` take the place of what
`pyproject.toml` says, `--ignore` adds to it.

| Option | What |
| --- | --- |
| `--format text` | `prog.py:12:5: BL001 warning: ...`, and a line that counts |
| `--format json` | plain data; lines from 1, columns in bytes of UTF-8 from 0 |
| `--format sarif` | SARIF 2.1.0, which code scanning reads |
| `--format github` | annotations beside the lines of a change |
| `--fail-on LEVEL` | exit 1 for findings of this level or above; by default for errors alone |
| `--fix` | apply the fixes that leave results as they are |
| `--jobs N` | processes; by default one for each core |

The exit code is 0, 1 for findings as above and for files that cannot be read, or 2 for usage and configuration.

For [pre-commit](https://pre-commit.com), with the repository and the version that you use:

```yaml
- repo: REPOSITORY
  rev: VERSION
  hooks:
    - id: bytelens
```
"""


def page() -> str:
    """The page as Markdown."""
    return HEAD + "".join(map(_row, all_diagnostics())) + FOOT


def _row(found: Diagnostic) -> str:
    level = found.level.value + ("" if found.on else ", off by default")
    return f"| [{found.code}]({found.code}.md) | `{found.name}` | {level} | {found.summary} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
