"""The table of lines keeps its meaning in fewer entries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest

from bytelens.tracing.agent.positions import IS_LOOSE, merged
from bytelens.tracing.agent.statements import Instrumented

if not hasattr(CodeType, "co_positions"):
    pytest.skip("This Python knows no columns.", allow_module_level=True)

_SOURCES = sorted((Path(__file__).parents[3] / "server" / "bytelens" / "tracing").rglob("*.py"))


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _entries(table: bytes) -> int:
    return sum(byte >> 7 for byte in table)


def _lines(code: CodeType) -> list[int | None]:
    return [line for start, end, line in code.co_lines() for _ in range(start, end, 2)]


@pytest.mark.parametrize("path", _SOURCES, ids=lambda path: path.name)
def test_every_instruction_stays_where_it_is(path: Path) -> None:
    for code in _codes(compile(path.read_bytes(), "text", "exec", dont_inherit=True)):
        found = code.replace(co_linetable=merged(code.co_linetable))
        assert list(found.co_positions()) == list(code.co_positions())
        assert _lines(found) == _lines(code)


def test_entries_of_one_place_become_one_up_to_their_length() -> None:
    short = [bytes([128 | 1 << 3 | units - 1, 0x23]) for units in (3, 4, 8)]
    elsewhere = bytes([128 | 1 << 3, 0x24])
    assert merged(b"".join([*short, elsewhere])) == short[2] + bytes([128 | 1 << 3 | 6, 0x23]) + elsewhere


def test_entries_of_another_line_stay() -> None:
    next_line = bytes([128 | 11 << 3, 4, 5])
    same_line = bytes([128 | 10 << 3, 4, 5])
    assert merged(next_line * 2) == next_line * 2
    assert merged(next_line + same_line) == bytes([128 | 11 << 3 | 1, 4, 5])


@pytest.mark.skipif(not IS_LOOSE, reason="This Python merges them itself.")
def test_the_code_of_a_program_has_a_short_table() -> None:
    code = Instrumented(0).code(compile("a.b.c(d[1]).e\n", "text", "exec"))
    assert _entries(code.co_linetable) < _entries(compile("a.b.c(d[1]).e\n", "text", "exec").co_linetable)
