"""Start ByteLens as jupyter-lsp would, and print what it shows of the notebook cell on standard input, as JSON.

Runs under a Python with jupyter-lsp, and knows of ByteLens only what its entry point says.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from jupyter_lsp.manager import LanguageServerManager

URI = "file:///notebook.ipynb"
PATIENCE = 60.0


class Browser:
    """What stands for JupyterLab in the browser: jupyter-lsp hands it each message of the server."""

    def __init__(self, manager: LanguageServerManager) -> None:
        self._manager = manager
        self._messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.language_server = "bytelens"

    def write_message(self, message: str) -> None:
        """Called by jupyter-lsp."""
        self._messages.put_nowait(json.loads(message))

    async def notify(self, method: str, params: object) -> None:
        """Send what has no answer."""
        await self._send({"method": method, "params": params})

    async def request(self, number: int, method: str, params: object) -> Any:
        """The answer to a request."""
        await self._send({"id": number, "method": method, "params": params})
        while True:
            message = await asyncio.wait_for(self._messages.get(), PATIENCE)
            if message.get("id") == number and "method" not in message:
                return message["result"]

    async def _send(self, message: dict[str, object]) -> None:
        await self._manager.on_client_message(json.dumps({"jsonrpc": "2.0", **message}), self)


async def sitting(code: str) -> dict[str, Any]:
    """What the server is called, and its hover at the start of the second line of a cell."""
    manager = LanguageServerManager()
    manager.initialize()
    session = manager.sessions["bytelens"]
    browser = Browser(manager)
    session.initialize()
    session.handlers.add(browser)
    started = await browser.request(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    await browser.notify("initialized", {})
    document = {"uri": URI, "languageId": "python", "version": 0, "text": code}
    await browser.notify("textDocument/didOpen", {"textDocument": document})
    place = {"textDocument": {"uri": URI}, "position": {"line": 1, "character": 0}}
    hover = await browser.request(2, "textDocument/hover", place)
    session.stop()
    spec = manager.language_servers["bytelens"]
    return {"server": started["serverInfo"]["name"], "shown": spec["display_name"], "hover": hover["contents"]["value"]}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(sitting(sys.stdin.read()))))
