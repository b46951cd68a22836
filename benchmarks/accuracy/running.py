"""Runs programs for the truth: each in a process and a folder of its own, with nothing but NumPy and Python to import.

`python -m benchmarks.accuracy.running PROGRAMS RESULTS` reads a pickled list of programs and writes their records.
"""

from __future__ import annotations

import ast
import contextlib
import multiprocessing
import os
import pickle
import random
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from .facts import MOST_REPEATS, Record, Seen, callee_name, elements_of, fact_of
from .instrument import BOUND, CALLEE, SEEN, instrumented
from .programs import HEAD, Program

SECONDS = 60
ROOT = Path(__file__).resolve().parents[2]


def run_twice(programs: Sequence[Program]) -> list[tuple[Record, Record]]:
    """The records of two runs of each program, which share neither hash seed, random state nor folder."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "programs").write_bytes(pickle.dumps(list(programs)))
        runs = [_start(Path(folder), seed) for seed in (1, 2)]
        for run in runs:
            run.wait()
        if any(run.returncode for run in runs):
            raise RuntimeError("a run of the examples failed")
        first, second = (pickle.loads((Path(folder) / f"records{seed}").read_bytes()) for seed in (1, 2))
    return list(zip(first, second, strict=True))


def _start(folder: Path, seed: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.accuracy.running"]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(
        [*command, str(folder / "programs"), str(folder / f"records{seed}")], cwd=ROOT, env=environment
    )


def record_of(program: Program) -> Record:
    """Run one program in a process of its own, and no longer than its time."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(program, sender))
    process.start()
    sender.close()
    record = Record()
    with contextlib.suppress(EOFError):
        while receiver.poll(SECONDS):
            part: Record = receiver.recv()
            record.raised.update(part.raised)
            record.seen.update(part.seen)
            record.finished = part.finished
            for place, facts in part.bindings.items():
                record.bindings.setdefault(place, []).extend(facts)
    process.kill()
    process.join()
    return record


def _run(program: Program, sender: Connection) -> None:
    """Run the examples one by one, and send what each showed."""
    _isolate()
    _seed(int(os.environ["PYTHONHASHSEED"]))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        space = _namespace()
        exec(HEAD, space)
        text = program.text()
        statements = ast.parse(text).body[1:]
        for example in program.examples:
            end = example.first + len(example.lines)
            own = [statement for statement in statements if example.first <= statement.lineno < end]
            sender.send(_run_example(example.first, own, space))
        os.chdir(ROOT)
    sender.send(Record(finished=True))


def _run_example(first: int, statements: list[ast.stmt], space: dict[str, Any]) -> Record:
    record = Record()
    space.update(_notes(record))
    try:
        exec(compile(instrumented(statements), "<program>", "exec"), space)
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        return Record(raised={first: type(error).__name__})
    return record


def _namespace() -> dict[str, Any]:
    """The globals of a module that is run as a program, so that its classes have a home."""
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    return vars(module)


def _notes(record: Record) -> dict[str, Any]:
    callees: dict[tuple[int, ...], str] = {}

    def bound(line: int, column: int, name: str, value: Any) -> None:
        held: list[Seen] = record.bindings.setdefault((line, column, name), [])
        if len(held) < MOST_REPEATS:
            held.append(Seen(fact_of(value), elements_of(value)))

    def seen(line: int, column: int, end: int, end_column: int, value: Any) -> Any:
        where = (line, column, end, end_column)
        record.seen[where] = Seen(fact_of(value), elements_of(value), callees.get(where, ""))
        return value

    def callee(line: int, column: int, end: int, end_column: int, function: Any) -> Any:
        callees[line, column, end, end_column] = callee_name(function)
        return function

    return {BOUND: bound, SEEN: seen, CALLEE: callee}


def _isolate() -> None:
    """No output, no input, no warnings, and no package but NumPy and Python's own."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    warnings.simplefilter("ignore")
    sys.meta_path.insert(0, _Closed())
    for name in [name for name in sys.modules if not _is_open(name)]:
        del sys.modules[name]


def _seed(number: int) -> None:
    """Another random state in each run, and the same whenever that run is made again."""
    random.seed(number)
    np.random.seed(number)
    # Where NumPy draws what seeds a generator that is given no seed.
    np.random.bit_generator.randbits = random.Random(number).getrandbits  # type: ignore[attr-defined]


def _is_open(name: str) -> bool:
    top = name.partition(".")[0]
    return top in sys.stdlib_module_names or top.startswith("_") or top in ("numpy", "benchmarks")


class _Closed:
    """Finds no package that is not open to the examples, installed or not."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if _is_open(name):
            return None
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)


if __name__ == "__main__":
    listed: list[Program] = pickle.loads(Path(sys.argv[1]).read_bytes())
    Path(sys.argv[2]).write_bytes(pickle.dumps([record_of(program) for program in listed]))
