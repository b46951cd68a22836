"""What is known of each statement over all of its hits."""

from __future__ import annotations

from .channel import Message
from .sites import Site
from .windows import Cost

_MOST_VARIANTS = 32


class Facts:
    """A statement over all of its hits, as `trace.LineCost` wants it."""

    __slots__ = ("cost", "first", "imports", "live", "others", "variants")

    def __init__(self, first: Site) -> None:
        self.first = first
        self.cost = Cost(0, -1, 0)
        self.live = 0
        self.imports = False
        self.variants: dict[tuple[object, ...], Message] = {}
        self.others: dict[str, None] = {}

    def take(self, cost: Cost, variables: list[Message], others: list[str], imports: bool) -> bool:
        """Another hit. Returns whether it showed an array that no hit had shown before."""
        if cost.peak > self.cost.peak:
            self.cost = cost
        self.live = cost.live
        self.imports = self.imports or imports
        for name in others:
            self.others[name] = None
        news = False
        for variable in variables:
            key = (
                variable["name"],
                variable["kind"],
                tuple(variable["shape"]),
                variable["dtype"],
                variable["ownership"],
                variable.get("view_of"),
            )
            if key not in self.variants and len(self.variants) < _MOST_VARIANTS:
                self.variants[key] = variable
                news = True
        return news

    def message(self) -> Message:
        """The line as the channel wants it."""
        site = self.first
        return {
            "kind": "line",
            "file": site.file,
            "line": site.line,
            "end_line": site.end_line,
            "function": site.function,
            "hits": site.hits,
            "hits_exact": site.exact,
            "net": self.cost.net,
            "peak": max(self.cost.peak, 0),
            "live": self.live,
            "variables": list(self.variants.values()),
            "others": list(self.others),
            "imports": self.imports,
        }
