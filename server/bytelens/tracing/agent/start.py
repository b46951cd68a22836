"""Puts the parts of the agent together, and runs the program under it."""

from __future__ import annotations

import atexit
import faulthandler
import json
import os
import platform
from typing import Any

from .channel import Channel
from .ending import Ending
from .loading import Loading
from .memory import Memory
from .program import run_file, run_module, run_notebook
from .recorder import Recorder
from .testing import instrument_tests

_CRASH_DESCRIPTOR = 512


def run(path: str) -> None:
    """Run the program that a configuration names; what it raises comes out of here."""
    with open(path, "rb") as file:
        configuration = json.load(file)
    channel = Channel(configuration["channel"])
    channel.tell({"kind": "start", "python": platform.python_version()})
    _limit_memory(configuration.get("memory_limit"))
    _watch_crashes(configuration.get("crash"))
    recorder = Recorder(channel, Memory(), int(configuration["steps"]))
    loading = Loading(configuration["roots"], channel, recorder)
    loading.install()
    ending = Ending(channel, loading.files)
    _prepare_for_ends(channel, recorder, ending)
    recorder.output.listen()
    try:
        _target(configuration, loading)
    except BaseException as error:
        recorder.end_statements()
        ending.raised(error)
        raise


def _prepare_for_ends(channel: Channel, recorder: Recorder, ending: Ending) -> None:
    """The process may end, and it may become two."""
    getpid = os.getpid
    process = getpid()

    def end() -> None:
        if getpid() == process:
            try:
                recorder.finish()
            finally:
                ending.tell(recorder.seconds())

    def silence() -> None:
        channel.silent = True
        recorder.stop()

    atexit.register(end)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=recorder.before_fork, after_in_parent=recorder.after_fork, after_in_child=silence)


def _target(configuration: dict[str, Any], loading: Loading) -> None:
    kind, name = configuration["target"]["kind"], configuration["target"]["name"]
    arguments = configuration.get("arguments", [])
    if kind == "file":
        run_file(name, arguments, loading)
    elif kind == "notebook":
        run_notebook(name, configuration["source"], arguments, loading)
    elif kind == "module" and name != "pytest":
        run_module(name, arguments)
    else:
        instrument_tests(loading)
        run_module("pytest", [name, *arguments] if kind == "test" else arguments)


def _limit_memory(nbytes: int | None) -> None:
    if nbytes is None:
        return
    try:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (nbytes, most))
    except (ImportError, AttributeError, ValueError, OSError):
        return


def _watch_crashes(path: str | None) -> None:
    """Have fatal signals written to a file, under a number that programs which close many do not reach."""
    if path is None or faulthandler.is_enabled():
        return
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            import fcntl

            high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _CRASH_DESCRIPTOR)
            os.close(descriptor)
            descriptor = high
        except (ImportError, OSError):
            pass
        faulthandler.enable(file=descriptor)
    except OSError:
        return
