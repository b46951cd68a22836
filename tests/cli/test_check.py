"""`bytelens check`."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bytelens.cli.check_files import python_files

from .running import ENVIRONMENT, bytelens_cli

PROMOTED = """\
import numpy as np

image = np.ones((1000, 1000), dtype=np.float32)
row = np.ones(1000)
weighted = image * row
"""
FAILING = "import numpy as np\n\na = np.ones((4, 3))\nb = np.ones(4)\nc = a * b\n"
UPDATED = "import numpy as np\n\ngröße = np.zeros((1000, 1000))\ngröße = größe + 1\nprint(größe.sum())\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with one promotion, one error, and what is to be left alone."""
    (tmp_path / "package").mkdir()
    (tmp_path / "promoted.py").write_text(PROMOTED)
    (tmp_path / "package" / "failing.py").write_text(FAILING)
    (tmp_path / "package" / "clean.py").write_text("import numpy as np\na = np.zeros(3)\n")
    for place in (".git", "node_modules", "env", "lib/site-packages"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "other.py").write_text(FAILING)
    (tmp_path / "env" / "pyvenv.cfg").touch()
    (tmp_path / "notes.txt").write_text(FAILING)
    return tmp_path


def test_a_tree_is_checked_in_order_and_errors_exit_with_1(tree: Path) -> None:
    code, out, errors = bytelens_cli("check", ".", cwd=tree)
    assert (code, errors) == (1, "")
    assert out.splitlines() == [
        "promoted.py:5:12: BL001 warning: float32 becomes float64 here: 8 MB instead of 4 MB, because `row` is float64",
        "package/failing.py:5:5: BL009 error: shapes (4, 3) and (4,) cannot be broadcast together",
        "1 error, 1 warning in 3 files; 4 MB could be saved",
    ]


def test_warnings_fail_where_that_is_wanted(tree: Path) -> None:
    assert bytelens_cli("check", tree / "promoted.py")[0] == 0
    assert bytelens_cli("check", tree / "promoted.py", "--fail-on", "warning")[0] == 1
    assert bytelens_cli("check", tree / "promoted.py", "--fail-on", "information")[0] == 1
    assert bytelens_cli("check", tree / "package" / "clean.py", "--fail-on", "hint")[0] == 0


def test_codes_are_chosen_on_the_command_line(tree: Path) -> None:
    assert bytelens_cli("check", tree, "--select", "BL001")[0] == 0
    assert bytelens_cli("check", tree, "--ignore", "BL009,BL001")[:2] == (0, "nothing found in 3 files\n")


def test_files_and_folders_are_left_out(tree: Path) -> None:
    assert bytelens_cli("check", tree, "--exclude", "package")[1].endswith("in 1 file; 4 MB could be saved\n")
    code, out, _ = bytelens_cli("check", tree, "--exclude", "package/fail*.py", "--exclude", "promoted.py")
    assert (code, out) == (0, "nothing found in 1 file\n")


def test_the_configuration_is_that_of_the_nearest_pyproject(tree: Path) -> None:
    (tree / "pyproject.toml").write_text("[tool.bytelens]\nignore = ['BL001']\n")
    (tree / "package" / "pyproject.toml").write_text("[tool.bytelens.levels]\nBL009 = 'hint'\n")
    code, out, _ = bytelens_cli("check", ".", cwd=tree)
    assert (code, out.splitlines()[-1]) == (0, "1 hint in 3 files")
    (tree / "pyproject.toml").write_text("[tool.bytelens]\nselect = ['BL999']\n")
    code, out, errors = bytelens_cli("check", ".", cwd=tree)
    assert (code, out, errors.count("\n")) == (2, "", 1)
    assert "pyproject.toml: [tool.bytelens] select: there is no diagnostic 'BL999'" in errors


def test_a_budget_is_held_against_arrays(tree: Path) -> None:
    path = tree / "package" / "clean.py"
    path.write_text("import numpy as np\na = np.zeros(1_000_000)\n")
    _, out, _ = bytelens_cli("check", path, "--memory-budget", "1MB")
    assert "BL010 warning: this takes 8 MB, more than the budget of 1 MB" in out
    assert bytelens_cli("check", path, "--memory-budget", "9MB")[1] == "nothing found in 1 file\n"


@pytest.mark.parametrize(
    "option", [("--memory-budget", "much"), ("--jobs", "0"), ("--select", "BL999"), ("--format", "x")]
)
def test_usage_exits_with_2(tree: Path, option: tuple[str, str]) -> None:
    code, out, errors = bytelens_cli("check", tree, *option)
    assert (code, out) == (2, "")
    assert option[1] in errors


def test_json_holds_every_finding(tree: Path) -> None:
    code, out, _ = bytelens_cli("check", ".", "--format", "json", cwd=tree)
    document = json.loads(out)
    assert (code, document["schema"], len(document["files"])) == (1, 1, 3)
    (finding,) = document["files"][0]["diagnostics"]
    assert finding == {
        "code": "BL001",
        "name": "float64-by-promotion",
        "level": "warning",
        "message": "float32 becomes float64 here: 8 MB instead of 4 MB, because `row` is float64",
        "range": {"line": 5, "column": 11, "end_line": 5, "end_column": 22},
        "fix": None,
        "saves": 4000000,
    }


def test_github_shows_annotations(tree: Path) -> None:
    _, out, _ = bytelens_cli("check", "package", "--format", "github", cwd=tree)
    assert out == (
        "::error file=package/failing.py,line=5,endLine=5,col=5,title=BL009 incompatible-shapes"
        "::shapes (4, 3) and (4,) cannot be broadcast together\n"
    )


def test_sarif_names_files_as_the_repository_does(tree: Path) -> None:
    _, out, _ = bytelens_cli("check", "package", "--format", "sarif", cwd=tree)
    (result,) = json.loads(out)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "package/failing.py"


def test_fixes_are_applied_and_what_is_left_is_told(tmp_path: Path) -> None:
    path = tmp_path / "updated.py"
    path.write_bytes(b"# coding: latin-1\r\n" + UPDATED.encode("latin-1"))
    assert bytelens_cli("check", path)[1].splitlines()[0].startswith(f"{path}:5:1: BL005")
    assert bytelens_cli("check", path, "--fix") == (0, "nothing found in 1 file\n", "")
    after = UPDATED.replace("größe = größe + 1", "größe += 1")
    assert path.read_bytes() == b"# coding: latin-1\r\n" + after.encode("latin-1")


def test_files_that_cannot_be_read_fail_and_the_others_are_checked(tree: Path) -> None:
    (tree / "binary.py").write_bytes(b"\x00\x01")
    code, out, errors = bytelens_cli("check", "binary.py", "missing.py", "promoted.py", cwd=tree)
    assert (code, len(out.splitlines())) == (1, 2)
    assert errors.splitlines() == [
        "bytelens: binary.py: binary file (it contains null bytes)",
        "bytelens: missing.py: no such file",
    ]


def test_what_does_not_parse_is_said_and_the_rest_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text(FAILING + "x = (\n")
    code, out, errors = bytelens_cli("check", path)
    assert (code, len(out.splitlines())) == (1, 2)
    assert errors == f"bytelens: {path}:6: syntax error; what does not parse is left out\n"


def test_no_files_are_said_to_be_none(tmp_path: Path) -> None:
    assert bytelens_cli("check", tmp_path) == (0, "nothing found in 0 files\n", "bytelens: there are no Python files\n")


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.py").write_text(FAILING if number % 3 == 0 else PROMOTED)
    alone = bytelens_cli("check", ".", "--jobs", "1", cwd=tmp_path)
    assert len(alone[1].splitlines()) == 21
    assert bytelens_cli("check", ".", "--jobs", "2", cwd=tmp_path) == alone


def test_each_file_is_checked_once(tree: Path) -> None:
    found = list(python_files([str(tree), str(tree / "promoted.py")]))
    assert [path.name for path in found] == ["promoted.py", "clean.py", "failing.py"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_is_on_the_terminal_and_not_in_the_output(tree: Path) -> None:
    terminal, other = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bytelens", "check", "."],
        stdout=subprocess.PIPE,
        stderr=other,
        cwd=tree,
        env={**ENVIRONMENT, "TERM": "xterm"},
    ) as process:
        os.close(other)
        assert process.stdout is not None
        out = process.stdout.read().decode()
        shown = b""
        while True:
            try:
                chunk = os.read(terminal, 4096)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
    os.close(terminal)
    assert b"checking" in shown
    assert b"3/3" in shown
    assert "checking" not in out
