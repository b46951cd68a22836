"""Modules, tests and notebooks run as Python, pytest and Jupyter run them."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from .running import plain, traced


def test_a_package_runs_as_with_m(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "part.py").write_text("import numpy as np\ndef make(n):\n    made = np.ones(n)\n    return made\n")
    (package / "__main__.py").write_text(
        "import sys\nfrom .part import make\nx = make(5)\n"
        "print(sys.argv, __spec__.name, __package__, sys.path[0], __file__)\n1 / 0\n"
    )
    ran = traced(tmp_path, name="package", kind="module", arguments=["1", "2"])
    expected = plain(tmp_path, ["-m", "package", "1", "2"])
    assert (ran.code, ran.out, ran.err) == (1, expected.stdout, expected.stderr)
    assert [step["variables"][0]["name"] for step in ran.steps if step["variables"]] == ["made", "x"]
    assert ran.of("end")[0]["exception"]["line"] == 5


def test_a_module_that_is_not_there(tmp_path: Path) -> None:
    ran = traced(tmp_path, name="missing_module", kind="module")
    assert ran.code == 1
    assert "No module named missing_module" in ran.err


_TESTS = """
import numpy as np
import pytest

@pytest.fixture
def numbers():
    made = np.arange(10)
    yield made

@pytest.mark.parametrize("n", [2, 3])
def test_parts(numbers, n):
    part = numbers[n:]
    assert part.sum() == 44, "sums differ"

def test_other():
    unseen = 1
"""


def test_a_test_runs_alone_with_its_assertions_rewritten(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(dedent(_TESTS).lstrip())
    ran = traced(tmp_path, name="test_it.py::test_parts[3]", kind="test", arguments=["-q", "-p", "no:cacheprovider"])
    assert ran.code == 1
    assert "assert np.int64(42) == 44" in ran.out
    assert ran.variable(11, "part")["view_of"] == "numbers"
    assert ran.variable(6, "made")["shape"] == [10]
    assert not [step for step in ran.steps if step["function"] == "test_other"]
    assert not list(tmp_path.rglob("*pytest*.pyc"))


def test_what_a_test_prints_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_it():\n    print('said')\n")
    ran = traced(tmp_path, name="test_it.py", kind="test", arguments=["-q", "-p", "no:cacheprovider"])
    assert (ran.code, ran.step(2)["output"]) == (0, "said\n")


def test_cells_of_a_notebook_run_one_after_the_other(tmp_path: Path) -> None:
    source = tmp_path / "cells.txt"
    source.write_text("import sys\nx = [1]\nx\nprint(sys.argv, '__file__' in globals(), __name__)\nx[2]\n")
    ran = traced(tmp_path, name="note.ipynb", kind="notebook", source=str(source), arguments=["a"])
    assert ran.out == "['note.ipynb', 'a'] False __main__\n"
    assert ran.code == 1
    assert re.search(r'File ".*note\.ipynb", line 5', ran.err)
    assert [message["path"] for message in ran.of("file")] == ["note.ipynb"]
    assert ran.of("end")[0]["exception"]["type"] == "IndexError"


def test_packages_that_are_installed_below_are_not_the_program(tmp_path: Path) -> None:
    installed = tmp_path / ".venv" / "lib" / "site-packages"
    installed.mkdir(parents=True)
    (installed / "theirs.py").write_text("y = 1\n")
    ran = traced(tmp_path, "import sys\nsys.path.append('.venv/lib/site-packages')\nimport theirs\n")
    assert len(ran.of("file")) == 1
