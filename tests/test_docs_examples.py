"""Examples in the documentation are what ByteLens says of them, and true.

A block of Python after `<!-- hints -->` has the hint of each line in a trailing comment. Blocks of the language
`console` hold what `bytelens` prints.
"""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import ENVIRONMENT
from tests.pages import DOCS, ROOT, all_pages, blocks, shown

from bytelens.analysis.module import analyse_in_full
from bytelens.report.labels import LabelOptions, line_labels
from bytelens.report.line_costs import costs_of_lines
from bytelens.syntax.statements import last_lines

COMMENT = "  # "
PROMPT = "$ "

BLOCKS = [(page, block) for page in all_pages() for block in blocks(page)]
PROGRAMS = {(page, block.line): block.text for page, block in BLOCKS if block.mark == "hints"}
CONSOLES = {(page, block.line): block.text for page, block in BLOCKS if block.language == "console"}


def _named(examples: dict[tuple[Path, int], str]) -> list:
    return [pytest.param(text, id=f"{shown(page)}:{line}") for (page, line), text in examples.items()]


@pytest.mark.parametrize("text", _named(PROGRAMS))
def test_the_hints_of_an_example_are_those_in_its_comments(text: str) -> None:
    code = [line.partition(COMMENT)[0] for line in text.splitlines()]
    parsed, analysis = analyse_in_full("\n".join(code) + "\n")
    costs = costs_of_lines(analysis.costs, last_lines(parsed.tree))
    labels = line_labels(analysis.estimates, LabelOptions(), costs)
    hinted = [line + (COMMENT + labels[number] if number in labels else "") for number, line in enumerate(code, 1)]
    assert hinted == text.splitlines()


@pytest.mark.parametrize("text", _named(PROGRAMS))
def test_an_example_runs_and_what_it_asserts_is_true(text: str) -> None:
    assert _printed(sys.executable, "-c", text) == (0, "")


@pytest.mark.parametrize("text", _named(CONSOLES))
def test_what_a_console_shows_is_what_the_command_prints(text: str) -> None:
    for example in text.removeprefix(PROMPT).split(f"\n{PROMPT}"):
        command, _, output = example.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "bytelens"
        assert _printed(sys.executable, "-m", program, *arguments) == (0, output)


def test_the_pages_that_explain_numbers_have_examples() -> None:
    assert {DOCS / "memory.md", DOCS / "numbers.md"} <= {page for page, _ in PROGRAMS}
    assert {ROOT / "README.md", DOCS / "index.md"} <= {page for page, _ in CONSOLES}


def _printed(*command: str) -> tuple[int, str]:
    """The exit code of a command, and what a terminal would show of it."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=ENVIRONMENT, cwd=ROOT, check=False
    )
    return done.returncode, done.stdout
