"""Fatal signals, and the line that they came from."""

from pathlib import Path

from bytelens.tracing.crash import signal_failure
from bytelens.tracing.trace import Place

DUMP = """Fatal Python error: Segmentation fault

Thread 0x00007f0001 (most recent call first):
  File "/home/me/prog.py", line 3 in other
  File "/usr/lib/python3/threading.py", line 9 in run

Current thread 0x00007f0002 (most recent call first):
  File "/usr/lib/python3/ctypes/__init__.py", line 519 in string_at
  File "/home/me/prog.py", line 12 in inner
  File "/home/me/prog.py", line 20 in <module>

Extension modules: numpy._core._multiarray_umath (total: 1)
"""


def own(path: str) -> str | None:
    return path if path.startswith("/home/me") else None


def test_the_innermost_own_frame_of_the_thread_that_crashed(tmp_path: Path) -> None:
    dump = tmp_path / "crash"
    dump.write_text(DUMP)
    failure = signal_failure(11, dump, own)
    assert (failure.type, failure.message, failure.traceback) == ("SIGSEGV", "Segmentation fault", DUMP)
    assert failure.place == Place("/home/me/prog.py", 12, 12, "inner")


def test_a_module_is_no_function(tmp_path: Path) -> None:
    dump = tmp_path / "crash"
    dump.write_text(DUMP.replace(" in inner", " in <module>"))
    place = signal_failure(11, dump, own).place
    assert place == Place("/home/me/prog.py", 12, 12, None)


def test_without_a_dump_the_line_is_not_known(tmp_path: Path) -> None:
    failure = signal_failure(9, tmp_path / "crash", own)
    assert (failure.type, failure.message, failure.place) == ("SIGKILL", "Killed", None)
    (tmp_path / "crash").write_text("")
    assert signal_failure(9, tmp_path / "crash", own) == failure
