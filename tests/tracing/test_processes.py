"""A program as a process: nothing of it is left, whatever it does to stay."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bytelens.tracing.processes import Ended, Launch, Running, launch

LONG = 60.0
# A process that is ready to be looked for writes its number into a pipe; once it is gone, so is the pipe's last writer.
HIDE = """
import os, signal, sys
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
os.write(3, b"ready\\n")
while True:
    signal.pause()
"""


@pytest.fixture
def alive() -> Iterator[tuple[int, int]]:
    """A pipe that processes hold as descriptor 3: its reading end, and its writing end for them."""
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def started(code: str, alive: tuple[int, int] | None = None, **limits: float | int | None) -> Running:
    """A program with the writing end as its descriptor 3; here it is closed."""
    command = [sys.executable, "-S", "-c", code]
    if alive is not None:
        wrapper = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.execv(sys.argv[2], sys.argv[2:])"
        command = [sys.executable, "-S", "-c", wrapper, str(alive[1]), *command]
        os.set_inheritable(alive[1], True)
    how = Launch(
        command,
        os.getcwd(),  # noqa: PTH109
        dict(os.environ),
        subprocess.DEVNULL,
        subprocess.PIPE,
        subprocess.PIPE,
        "/nowhere",
        descriptors=alive is not None,
        **limits,  # type: ignore[arg-type]
    )
    running = launch(how)
    if alive is not None:
        os.close(alive[1])
    return running


def outcome(running: Running) -> tuple[Ended, bytes, bytes]:
    ended = running.wait(LONG)
    assert ended is not None
    assert running.stdout is not None
    assert running.stderr is not None
    with running.stdout, running.stderr:
        return ended, running.stdout.read(), running.stderr.read()


def wait_until_ready(alive: tuple[int, int]) -> None:
    assert os.read(alive[0], 6) == b"ready\n"


def nobody_is_left(alive: tuple[int, int]) -> bool:
    """The end of the pipe comes when its last writer is gone; nothing has to be waited for."""
    os.set_blocking(alive[0], False)
    while data := os.read(alive[0], 100):
        assert set(data.split()) == {b"ready"}
    return True


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("pass", 0),
        ("raise SystemExit(3)", 3),
        ("import os; os._exit(200)", 200),
        ("import os; os.kill(os.getpid(), 9)", -9),
        ("import os; os.abort()", -6),
    ],
)
def test_how_it_ended(code: str, status: int) -> None:
    assert outcome(started(code))[0] == Ended(status)


def test_what_it_wrote() -> None:
    assert outcome(started("import sys; print(1); print(2, file=sys.stderr)")) == (Ended(0), b"1\n", b"2\n")


def test_it_leads_a_group_of_its_own_and_has_the_signals_of_a_shell() -> None:
    code = "import os, signal; print(os.getpgrp() == os.getpid(), os.getsid(0) == os.getpid())"
    assert outcome(started(code))[1] == b"True True\n"
    assert outcome(started("import subprocess; print(subprocess.call('yes | head -1', shell=True))"))[1] == b"y\n0\n"


def test_what_cannot_be_started_is_said() -> None:
    how = Launch(["/no/such/python"], "/", {}, subprocess.DEVNULL, subprocess.PIPE, subprocess.PIPE, "/nowhere")
    ended, _, said = outcome(launch(how))
    assert ended == Ended(127)
    assert b"/no/such/python cannot be started" in said


def test_a_limit_of_time() -> None:
    assert outcome(started("while True: pass", time_limit=0.1))[0] == Ended(-15, "time")


def test_a_limit_of_time_for_a_program_that_refuses(alive: tuple[int, int]) -> None:
    ended, _, _ = outcome(started(HIDE, alive, time_limit=0.5))
    # On a busy machine the signal may come before it refuses any.
    assert (ended.status in (-9, -15), ended.limit, ended.left) == (True, "time", 0)
    assert nobody_is_left(alive)


def test_a_limit_of_memory() -> None:
    ended, _, said = outcome(started("x = bytearray(10**9)", memory_limit=3 * 10**8))
    assert (ended.status, b"MemoryError" in said) == (1, True)


def test_an_interrupt_is_an_exception_that_it_may_live_with(alive: tuple[int, int]) -> None:
    code = (
        "import os, signal\ntry:\n os.write(3, b'ready\\n')\n signal.pause()\nexcept KeyboardInterrupt: print('caught')"
    )
    running = started(code, alive)
    wait_until_ready(alive)
    running.interrupt()
    assert outcome(running)[:2] == (Ended(0), b"caught\n")


def test_stopping_is_gentle_first(alive: tuple[int, int]) -> None:
    code = "import os, signal\ntry:\n os.write(3, b'ready\\n')\n signal.pause()\nfinally: print('cleaned up')"
    running = started(code, alive)
    wait_until_ready(alive)
    running.stop()
    ended, out, _ = outcome(running)
    assert (ended, out) == (Ended(-2, "cancelled"), b"cleaned up\n")


def test_killing_is_not(alive: tuple[int, int]) -> None:
    running = started(HIDE, alive)
    wait_until_ready(alive)
    running.kill()
    assert outcome(running)[0] == Ended(-9, "cancelled")
    assert nobody_is_left(alive)


FAR = f"""
import os, sys
hide = {HIDE!r}
def away():
    os.setsid()
    if os.fork():
        os._exit(0)
    os.execve(sys.executable, [sys.executable, "-S", "-c", hide], {{}})
"""


@pytest.mark.parametrize(
    "code",
    [
        # The program has ended, and so have all between it and its grandchild, which has nothing in common with it.
        f"{FAR}\nif os.fork() == 0: away()\nos.wait()",
        # The program is ended while it waits.
        f"{FAR}\nif os.fork() == 0: away()\nos.wait()\nwhile True: pass",
        # A child of its own group that ignores signals.
        f"{FAR}\nif os.fork() == 0: exec(hide)\nwhile True: pass",
    ],
)
def test_nothing_is_left_of_what_tries_to_stay(alive: tuple[int, int], code: str) -> None:
    running = started(code, alive)
    wait_until_ready(alive)
    running.kill()
    ended, _, _ = outcome(running)
    assert ended.left == 0
    assert nobody_is_left(alive)


def test_a_child_that_is_about_to_end_may_finish(alive: tuple[int, int]) -> None:
    # The child waits for the end of its parent.
    child = "os.close(w); os.read(r, 1); print('late', flush=True); os._exit(0)"
    code = f"import os\nr, w = os.pipe()\nif os.fork() == 0:\n {child}"
    assert outcome(started(code, alive))[:2] == (Ended(0), b"late\n")


def test_the_program_ends_with_the_one_that_traces_it(alive: tuple[int, int], tmp_path: Path) -> None:
    """Even when that is killed: the supervisor sees its socket close."""
    private = tmp_path / "private"
    private.mkdir()
    (private / "facts").touch()
    code = f"""
import os, subprocess, sys
from bytelens.tracing.processes import Launch, launch
command = [sys.executable, "-S", "-c", {HIDE!r}]
launch(Launch(command, ".", dict(os.environ), subprocess.DEVNULL, 1, 2, {str(private)!r}, descriptors=True)).wait(60)
"""
    script = tmp_path / "tracing.py"
    script.write_text(code)
    server = str(Path(__file__).parents[2] / "server")
    wrapper = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.execv(sys.argv[2], sys.argv[2:])"
    tracing = subprocess.Popen(
        [sys.executable, "-c", wrapper, str(alive[1]), sys.executable, str(script)],
        pass_fds=(alive[1],),
        env={**os.environ, "PYTHONPATH": server},
    )
    os.close(alive[1])
    wait_until_ready(alive)
    tracing.send_signal(signal.SIGKILL)
    assert tracing.wait() == -9
    while os.read(alive[0], 100):
        pass
    # The supervisor held the pipe as well.
    assert not private.exists()
