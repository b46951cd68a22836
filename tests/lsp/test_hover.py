"""Hovers, as an editor sees them."""

import pytest
from lsprotocol import types

from .session import URI, capabilities, connected

pytestmark = pytest.mark.asyncio

PROGRAM = """\
import numpy as np

größe = np.arange(1000); arr = größe[::2]
print(arr.nbytes, arr.shape, arr.dtype)
other = 1
"""


async def test_a_variable_is_described_where_it_is_bound_and_where_it_is_read() -> None:
    async with connected() as session:
        session.open(PROGRAM)
        bound = await session.hover(2, 26)
        read = await session.hover(3, 7)
    assert bound == read
    assert bound is not None
    for part in (
        "`4,000 B = 500 × 8`",
        "`(500,)`",
        "`int64`, itemsize 8 B",
        "view of `größe`",
        "`größe[::2]`",
    ):
        assert part in bound


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (12, "`arr.nbytes`: `4,000 B = 500 × 8`"),
        (24, "`arr.shape`: `(500,)`"),
        (35, "`arr.dtype`: `int64`, itemsize 8 B"),
    ],
)
async def test_an_attribute_stands_first(column: int, first: str) -> None:
    async with connected() as session:
        session.open(PROGRAM)
        assert (await session.hover(3, column) or "").splitlines()[0] == first


async def test_what_is_no_array_has_no_hover() -> None:
    async with connected() as session:
        session.open(PROGRAM)
        for line, column in [(0, 8), (1, 0), (3, 1), (4, 2), (99, 0)]:
            assert await session.hover(line, column) is None


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 27), ("utf-16", 25), ("utf-32", 25)])
async def test_the_range_is_that_of_the_name(encoding: str, start: int) -> None:
    async with connected(capabilities(encoding)) as session:
        session.open(PROGRAM)
        document = types.TextDocumentIdentifier(URI)
        params = types.HoverParams(document, types.Position(2, start + 1))
        answer = await session.client.text_document_hover_async(params)
    assert answer is not None
    assert answer.range == types.Range(types.Position(2, start), types.Position(2, start + 3))


async def test_half_typed_code_keeps_its_hovers() -> None:
    async with connected() as session:
        session.open(PROGRAM)
        before = await session.hover(3, 7)
        session.replace((2, 0), (2, 0), "new = np.zeros((\n")
        assert await session.hover(4, 7) == before


async def test_a_client_that_knows_no_markdown_gets_plain_text() -> None:
    wanted = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.PlainText])
        )
    )
    async with connected(wanted) as session:
        session.open(PROGRAM)
        params = types.HoverParams(types.TextDocumentIdentifier(URI), types.Position(3, 7))
        answer = await session.client.text_document_hover_async(params)
    assert answer is not None
    assert isinstance(answer.contents, types.MarkupContent)
    assert answer.contents.kind == types.MarkupKind.PlainText
