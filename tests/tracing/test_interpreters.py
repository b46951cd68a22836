"""The interpreter that a trace is to use."""

import sys
from pathlib import Path

import pytest

from bytelens.tracing import interpreters
from bytelens.tracing.interpreters import Interpreter, InterpreterError, find_interpreter


def script(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_this_one_will_do() -> None:
    assert find_interpreter(sys.executable) == Interpreter(sys.executable)


def test_a_name_is_looked_up_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = script(tmp_path / "snake", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_interpreter("snake") == Interpreter(str(python))
    with pytest.raises(InterpreterError, match="cobra: no such interpreter on PATH"):
        find_interpreter("cobra")


def test_an_environment_is_not_resolved_to_what_it_links_to(tmp_path: Path) -> None:
    (tmp_path / "python").symlink_to(sys.executable)
    assert find_interpreter(str(tmp_path / "python")).path == str(tmp_path / "python")


def test_modules_that_it_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "beside.py").touch()
    asked = ("json", "no_such_module", "beside", "no_such.at_all")
    assert find_interpreter(sys.executable, str(tmp_path), asked).missing == ("no_such_module", "no_such.at_all")


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InterpreterError, match="no such interpreter"):
        find_interpreter(str(tmp_path / "python"))


@pytest.mark.parametrize(
    "text",
    [
        "#!/bin/sh\nexit 3\n",
        "#!/bin/sh\necho hello\n",
        "#!/bin/sh\nkill -9 $$\n",
        "#!/bin/sh\necho '[]'\n",
        "#!/bin/sh\necho 3\n",
    ],
)
def test_what_is_no_python(tmp_path: Path, text: str) -> None:
    with pytest.raises(InterpreterError, match="not a Python interpreter that runs"):
        find_interpreter(str(script(tmp_path / "python", text)))


def test_what_cannot_be_started(tmp_path: Path) -> None:
    (tmp_path / "python").write_text("")
    with pytest.raises(InterpreterError, match="cannot be started: permission denied"):
        find_interpreter(str(tmp_path / "python"))


def test_what_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreters, "_PATIENCE", 0.01)
    with pytest.raises(InterpreterError, match="not a Python interpreter that runs"):
        find_interpreter(str(script(tmp_path / "python", "#!/bin/sh\nexec tail -f /dev/null\n")))


def test_an_old_one_is_told_so(tmp_path: Path) -> None:
    old = script(tmp_path / "python", "#!/bin/sh\necho '[[3, 9, 18]]'\n")
    with pytest.raises(InterpreterError, match=r"is Python 3\.9\.18; a trace needs Python 3\.10 or newer"):
        find_interpreter(str(old))
