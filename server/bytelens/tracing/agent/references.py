"""Whether anything holds an object beside the name that a gap has just read it from."""

from __future__ import annotations

import ast
from functools import partial
from sys import getrefcount
from types import FrameType
from typing import Any

from .sites import Gap
from .statements import Instrumented

_OPTIMIZED = 1
_TEXT = """
x = make()
def call():
    x = make()
    y = 0
call()
"""


class References:
    """Counts against what this Python shows for an object that one name holds, of a module and of a function."""

    def __init__(self) -> None:
        self._lone = {0: 1 << 30, _OPTIMIZED: 1 << 30}
        instrumented = Instrumented(0)
        tree = instrumented.tree(ast.parse(_TEXT))
        code = instrumented.code(compile(tree, "<references>", "exec", dont_inherit=True))
        for gap in instrumented.gaps:
            gap.cross = partial(self._learn, gap)
        exec(code, {"make": object})

    def _learn(self, gap: Gap, *values: Any) -> None:
        if gap.roots == ("x",) and gap.leave is not None:
            self._lone[_OPTIMIZED if gap.leave.function else 0] = getrefcount(values[0])

    def lone(self, frame: FrameType) -> int:
        """What `getrefcount` says of such an object in a gap of a frame."""
        return self._lone[frame.f_code.co_flags & _OPTIMIZED]
