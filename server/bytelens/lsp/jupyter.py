"""How JupyterLab starts the language server: https://jupyterlab-lsp.readthedocs.io/en/latest/Extending.html"""

from __future__ import annotations

import sys
from typing import Any

# Of the specification that jupyter-lsp knows servers by.
_VERSION = 2


def spec(manager: object) -> dict[str, dict[str, Any]]:  # noqa: ARG001
    """The servers that jupyter-lsp may start, by name: ours, under the Python of JupyterLab itself.

    The entry point `jupyter_lsp_spec_v1` names this function.
    """
    return {
        "bytelens": {
            "version": _VERSION,
            "argv": [sys.executable, "-m", "bytelens", "lsp"],
            "languages": ["python"],
            "mime_types": ["text/python", "text/x-python", "text/x-ipython"],
            "display_name": "ByteLens",
            "requires_documents_on_disk": False,
        }
    }
