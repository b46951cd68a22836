"""`bytelens trace` on a terminal, as a user sees it."""

import os
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from .terminals import bytelens_on_terminal, on_terminal, screen

# `print` may be what the signal interrupts, and is not to be called again then.
REFUSING = "import os, signal\nsignal.signal(signal.SIGINT, lambda *_: os.write(1, b'refused'))"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return tmp_path / "prog.py"


def test_the_program_has_the_terminal(program: Path) -> None:
    program.write_text(
        "import os, sys\nprint(sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty(), os.get_terminal_size())\n"
        "name = input('name? ')\nprint('hello', name)\n"
    )
    with bytelens_on_terminal("trace", program, cwd=program.parent) as terminal:
        terminal.wait_for("name? ")
        terminal.type("bob\n")
        assert terminal.finish() == 0
        lines = screen(terminal.output)
    assert lines[:3] == ["True True True os.terminal_size(columns=100, lines=40)", "name? bob", "hello bob"]
    assert lines[4] == str(program)


def test_how_far_it_is_stands_between_nothing_of_the_programs(program: Path) -> None:
    go = program.parent / "go"
    program.write_text(
        "import os, sys\nimport numpy as np\na = np.ones(1000)\nprint('one')\n"
        f"while not os.path.exists({str(go)!r}):\n    pass\nprint('two')\nprint('three', file=sys.stderr)\n"
        "sys.stdout.write('unfinished')\n"
    )
    with bytelens_on_terminal("trace", program, cwd=program.parent) as terminal:
        terminal.wait_for("tracing: ")
        terminal.wait_for("8 kB live")
        assert screen(terminal.output)[0] == "one"
        go.touch()
        assert terminal.finish() == 0
        lines = screen(terminal.output)
    assert lines[:3] == ["one", "two", "three"]
    assert lines[3] == "unfinished"
    assert not any("tracing: " in line for line in lines)


def test_nothing_is_shown_where_the_program_waits_within_a_line(program: Path) -> None:
    program.write_text("import time\nprint('password:', end=' ', flush=True)\nt = time.monotonic() + 1.5\n"
                       "while time.monotonic() < t:\n    pass\nprint(input())\n")  # fmt: skip
    with bytelens_on_terminal("trace", program, cwd=program.parent) as terminal:
        terminal.wait_for("password:")
        terminal.type("abc\n")
        assert terminal.finish() == 0
    assert b"tracing: " not in terminal.output.partition(b"password:")[2]


def test_a_debugger(program: Path) -> None:
    program.write_text("a = 41\nbreakpoint()\nb = 2\nprint(b)\n")
    with bytelens_on_terminal("trace", program, cwd=program.parent) as terminal:
        terminal.wait_for("(Pdb) ")
        terminal.type("p a + 1\n")
        terminal.wait_for("42")
        terminal.type("c\n")
        assert terminal.finish() == 0
    assert b"\n2\r\n" in terminal.output


def test_ctrl_c_is_the_programs_and_the_report_comes(program: Path) -> None:
    program.write_text(
        "a = 1\ntry:\n    print('ready')\n    while True:\n        pass\nfinally:\n    print('cleanup')\n"
    )
    with bytelens_on_terminal("trace", program, cwd=program.parent) as terminal:
        terminal.wait_for("ready")
        terminal.type("\x03")
        assert terminal.finish() == 130
        text = "\n".join(screen(terminal.output))
    assert "cleanup" in text
    assert "KeyboardInterrupt" in text
    assert text.index("cleanup") < text.index(str(program) + "\nPython")


def test_a_second_ctrl_c_ends_a_program_that_goes_on(program: Path) -> None:
    program.write_text(f"{REFUSING}\nos.write(1, b'ready')\nwhile True:\n    pass\n")
    with bytelens_on_terminal("trace", program, cwd=program.parent) as terminal:
        terminal.wait_for("ready")
        terminal.type("\x03")
        terminal.wait_for("refused")
        terminal.type("\x03")
        terminal.wait_for("refused")
        terminal.type("\x03")
        assert terminal.finish() == 137
        assert str(program) in screen(terminal.output)


def test_ctrl_z_has_the_program_stand_still(program: Path) -> None:
    program.write_text("import os\nprint('ready', os.getpid(), 'here')\nn = 0\nwhile True:\n    n += 1\n")
    trace = f"{sys.executable} -m bytelens trace {program}"
    shell = ["/bin/bash", "-c", f"set -m; {trace}; echo stopped; read; fg > /dev/null; echo code $?"]
    with on_terminal(shell, program.parent) as terminal:
        terminal.wait_for("here")
        process = int(terminal.output.partition(b"ready ")[2].split()[0])
        terminal.type("\x1a")
        terminal.wait_for("stopped")
        wait_until(lambda: state(process) == "T")
        terminal.type("\n")
        wait_until(lambda: state(process) == "R")
        terminal.type("\x03")
        terminal.wait_for("code 130")
        assert terminal.finish() == 0


def state(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def wait_until(holds: Callable[[], bool]) -> None:
    """Nobody tells when a process has stopped that is no child of the tests."""
    while not holds():
        os.sched_yield()


def test_the_terminal_is_as_it_was_after_a_program_that_was_ended(program: Path) -> None:
    program.write_text(f"{REFUSING}\nimport getpass\ngetpass.getpass('word? ')\n")
    with bytelens_on_terminal("trace", program, cwd=program.parent) as terminal:
        before = termios.tcgetattr(terminal.slave)
        terminal.wait_for("word? ")
        assert termios.tcgetattr(terminal.slave)[3] & termios.ECHO == 0
        for _ in range(2):
            terminal.type("\x03")
            terminal.wait_for("refused")
        terminal.type("\x03")
        assert terminal.finish() == 137
        assert termios.tcgetattr(terminal.slave) == before


def test_a_page_is_not_for_a_terminal(program: Path) -> None:
    program.touch()
    with bytelens_on_terminal("trace", "--format", "html", program, cwd=program.parent) as terminal:
        assert terminal.finish() == 1
    assert b"--output names the file to write" in terminal.output
