"""A traced program does, writes and ends as it does under plain Python."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from .running import plain, traced

_PROGRAMS = {
    "surroundings": """
        import sys
        def f():
            "what it says"
        print(__name__, __file__, __spec__, __package__, __cached__, __doc__, type(__loader__).__name__)
        print(sys.argv, sys.path[0], sorted(name for name in globals() if name.startswith("__")), f.__doc__)
    """,
    "docstring and future": '''
        """What the module says."""
        from __future__ import annotations
        def f(x: undefined) -> more: return x
        class C:
            """What the class says."""
            field: int
        y: int = 3
        print(__doc__, C.__doc__, f.__annotations__, C.__annotations__, __annotations__)
    ''',
    "an exception": """
        def f(x):
            y = x + 1
            return g(
                y)
        def g(x):
            for i in range(2):
                with open("/dev/null") as file:
                    raise ValueError(x)
        f(1)
    """,
    "a chain of exceptions": """
        def f():
            try:
                {}["x"]
            except KeyError as error:
                raise RuntimeError("y") from error
        try:
            f()
        except RuntimeError:
            assert False, "z"
    """,
    "a hook": """
        import sys
        def hook(kind, value, trace):
            while trace:
                print(trace.tb_frame.f_code.co_name, trace.tb_lineno)
                trace = trace.tb_next
            print(kind, value, sys.last_value is value)
        sys.excepthook = hook
        def f(): return 1 / 0
        f()
    """,
    "a syntax error": "x = 1\nif x is 1:\n    pass\nreturn 3\n",
    "an unfinished program": "x = 1\ndef f(\n",
    "no newline at its end": "x = 1\nprint(x)",
    "an exit code": "raise SystemExit(3)",
    "an exit message": "import sys\nsys.exit('bye')",
    "an interrupt": "raise KeyboardInterrupt",
    "an end in the middle": "import os\nprint('before', flush=True)\nos._exit(7)\n",
    "late things": """
        import atexit, threading, time
        atexit.register(print, "atexit")
        def late():
            time.sleep(0.05)
            print("late")
        threading.Thread(target=late).start()
        print("main")
    """,
    "warnings": """
        import warnings
        def deprecated(): warnings.warn("careful", stacklevel=2)
        for i in range(3):
            deprecated()
        deprecated()
        print("\\d")
    """,
    "pickles": """
        import inspect, pickle
        from dataclasses import dataclass
        from typing import NamedTuple, get_type_hints
        @dataclass
        class P:
            x: "int" = 1
        class T(NamedTuple):
            y: int
        print(pickle.loads(pickle.dumps([P(3), T(4)])), get_type_hints(P), inspect.getsource(P))
    """,
    "control flow": """
        def f(a, *args, k=1, **more):
            match a:
                case 1: return "one"
                case [x, y]:
                    return x + y
                case _: pass
            try:
                return k
            finally:
                print("finally")
        print(f(1), f([2, 3]), f(0, k=5))
        for i in range(4):
            if i == 1: continue
            if i == 3: break
            print(i)
        else: print("never")
        n = 3
        while n:
            n -= 1
        else:
            print("else")
        def outer():
            n = 0
            def inner():
                nonlocal n
                n += 1
                return n
            inner()
            return inner()
        print(outer(), [v for v in range(3)], (lambda: 5)())
        try:
            del undefined
        except NameError as error:
            print(error)
        class A:
            __x = 5
            for y in range(2): z = y
            def get(self):
                self.__w = self.__x
                return self.__w
        print(A().get(), A.z, vars(A()).keys())
        def early(n):
            for i in range(n):
                try:
                    if i: return i
                finally:
                    continue
        print(early(3))
    """,
    "generators": """
        def inner():
            try:
                yield 2
                return 7
            finally:
                print("closed")
        def outer():
            x = yield 1
            print("got", x)
            try:
                y = yield from inner()
            except KeyError as error:
                y = error
            return y
        it = outer()
        print(next(it), it.send("s"))
        try:
            next(it)
        except StopIteration as stop:
            print(stop.value)
        it = outer(); next(it); next(it)
        try:
            it.throw(KeyError("thrown"))
        except StopIteration as stop:
            print(stop.value)
        it = outer(); next(it); next(it); it.close()
        print(sum((yielded for yielded in (lambda: (yield 4))())))
    """,
    "tasks": """
        import asyncio
        class Manager:
            async def __aenter__(self): await asyncio.sleep(0); return 3
            async def __aexit__(self, *error): print("left")
        async def many():
            for i in range(2):
                yield i
                await asyncio.sleep(0)
        async def work(n):
            async with Manager() as m:
                async for i in many():
                    n += i + m
                return n
        async def main():
            print(await asyncio.gather(*(work(i) for i in range(3))), [i async for i in many()])
            raise LookupError("last")
        asyncio.run(main())
    """,
    "processes": """
        import multiprocessing
        def f(x):
            y = x * 2
            return y
        if __name__ == "__main__":
            for method in "fork", "spawn":
                with multiprocessing.get_context(method).Pool(2) as pool:
                    print(pool.map(f, [1, 2, 3]))
    """,
    "a fork": """
        import os, sys, warnings
        warnings.simplefilter("error")
        for i in range(3000):
            x = i
        child = os.fork()
        if not child:
            for i in range(10):
                y = i
            print("child", flush=True)
            sys.exit(4)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """,
    "signals that raise": """
        import signal
        class Alarm(Exception): pass
        def ring(*_): raise Alarm
        signal.signal(signal.SIGALRM, ring)
        count = 0
        for _ in range(40):
            try:
                signal.setitimer(signal.ITIMER_REAL, 0.0007)
                while True:
                    x = [1]
                    y = x + [1]
            except Alarm:
                count += 1
        print(count)
    """,
    "tracers": """
        import sys
        found = []
        def f():
            x = 1
            return x
        sys.settrace(lambda frame, event, _: found.append(frame.f_code.co_name))
        f()
        sys.settrace(None)
        print("f" in found, sys.gettrace())
    """,
    "memory": """
        import tracemalloc
        tracemalloc.start()
        x = bytearray(100_000)
        print(tracemalloc.get_traced_memory()[0] > 100_000, len(tracemalloc.take_snapshot().traces) > 0)
    """,
    "many blocks": "def f():\n"
    + "".join(f"{' ' * (i + 1)}for x{i} in [0]:\n" for i in range(20))
    + " " * 21
    + "pass\nf()",
    "too deep": """
        def f(n): return f(n + 1)
        try:
            f(0)
        except RecursionError as error:
            print(type(error))
    """,
}


@pytest.mark.parametrize("name", _PROGRAMS)
def test_a_program_does_as_under_plain_python(tmp_path: Path, name: str) -> None:
    text = dedent(_PROGRAMS[name]).lstrip("\n")
    ran = traced(tmp_path, text, arguments=["a", "b"])
    expected = plain(tmp_path, ["prog.py", "a", "b"])
    assert (ran.code, ran.out, _shown(ran.err)) == (expected.returncode, expected.stdout, _shown(expected.stderr))
    assert "agent failed" not in str(ran.of("problem"))


@pytest.mark.skipif(sys.version_info < (3, 11), reason="groups of exceptions are new in 3.11")
def test_groups_of_exceptions(tmp_path: Path) -> None:
    text = "try:\n    raise ExceptionGroup('g', [ValueError(1), TypeError(2)])\nexcept* ValueError:\n    print('v')\n"
    ran = traced(tmp_path, text)
    expected = plain(tmp_path, ["prog.py"])
    assert (ran.code, ran.out, _shown(ran.err)) == (1, "v\n", _shown(expected.stderr))


def test_the_source_may_say_how_it_is_encoded(tmp_path: Path) -> None:
    (tmp_path / "prog.py").write_bytes(b"# -*- coding: latin-1 -*-\ns = '\xe9'\nprint(ascii(s))\n")
    assert traced(tmp_path).out == "'\\xe9'\n"


def test_modules_of_the_program_are_imported_as_ever(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("from .part import value\n")
    (package / "part.py").write_text("value = 3\ndef fail():\n    return 1 / 0\n")
    (package / "broken.py").write_text("x = (\n")
    text = """
    import package.part, importlib
    for name in "package.broken", "package.missing":
        try:
            importlib.import_module(name)
        except Exception as error:
            print(type(error), error)
    print(package.value, package.part.__file__, package.part.__cached__)
    package.part.fail()
    """
    ran = traced(tmp_path, dedent(text).lstrip())
    expected = plain(tmp_path, ["prog.py"])
    assert (ran.code, ran.out, _shown(ran.err)) == (1, expected.stdout, _shown(expected.stderr))
    assert [step["line"] for step in ran.steps if step["function"] == "fail"] == [3]


def test_an_import_that_fails_shows_no_frames_of_importing(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("x = (\n")
    ran = traced(tmp_path, "import broken\n")
    assert _shown(ran.err) == _shown(plain(tmp_path, ["prog.py"]).stderr)


def test_caches_hold_plain_code_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("x = 1\n")
    environment = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "caches")}
    ran = traced(tmp_path, "import mine\n", environment=environment)
    assert ran.steps[0]["file"] == 1
    again = plain(tmp_path, ["prog.py"], environment)
    assert (again.stdout, again.stderr) == ("", "")
    assert not any(b"bytelens" in cache.read_bytes() for cache in (tmp_path / "caches").rglob("mine*.pyc"))


def _shown(text: str) -> str:
    return re.sub(r"0x[0-9a-f]+", "0x", text)
