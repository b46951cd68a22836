"""What a command line asks to trace, checked before anything runs."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from ..syntax.notebooks import NotebookError, read_notebook
from ..tracing.interpreters import InterpreterError, find_interpreter
from ..tracing.request import Kind, Request
from .commands import CommandError
from .sources import STDIN, read_source, reason


class UsageError(Exception):
    """What is wrong with a command line; one line, made to be shown to the user."""


def request_of(arguments: Namespace) -> Request:
    """The trace that the arguments describe.

    Raises UsageError where they contradict each other, CommandError where what they name is not there.
    """
    kind, target, rest = _target(arguments)
    directory = str(Path.cwd())
    request = Request(
        kind=kind,
        target=target,
        python=_interpreter(arguments.python or sys.executable, kind, directory),
        directory=directory,
        roots=_roots(kind, target),
        arguments=tuple(rest),
        steps=arguments.steps,
        time_limit=arguments.time_limit,
        memory_limit=arguments.memory_limit,
        interactive=_may_read(),
    )
    _check(request)
    return request


def _target(arguments: Namespace) -> tuple[Kind, str, list[str]]:
    program: list[str] = arguments.program
    if arguments.module is not None:
        # What stands behind a `--` argparse leaves to the program.
        module = [*arguments.module, *program]
        if not module or arguments.test is not None:
            raise UsageError("-m needs the name of a module" if not module else "either -m or --test")
        return Kind.MODULE, module[0], module[1:]
    rest = program[1:] if program[:1] == ["--"] else program
    if arguments.test is not None:
        return Kind.TEST, arguments.test, rest
    if not rest:
        raise UsageError("nothing to trace: name a file, -m MODULE or --test NODEID")
    kind = Kind.NOTEBOOK if rest[0].lower().endswith(".ipynb") else Kind.FILE
    return kind, rest[0], rest[1:]


def _check(request: Request) -> None:
    """Raises CommandError where there is nothing to run."""
    if request.kind is Kind.FILE:
        _check_source(request.target)
    elif request.kind is Kind.NOTEBOOK:
        try:
            read_notebook(Path(request.target).read_bytes())
        except (NotebookError, OSError) as error:
            raise CommandError(f"{request.target}: {reason(error)}") from None
    elif request.kind is Kind.TEST and not Path(request.target.partition("::")[0]).exists():
        raise CommandError(f"{request.target.partition('::')[0]}: no such file")


def _check_source(path: str) -> None:
    if path == STDIN:
        raise CommandError("a program on standard input cannot be traced; put it into a file")
    # A pipe can be read once, by the program.
    if not Path(path).exists() or Path(path).is_file() or Path(path).is_dir():
        read_source(path)


def _interpreter(name: str, kind: Kind, directory: str) -> str:
    modules = ("pytest",) if kind is Kind.TEST else ()
    try:
        found = find_interpreter(name, directory, modules)
    except InterpreterError as error:
        raise CommandError(str(error)) from None
    if found.missing:
        raise CommandError(f"pytest is not installed for {found.path}; --python chooses another interpreter")
    return found.path


def _roots(kind: Kind, target: str) -> tuple[str, ...]:
    """Where the user's own files are: here, and where the program is."""
    here = Path.cwd().resolve()
    if kind is Kind.MODULE:
        return (str(here),)
    there = Path(target.partition("::")[0] if kind is Kind.TEST else target).resolve().parent
    return tuple(dict.fromkeys((str(there), str(here)))) if there.is_relative_to(here) else (str(there),)


def _may_read() -> bool:
    """A job in the background must leave the terminal's input to the shell."""
    try:
        return not os.isatty(0) or os.name != "posix" or os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
