"""`bytelens show`."""

import errno
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bytelens.cli.main import main

from .running import ENVIRONMENT, bytelens_cli

LESSON = "import numpy as np\n\narr = np.arange(1000)\narr = arr * 2\n"
ANNOTATED = (
    "import numpy as np\n\narr = np.arange(1000)  8 kB int64[1000]\narr = arr * 2          8 kB int64[1000]\n"
    "                       peak 16 kB at line 4: arr 8 kB, new 8.01 kB\n"
)


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A file that holds the lesson."""
    path = tmp_path / "lesson.py"
    path.write_text(LESSON)
    return path


def test_source_is_printed_with_the_bytes_beside_it(lesson: Path) -> None:
    assert bytelens_cli("show", lesson) == (0, ANNOTATED, "")


def test_several_files_have_headers(lesson: Path) -> None:
    header = f"==> {lesson} <==\n"
    assert bytelens_cli("show", lesson, lesson) == (0, (header + ANNOTATED) * 2, "")


def test_json_holds_one_file_or_several(lesson: Path) -> None:
    code, one, _ = bytelens_cli("show", lesson, "--format", "json")
    assert (code, json.loads(one)["path"], len(json.loads(one)["bindings"])) == (0, str(lesson), 2)
    _, two, _ = bytelens_cli("show", lesson, lesson, "--format=json")
    assert json.loads(two) == {"schema": 1, "files": [json.loads(one)] * 2}


def test_json_holds_costs_peaks_and_findings(lesson: Path) -> None:
    (lesson.parent / "pyproject.toml").write_text("[tool.bytelens]\nmemory-budget = '12 kB'\n")
    shown = json.loads(bytelens_cli("show", lesson, "--format", "json")[1])
    assert [(line["line"], line["allocates"], line["frees"]) for line in shown["lines"]] == [
        (3, 8000, 0),
        (4, 8000, 8000),
    ]
    assert [(peak["function"], peak["line"], peak["nbytes"]) for peak in shown["peaks"]] == [(None, 4, 16008)]
    assert [(finding["code"], finding["range"]["line"]) for finding in shown["diagnostics"]] == [("BL010", 4)]


def test_a_configuration_that_cannot_be_followed_hides_the_findings_alone(lesson: Path) -> None:
    (lesson.parent / "pyproject.toml").write_text("[tool.bytelens]\nmemory-budget = 'much'\n")
    code, out, errors = bytelens_cli("show", lesson, "--format", "json")
    assert (code, json.loads(out)["diagnostics"], len(json.loads(out)["lines"])) == (0, None, 2)
    assert "memory-budget" in errors


def test_temporaries_and_peaks_of_functions_are_beside_the_source() -> None:
    text = """\
import numpy as np

def kernel(n):
    a = np.zeros((n, 1000))
    return np.sqrt(a) + np.cos(a)

k = kernel(1000)
print((k - 1).sum())
"""
    out = bytelens_cli("show", "-", stdin=text.encode())[1]
    assert [line.partition("  ")[2].strip() for line in out.splitlines() if "MB" in line and line[0] != " "] == [
        "peak 24 MB at line 5: a 8 MB, new 16 MB",
        "8 MB float64[1000,1000] +16 MB temp",
        "+8 MB temp",
    ]
    assert out.splitlines()[-1].strip() == "peak 24 MB at line 5 in kernel: a 8 MB, new 16 MB"


def test_modules_beside_a_file_are_followed_from_any_directory(lesson: Path, tmp_path: Path) -> None:
    lesson.write_text("from config import n\nimport numpy as np\na = np.zeros(n)\n")
    (tmp_path / "config.py").write_text("n = 5\n")
    (tmp_path / "elsewhere").mkdir()
    for folder, path in ((tmp_path, lesson.name), (tmp_path / "elsewhere", f"../{lesson.name}"), (None, str(lesson))):
        code, out, errors = bytelens_cli("show", path, cwd=folder)
        assert (code, errors) == (0, "")
        assert "40 B float64[5]" in out


def test_modules_of_the_current_directory_are_followed(tmp_path: Path) -> None:
    (tmp_path / "config.py").write_text("n = 5\n")
    text = b"from config import n\nimport numpy as np\na = np.zeros(n)\n"
    assert "40 B float64[5]" in bytelens_cli("show", "-", stdin=text, cwd=tmp_path)[1]


def test_a_dash_is_standard_input() -> None:
    assert bytelens_cli("show", "-", stdin=LESSON.encode()) == (0, ANNOTATED, "")


def test_a_file_that_fails_does_not_keep_the_others_from_being_shown(lesson: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.py"
    code, out, errors = bytelens_cli("show", missing, lesson)
    assert (code, errors) == (1, f"bytelens: {missing}: no such file\n")
    assert out == f"==> {lesson} <==\n{ANNOTATED}"
    code, out, _ = bytelens_cli("show", missing, lesson, "--format", "json")
    assert (code, [file["path"] for file in json.loads(out)["files"]]) == (1, [str(lesson)])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x7fELF\x00\x01", "binary file (it contains null bytes)"),
        ("\n\nx = 'größe'\n".encode("latin-1"), "not valid utf-8: invalid start byte in line 3"),
        (b"# -*- coding: klingon -*-\n", "unknown encoding"),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_no_source_text_is_one_clear_line(tmp_path: Path, content: bytes, reason: str, form: str) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(content)
    code, out, errors = bytelens_cli("show", path, "--format", form)
    assert (code, out, errors.count("\n")) == (1, "", 1)
    assert errors.startswith(f"bytelens: {path}: {reason}")


def test_a_directory_is_one_clear_line(tmp_path: Path) -> None:
    assert bytelens_cli("show", tmp_path) == (1, "", f"bytelens: {tmp_path}: is a directory, not a file\n")


def test_a_file_that_may_not_be_read_is_one_clear_line(
    lesson: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: an administrator may read every file, so that none can be made that refuses."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["show", str(lesson)]) == 1
    assert capsys.readouterr() == ("", f"bytelens: {lesson}: permission denied\n")


def test_assumptions_are_shown_with_what_rests_on_them(lesson: Path) -> None:
    lesson.write_text(LESSON.replace("1000", "n").replace("arr =", "n = 1000; arr =", 1))
    code, out, errors = bytelens_cli("show", lesson, "--assume", "n=100_000")
    assert (code, errors) == (0, "")
    assert out.splitlines()[0] == "◇ What if n = 100_000"
    assert out.splitlines()[3:] == [
        "n = 1000; arr = np.arange(n)  ◇ 800 kB int64[100000]",
        "arr = arr * 2                 ◇ 800 kB int64[100000]",
        "                              ◇ peak 1.6 MB at line 4: arr 800 kB, new 800 kB",
    ]
    _, out, _ = bytelens_cli("show", lesson, lesson, "--assume", "3:5=2000", "--assume-dtype=float32")
    header, assumed, *_ = out.splitlines()
    assert (header, assumed) == (f"==> {lesson} <==", "◇ What if 1000 in line 3 = 2000, all float32")
    assert out.count("◇ 16 kB int64[2000]") == 4


def test_assumptions_are_in_the_json(lesson: Path) -> None:
    options = ("--assume", "arr=(2, 'a')", "--assume", "3:17=2000", "--assume-dtype", "float32", "--format", "json")
    code, out, _ = bytelens_cli("show", lesson, *options)
    assert (code, json.loads(out)["assumptions"]) == (
        0,
        {
            "names": {"arr": [2, "a"]},
            "literals": [{"line": 3, "column": 16, "text": "1000", "value": 2000}],
            "dtype": "float32",
        },
    )


def test_a_name_may_be_in_one_of_the_files_alone(lesson: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text("import numpy as np\nn = 3\na = np.zeros(n)\n")
    code, out, errors = bytelens_cli("show", lesson, other, "--assume", "n=5")
    assert (code, errors) == (0, "")
    assert out == f"==> {lesson} <==\n{ANNOTATED}==> {other} <==\n◇ What if n = 5\n{out.rpartition('n = 5')[2][1:]}"
    assert "a = np.zeros(n)  ◇ 40 B float64[5]" in out


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--assume", "m=3"], "Nothing is called m here. There are arr."),
        (["--assume", "3:1=3"], "No literal begins at 3:1. In that line there are 1000 (3:17)."),
        (["--assume", "arr"], "'arr' is no assumption: NAME=VALUE is expected, as n=100000, or LINE:COLUMN=VALUE"),
        (["--assume", "arr=foo"], "foo is no value: a number, a string or a tuple of these is expected"),
        (
            ["--assume-dtype", "int32"],
            "'int32' is no floating-point type: float16, float32, float64 or longdouble is expected",
        ),
    ],
)
def test_what_cannot_be_assumed_is_one_clear_line(lesson: Path, options: list[str], reason: str) -> None:
    assert bytelens_cli("show", lesson, *options) == (2, "", f"bytelens: {reason}\n")


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.py"
    path.touch()
    assert bytelens_cli("show", path) == (0, "", f"bytelens: {path}: the file is empty\n")


def test_other_encodings_are_read_as_they_declare(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes("# coding: latin-1\nimport numpy as np\ngröße = np.zeros(1)\n".encode("latin-1"))
    code, out, errors = bytelens_cli("show", path)
    assert (code, out.splitlines()[2], errors) == (0, "größe = np.zeros(1)  8 B float64[1]", "")


def test_a_syntax_error_is_a_warning_and_the_rest_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(LESSON + "def f(:\n")
    code, out, errors = bytelens_cli("show", path)
    *lines, peak = ANNOTATED.splitlines()
    assert (code, out.splitlines()) == (0, [*lines, "def f(:", peak])
    assert errors == f"bytelens: {path}:5: syntax error; what does not parse is left out\n"


@pytest.mark.parametrize("arguments", [(), ("show",), ("show", "--format", "xml", "a.py"), ("measure",)])
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    code, out, errors = bytelens_cli(*arguments)
    assert (code, out) == (2, "")
    assert errors.startswith("usage: bytelens")


def test_the_version_is_told() -> None:
    code, out, _ = bytelens_cli("--version")
    assert (code, out.split()[0]) == (0, "bytelens")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("x = 1  # a line of a text that fills any pipe\n" * 20_000)
    command = [sys.executable, "-m", "bytelens", "show", str(path)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 141)


def test_what_the_terminal_cannot_write_is_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("größe = 1\n", encoding="utf-8")
    environment = {"PYTHONIOENCODING": "ascii"}
    assert bytelens_cli("show", path, environment=environment) == (0, "gr\\xf6\\xdfe = 1\n", "")


def on_terminal(path: Path, **environment: str) -> str:
    """What `show` writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bytelens", "show", str(path)]
    with subprocess.Popen(
        command, env={**ENVIRONMENT, "TERM": "xterm-256color", **environment}, stdout=theirs
    ) as process:
        os.close(theirs)
        written = b""
        try:
            while chunk := os.read(ours, 4096):
                written += chunk
        except OSError:  # the other end is closed
            pass
        assert process.wait() == 0
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_a_label_stays_on_its_line(lesson: Path) -> None:
    written = on_terminal(lesson, COLUMNS="20")
    assert "\x1b[" in written
    assert written.count("\n") == ANNOTATED.count("\n")
    assert "8 kB int64[1000]" in written


def test_no_color_is_respected(lesson: Path) -> None:
    assert on_terminal(lesson, NO_COLOR="1") == ANNOTATED
