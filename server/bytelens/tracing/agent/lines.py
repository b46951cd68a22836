"""What is known of each statement over all of its hits."""

from __future__ import annotations

from .channel import Message
from .sites import Site
from .variables import VARIANT, Seen, message_of
from .windows import Window

_MOST_VARIANTS = 32
_NOTHING_HIGHER = 1
_NOTHING_NEW = 5
"""For how many more hits than one a hit counts that shows no more bytes, or nothing at all that was not seen before."""


class Facts:
    """A statement over all of its hits, as `trace.LineCost` wants it."""

    __slots__ = ("first", "imports", "live", "net", "others", "peak", "variants")

    def __init__(self, first: Site) -> None:
        self.first = first
        self.net = 0
        self.peak = -1
        self.live = 0
        self.imports = False
        self.variants: dict[Seen, Seen] = {}
        self.others: dict[str, None] = {}

    def take(self, window: Window, seen: list[Seen], others: list[str], imports: bool) -> bool:
        """Another hit. Returns whether it showed an array that no hit had shown before, or is the first."""
        self.live = window.live
        if imports:
            self.imports = True
        news = self.see(seen, others) if seen or others else False
        if window.peak > self.peak:
            news = news or self.peak < 0
            self.peak = window.peak
            self.net = window.net
        else:
            # There is less to wait for.
            window.site.left -= _NOTHING_HIGHER if news else _NOTHING_NEW
        return news

    def see(self, seen: list[Seen], others: list[str]) -> bool:
        """What a hit stored. Returns whether it showed an array that no hit had shown before."""
        news = False
        for name in others:
            self.others[name] = None
        for one in seen:
            key = one[:VARIANT]
            if key not in self.variants and len(self.variants) < _MOST_VARIANTS:
                self.variants[key] = one
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
            "net": self.net,
            "peak": max(self.peak, 0),
            "live": self.live,
            "variables": [message_of(one) for one in list(self.variants.values())],
            "others": list(self.others),
            "imports": self.imports,
        }
