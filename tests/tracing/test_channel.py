"""Reading the channel while the agent writes it."""

import random
from pathlib import Path

import pytest

from bytelens.tracing import channel
from bytelens.tracing.channel import Tail

from .facts import NUMPY, START, file, written


def test_what_is_not_there_yet_is_nothing(tmp_path: Path) -> None:
    assert list(Tail(tmp_path / "facts").read()) == []


def test_each_message_comes_once(tmp_path: Path) -> None:
    path = tmp_path / "facts"
    tail = Tail(path)
    path.write_bytes(written(START))
    assert list(tail.read()) == [START]
    with path.open("ab") as facts:
        facts.write(written(NUMPY, file("a.py")))
    assert list(tail.read()) == [NUMPY, file("a.py")]
    assert list(tail.read()) == []


@pytest.mark.parametrize("seed", range(20))
def test_a_line_may_come_in_any_pieces(tmp_path: Path, seed: int) -> None:
    messages = [START, NUMPY, file("ünïcödé.py"), START]
    data = written(*messages)
    cuts = sorted(random.Random(seed).sample(range(len(data)), 5))
    path = tmp_path / "facts"
    tail, seen = Tail(path), []
    for begin, stop in zip([0, *cuts], [*cuts, len(data)], strict=True):
        with path.open("ab") as facts:
            facts.write(data[begin:stop])
        seen += list(tail.read())
    assert seen == messages


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"[1]", b"7", b'{"kind": 3}', b"{}", b"\xff\xfe", b"[" * 100_000, b"null"]
)
def test_a_line_that_is_no_message_is_passed_over(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "facts"
    path.write_bytes(written(START) + garbage + b"\n" + written(NUMPY))
    assert list(Tail(path).read()) == [START, NUMPY]


def test_a_line_without_end_takes_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "_CHUNK", 100)
    monkeypatch.setattr(channel, "_LONGEST", 1000)
    path = tmp_path / "facts"
    path.write_bytes(written(START) + b"x" * 50_000)
    tail = Tail(path)
    assert list(tail.read()) == [START]
    assert len(tail._rest) <= 1000
    with path.open("ab") as facts:
        facts.write(b"the end of it\n" + written(NUMPY))
    assert list(tail.read()) == [NUMPY]
