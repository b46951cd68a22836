"""Jupyter notebooks as files: notebook format 4 (nbformat documentation, "The Notebook file format")."""

import json
from typing import Any

from bytelens.syntax.cells import Cell, Notebook, joined


class NotebookError(Exception):
    """The file is no notebook that can be run. The message is one line, made to be shown to the user."""


def read_notebook(data: bytes) -> Notebook:
    """The code of a notebook file. Raises NotebookError for anything but Python in notebook format 4."""
    document = _document(data)
    return joined(
        {
            index: Cell.of(_source(cell.get("source")))
            for index, cell in enumerate(document["cells"])
            if isinstance(cell, dict) and cell.get("cell_type") == "code"
        }
    )


def _document(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise NotebookError("not a notebook (it is not JSON)") from None
    if not isinstance(document, dict) or not isinstance(document.get("nbformat"), int):
        raise NotebookError("not a notebook (it has no nbformat)")
    if document["nbformat"] != 4 or not isinstance(document.get("cells"), list):
        raise NotebookError(f"notebook format {document['nbformat']}; ByteLens reads format 4")
    language = _language(document.get("metadata"))
    if language.lower() not in ("python", "ipython", ""):
        raise NotebookError(f"a notebook in {language}, not in Python")
    return document


def _language(metadata: object) -> str:
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        described = metadata.get(part) if isinstance(metadata, dict) else None
        named = described.get(key) if isinstance(described, dict) else None
        if isinstance(named, str):
            return named
    return ""


def _source(source: object) -> str:
    """A cell's text, which is stored as one string or as a list of lines."""
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""
