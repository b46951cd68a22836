"""`bytelens trace`: what it refuses, and what it passes through."""

import json
import sys
from pathlib import Path

import pytest

from bytelens.cli.main import main

from .running import ENVIRONMENT, bytelens_cli

HELLO = "import sys\nprint('out', *sys.argv[1:])\nprint('err', file=sys.stderr)\n"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "prog.py"
    path.write_text(HELLO)
    return path


Output = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "nothing to trace: name a file, -m MODULE or --test NODEID"),
        (("-m",), "-m needs the name of a module"),
        (("--test", "a.py", "-m", "b"), "either -m or --test"),
    ],
)
def test_usage(capsys: Output, arguments: tuple[str, ...], reason: str) -> None:
    assert main(["trace", *arguments]) == 2
    assert capsys.readouterr() == ("", f"bytelens: {reason}\n")


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        (("--time-limit", "0"), "0 is not a number of seconds"),
        (("--memory-limit", "much"), "much is not a size such as 500MB, 2GiB or 1000000"),
        (("--steps", "-1"), "-1 is not a number of steps"),
        (("--format", "xml"), "invalid choice: 'xml'"),
        (("--unknown",), "unrecognized arguments: --unknown"),
    ],
)
def test_an_option_that_makes_no_sense(capsys: Output, program: Path, option: tuple[str, ...], reason: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["trace", *option, str(program)])
    out, said = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert reason in said.splitlines()[-1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where things are that cannot be traced."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "prog.py").write_text("print('it ran')\n")
    (tmp_path / "binary.py").write_bytes(b"\0")
    (tmp_path / "broken.ipynb").write_text("{")
    (tmp_path / "r.ipynb").write_text('{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"language": "R"}}}')
    (tmp_path / "test_a.py").write_text("def test_a(): pass\n")
    bare = tmp_path / "bare"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("gone.py",), "gone.py: no such file"),
        (("gone.ipynb",), "gone.ipynb: no such file"),
        (("folder",), "folder: is a directory, not a file"),
        (("-",), "a program on standard input cannot be traced; put it into a file"),
        (("binary.py",), "binary.py: binary file (it contains null bytes)"),
        (("broken.ipynb",), "broken.ipynb: not a notebook (it is not JSON)"),
        (("r.ipynb",), "r.ipynb: a notebook in R, not in Python"),
        (("--test", "gone.py::test"), "gone.py: no such file"),
        (("--python", "no-such-python", "prog.py"), "no-such-python: no such interpreter on PATH"),
        (("--python", "./prog.py", "prog.py"), "./prog.py cannot be started: permission denied"),
        (("--output", "gone/report.txt", "prog.py"), "gone/report.txt: no such folder"),
        (("--output", "folder", "prog.py"), "folder: is a directory, not a file"),
    ],
)
def test_what_cannot_be_traced_is_one_clear_line(
    capsys: Output, folder: Path, arguments: tuple[str, ...], reason: str
) -> None:
    assert folder.is_dir()
    assert main(["trace", *arguments]) == 1
    assert capsys.readouterr() == ("", f"bytelens: {reason}\n")


def test_a_test_needs_pytest(capsys: Output, folder: Path) -> None:
    assert main(["trace", "--python", "./bare", "--test", "test_a.py::test_a"]) == 1
    reason = f"pytest is not installed for {folder / 'bare'}; --python chooses another interpreter"
    assert capsys.readouterr() == ("", f"bytelens: {reason}\n")


def test_what_follows_the_program_is_its_own(program: Path) -> None:
    code, out, said = bytelens_cli("trace", program, "--format", "json", "--", "-m", cwd=program.parent)
    assert (code, out.splitlines()[0], said) == (0, "out --format json -- -m", "err\n")


def test_a_report_on_standard_output_has_it_to_itself(program: Path) -> None:
    code, out, said = bytelens_cli("trace", "--format", "json", program)
    assert (code, json.loads(out)["exit"]["code"]) == (0, 0)
    assert said == ("err\nout\nbytelens: the program did not import NumPy: there are no array bytes to tell of\n")


def test_a_report_in_a_file_leaves_standard_output_to_the_program(program: Path) -> None:
    for form in ("json", "text"):
        report = program.parent / f"report.{form}"
        code, out, said = bytelens_cli("trace", "--format", form, "--output", report, program)
        assert (code, out, said.splitlines()[0]) == (0, "out\n", "err")
        assert program.name in report.read_text()


def test_a_module_that_is_missing_may_be_elsewhere(program: Path) -> None:
    program.write_text("import no_such_module\n")
    code, _, said = bytelens_cli("trace", program)
    assert code == 1
    hint = f"bytelens: the program ran under {sys.executable}; --python chooses another interpreter"
    assert said.splitlines()[-1] == hint
    assert hint not in bytelens_cli("trace", "--python", sys.executable, program)[2]


def test_what_could_not_be_measured_is_said(program: Path) -> None:
    program.write_text("import tracemalloc\ntracemalloc.start()\nprint('x')\n")
    code, out, said = bytelens_cli("trace", program)
    assert (code, out.splitlines()[0]) == (0, "x")
    assert "tracemalloc" in said
    assert said.startswith("bytelens: ")


def test_standard_input_is_the_programs(program: Path) -> None:
    program.write_text("print(input()[::-1])\n")
    assert bytelens_cli("trace", program, stdin=b"abc\n")[1].startswith("cba\n")


@pytest.mark.parametrize("code", [0, 1, 3, 255])
def test_the_exit_code_is_the_programs(program: Path, code: int) -> None:
    program.write_text(f"raise SystemExit({code})\n")
    assert bytelens_cli("trace", program)[0] == code


def test_the_exit_code_of_a_signal_and_of_a_limit(program: Path) -> None:
    program.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n")
    assert bytelens_cli("trace", program)[0] == 128 + 15
    program.write_text("while True:\n    pass\n")
    code, _, said = bytelens_cli("trace", "--time-limit", "0.5", "--format", "json", program)
    assert (code, "bytelens: the time limit ended the program" in said) == (124, True)
    program.write_text("x = bytearray(10**9)\n")
    code, out, said = bytelens_cli("trace", "--memory-limit", "400MB", "--format", "json", program)
    assert (code, json.loads(out)["exit"]["limit"]) == (124, "memory")
    assert "bytelens: the memory limit ended the program" in said


def test_numpy_is_only_needed_where_the_program_runs(program: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "numpy.py").write_text("raise ImportError('broken')\n")
    path = f"{tmp_path / 'elsewhere'}:{ENVIRONMENT['PYTHONPATH']}"
    code, out, _ = bytelens_cli("trace", program, environment={"PYTHONPATH": path})
    assert (code, out.splitlines()[0]) == (0, "out")
