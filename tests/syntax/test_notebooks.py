"""Notebooks as Python."""

import ast
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.syntax.cells import Notebook
from bytelens.syntax.notebooks import NotebookError, read_notebook


def notebook(*cells: str | list[str] | dict[str, Any], **changes: Any) -> bytes:
    made = [cell if isinstance(cell, dict) else {"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made, **changes}).encode()


def code(*lines: str) -> list[str]:
    return read_notebook(notebook("\n".join(lines))).text.splitlines()


def test_code_cells_in_order_and_where_each_starts() -> None:
    text = {"cell_type": "markdown", "source": "# A title"}
    found = read_notebook(notebook("import numpy as np\nx = 1", text, ["y = 2\n", "z = 3"], ""))
    assert found == Notebook("import numpy as np\nx = 1\ny = 2\nz = 3\n\n", {0: 1, 2: 3, 3: 5})


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ("%matplotlib inline", "pass"),
        ("!pip install numpy", "pass"),
        ("np.zeros?", "pass"),
        ("np.zeros??", "pass"),
        ("?np.zeros", "pass"),
        ("%time x = f(1)", "x = f(1)"),
        ("%timeit x = f(1)", "pass"),
        ("files = !ls *.py", "files = None"),
        ("here = %pwd", "here = None"),
        ("x = 7 % 4", "x = 7 % 4"),
        ("x %= 4", "x %= 4"),
        ("x = a != b", "x = a != b"),
        ("print('100%', 'what?')", "print('100%', 'what?')"),
        ("x = 1  # why?", "x = 1  # why?"),
    ],
)
def test_what_is_ipythons_own_is_replaced(line: str, python: str) -> None:
    assert code(line) == [python]


def test_what_is_in_a_block_stays_in_it() -> None:
    assert code("if x:", "    %matplotlib inline", "    %time y = f(1)") == ["if x:", "    pass", "    y = f(1)"]


def test_a_cell_that_is_indented_as_a_whole_runs_as_if_it_were_not() -> None:
    assert code("    x = 1", "    if x:", "        %time y = 2", "z = 3") == ["x = 1", "if x:", "    y = 2", "z = 3"]
    assert code("", "  ", "    x = 1") == ["", "  ", "x = 1"]


def test_lines_that_go_on_with_a_statement_are_python() -> None:
    lines = ["x = (17", "% 4)", "s = '''", "%no magic", "!none", "'''", "y = x \\", "% 3"]
    assert code(*lines) == lines


def test_a_shell_command_goes_on_behind_a_backslash() -> None:
    assert code("!ls \\", "  -la", "x = 1") == ["pass", "", "x = 1"]


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 3", "%%capture out", "%%prun"])
def test_cells_that_run_as_python_keep_their_body(magic: str) -> None:
    assert code(magic, "x = 1", "%pwd") == ["pass", "x = 1", "pass"]


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile a.py", "%%cython", "%%javascript"])
def test_other_cells_have_no_python(magic: str) -> None:
    assert code("", magic, "rm -r /", "x = '''") == ["", "pass", "", ""]


def test_future_imports_come_first() -> None:
    found = read_notebook(notebook("x = 1", "from __future__ import annotations\ny = 2"))
    assert found == Notebook("from __future__ import annotations\nx = 1\npass\ny = 2\n", {0: 2, 1: 3})
    compile(found.text, "book.ipynb", "exec")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no nbformat"),
        (b"{}", "no nbformat"),
        (notebook(nbformat=3), "notebook format 3; ByteLens reads format 4"),
        (notebook(cells=None), "format 4"),
        (notebook(metadata={"kernelspec": {"language": "R"}}), "a notebook in R, not in Python"),
        (notebook(metadata={"language_info": {"name": "julia"}}), "a notebook in julia, not in Python"),
    ],
)
def test_what_is_no_python_notebook(data: bytes, reason: str) -> None:
    with pytest.raises(NotebookError, match=reason):
        read_notebook(data)


@pytest.mark.parametrize(
    "metadata",
    [None, {}, {"kernelspec": None}, {"kernelspec": {"language": "python"}}, {"language_info": {"name": "ipython"}}],
)
def test_a_notebook_that_names_no_other_language_is_python(metadata: Any) -> None:
    assert read_notebook(notebook("x = 1", metadata=metadata)).text == "x = 1\n"


@pytest.mark.parametrize("cell", [{}, {"cell_type": "code"}, {"cell_type": "code", "source": 3}, {"source": "x"}])
def test_cells_without_code(cell: dict[str, Any]) -> None:
    assert read_notebook(notebook(cell, "x = 1")).text.strip() == "x = 1"


@given(
    st.lists(
        st.sampled_from(["x = 1", "%magic", "if x:\n    !ls\n    y = 2", "f(\n% 2)", "", "# note", "np.a?"]), max_size=8
    )
)
def test_every_other_line_stays_where_it_is(parts: list[str]) -> None:
    before = "\n".join(parts).split("\n")
    after = read_notebook(notebook("\n".join(parts))).text[:-1].split("\n")
    assert len(after) == len(before)
    kept = [line for line in before if line.strip() and line.strip()[0] not in "%!" and "?" not in line]
    assert [line for line in after if line in kept] == kept
    ast.parse("x = f = 1\n" + "\n".join(after).replace("f(\n% 2)", "f(\n2)"))
