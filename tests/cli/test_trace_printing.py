"""A trace on a terminal and elsewhere."""

from __future__ import annotations

import re

import pytest

from bytelens.cli.trace_printing import print_trace
from bytelens.report.tracing.text import text
from bytelens.tracing.trace import Exit, Failure, Trace

COLOUR = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture(autouse=True)
def no_terminal_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_elsewhere_it_is_plain(capsys: pytest.CaptureFixture[str]) -> None:
    print_trace(Trace("prog.py", python="3.12.1"))
    assert capsys.readouterr().out == text(Trace("prog.py", python="3.12.1"))


def test_on_a_terminal_it_is_the_same_in_colour(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    trace = Trace("prog.py", python="3.12.1", numpy="2.4.6", exit=Exit(1, Failure("ValueError", "[bold]")))
    print_trace(trace)
    shown = capsys.readouterr().out
    assert COLOUR.search(shown)
    assert COLOUR.sub("", shown) == text(trace, 60)
