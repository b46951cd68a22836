"""What is to be traced, from what the client asks for."""

import sys
from pathlib import Path
from typing import Any

import pytest

from bytelens.lsp.documents import Document
from bytelens.lsp.settings import TraceSettings
from bytelens.lsp.tracing.job import Target
from bytelens.lsp.tracing.requests import Wanted, file_request, test_request, wanted, wanted_uri
from bytelens.tracing.request import Kind, Request

test_request.__test__ = False  # type: ignore[attr-defined]

SETTINGS = TraceSettings(5, 1000, 7)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of tests, in a folder of its own below the workspace's."""
    file = tmp_path / "pkg" / "test_a.py"
    file.parent.mkdir()
    file.write_text("def test_one():\n    pass\n")
    return file


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["file:///a.py"], Wanted("file:///a.py")),
        ([{"uri": "file:///a.py"}], Wanted("file:///a.py")),
        ([{"uri": "u", "arguments": None, "test": None, "line": None}], Wanted("u")),
        ([{"uri": "u", "arguments": ["-n", "5"]}], Wanted("u", ("-n", "5"))),
        ([{"uri": "u", "test": "test_a"}], Wanted("u", test="test_a")),
        ([{"uri": "u", "line": 0}], Wanted("u", line=0)),
    ],
)
def test_arguments_are_read(arguments: list[Any], expected: Wanted) -> None:
    assert wanted(arguments) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [None],
        [7],
        [{}],
        ["u", "v"],
        [{"uri": 7}],
        [{"uri": "u", "arguments": "-n 5"}],
        [{"uri": "u", "arguments": [5]}],
        [{"uri": "u", "test": 5}],
        [{"uri": "u", "line": "5"}],
        [{"uri": "u", "line": True}],
    ],
)
def test_malformed_arguments_are_refused(arguments: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wanted(arguments)


def test_without_arguments_everything_is_meant() -> None:
    assert wanted_uri([]) is None
    assert wanted_uri([None]) is None
    assert wanted_uri([{"uri": "u"}]) == "u"


def test_a_file_runs_in_its_folder_of_the_workspace(path: Path, tmp_path: Path) -> None:
    want = Wanted(path.as_uri(), ("-n", "5"))
    folders = [str(tmp_path), "/elsewhere"]
    assert file_request(want, folders, SETTINGS) == (
        Target(want.uri, "test_a.py"),
        Request(
            kind=Kind.FILE,
            target="pkg/test_a.py",
            python=sys.executable,
            directory=str(tmp_path),
            roots=(str(tmp_path), "/elsewhere"),
            arguments=("-n", "5"),
            steps=7,
            time_limit=5,
            memory_limit=1000,
        ),
    )


def test_of_folders_within_one_another_the_innermost_counts(path: Path, tmp_path: Path) -> None:
    _, request = file_request(Wanted(path.as_uri()), [str(tmp_path), str(path.parent)], SETTINGS)
    assert (request.directory, request.target) == (str(path.parent), "test_a.py")


def test_a_file_outside_the_workspace_runs_in_its_own_folder(path: Path) -> None:
    _, request = file_request(Wanted(path.as_uri()), ["/elsewhere"], SETTINGS)
    assert request.directory == str(path.parent)
    assert request.roots == (str(path.parent), "/elsewhere")


def document(path: Path) -> Document:
    """The file, open."""
    return Document(path.as_uri(), path.read_text(), encoding="utf-16")


def test_a_test_is_named_or_looked_for_at_a_line(path: Path) -> None:
    for want in (Wanted(path.as_uri(), test="test_one"), Wanted(path.as_uri(), line=1)):
        target, request = test_request(want, document(path), [], SETTINGS)
        assert target == Target(want.uri, "test_one")
        assert (request.kind, request.target) == (Kind.TEST, "test_a.py::test_one")


def test_where_there_is_no_test_there_is_nothing_to_trace(path: Path) -> None:
    for want in (Wanted(path.as_uri(), line=2), Wanted(path.as_uri())):
        with pytest.raises(ValueError, match="There is no test here"):
            test_request(want, document(path), [], SETTINGS)


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("untitled:Untitled-1", "save this one first"),
        ("vscode-notebook-cell:/a.ipynb#W0", "A cell cannot be traced"),
        ("file:///nowhere/prog.py", "There is no file /nowhere/prog.py"),
    ],
)
def test_what_is_no_file_cannot_run(uri: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        file_request(Wanted(uri), [], SETTINGS)
