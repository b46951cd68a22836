"""What is missing is said before anything runs."""

import sys
from pathlib import Path

import pytest

from bytelens.lsp.tracing import tracer
from bytelens.lsp.tracing.tracer import CheckedTracer
from bytelens.tracing.interpreters import Interpreter, InterpreterError
from bytelens.tracing.request import Kind, Request


def request(kind: Kind, target: str, directory: Path) -> Request:
    """A trace under this interpreter."""
    return Request(kind, target, sys.executable, str(directory), (str(directory),))


def test_a_test_needs_pytest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracer, "find_interpreter", lambda *asked: Interpreter(asked[0], asked[2]))
    with pytest.raises(InterpreterError, match="pytest is not installed for"):
        CheckedTracer(request(Kind.TEST, "test_a.py::test_a", tmp_path)).run()


@pytest.mark.parametrize(("kind", "target"), [(Kind.FILE, "prog.py"), (Kind.TEST, "test_prog.py::test_a")])
def test_what_has_all_that_it_needs_runs(tmp_path: Path, kind: Kind, target: str) -> None:
    (tmp_path / target.partition("::")[0]).write_text("def test_a():\n    pass\n")
    end = CheckedTracer(request(kind, target, tmp_path)).run().exit
    assert end is not None
    assert end.code == 0
