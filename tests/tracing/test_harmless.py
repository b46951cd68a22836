"""A trace changes nothing: what a program writes, how it ends, and what it sees of itself."""

import re
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from .running import Outcome, lines_of, plain, traced

PROGRAMS = {
    "nothing": "",
    "a comment at the end": "x = 1\n# no newline",
    "exit codes": "import sys\nprint('before')\nsys.exit(3)",
    "exit without a code": "raise SystemExit",
    "exit with a text": "import sys\nsys.exit('gone wrong')",
    "exit with something else": "raise SystemExit([1, 2])",
    "exit with a large number": "raise SystemExit(256 + 7)",
    "exit with True": "raise SystemExit(True)",
    "exit at once": "import os\nprint('flushed', flush=True)\nos._exit(7)",
    "exit from a function that has a cleanup": """
        import sys
        def f():
            try:
                sys.exit(4)
            finally:
                print('cleanup')
        f()
        """,
    "an exception": """
        import numpy as np
        def f(a):
            return a @ np.ones(4)
        f(np.ones(3))
        """,
    "an exception with a cause": """
        def f():
            raise KeyError('first')
        try:
            f()
        except KeyError as error:
            raise ValueError('second', 'line\\nbreak') from error
        """,
    "an exception while another is handled": "try:\n    1 / 0\nexcept ZeroDivisionError:\n    [][1]",
    "an exception over several lines": "x = [\n    1,\n    2 /\n    0,\n]\n",
    "an exception in a comprehension": "x = [1 / n for n in (1, 0)]",
    "an exception group": """
        import sys
        if sys.version_info >= (3, 11):
            raise ExceptionGroup('all', [ValueError(1), KeyError(2)])
        """,
    "an exception with a note": "e = ValueError('x')\nif hasattr(e, 'add_note'): e.add_note('noted')\nraise e",
    "an exception with an excepthook": "import sys\nsys.excepthook = lambda *a: print('hooked', a[0].__name__)\n1 / 0",
    "a syntax error": "x = (1,\ny = 2\n",
    "an error of indentation": "if True:\nx = 1\n",
    "a null byte in a string to exec": "exec('\\0')",
    "an interrupt": "print('x', flush=True)\nraise KeyboardInterrupt",
    "an interrupt by signal": "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nprint('late')",
    "a signal that kills": "import os, signal\nprint('x', flush=True)\nos.kill(os.getpid(), signal.SIGKILL)",
    "a signal that it does not handle": "import os, signal\nos.kill(os.getpid(), signal.SIGUSR1)",
    "a signal that it handles": """
        import os, signal
        signal.signal(signal.SIGTERM, lambda *_: print('handled'))
        os.kill(os.getpid(), signal.SIGTERM)
        print([signal.getsignal(n) for n in (signal.SIGINT, signal.SIGPIPE, signal.SIGCHLD, signal.SIGSEGV)][1:])
        """,
    "an alarm": """
        import signal
        signal.signal(signal.SIGALRM, lambda *_: print('rang'))
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        signal.pause()
        """,
    "abort": "import os\nprint('x', flush=True)\nos.abort()",
    "warnings": """
        import warnings
        def f():
            warnings.warn('careful', DeprecationWarning, stacklevel=2)
        f()
        warnings.warn('again')
        import numpy as np
        print(np.array([1]) / np.array([0]))
        """,
    "warnings as errors": "import warnings\nwarnings.simplefilter('error')\nwarnings.warn('no')",
    "a warning of the compiler": "x = 1\nprint(x is 1)",
    "what happens at the end": """
        import atexit, sys, threading
        atexit.register(print, 'registered first')
        atexit.register(lambda: print('registered last', 'numpy' in sys.modules))
        threading.Thread(target=lambda: print('thread')).start()
        print('end of the text')
        """,
    "objects that go last": """
        import atexit
        import numpy as np
        class Last:
            def __del__(self): print('deleted', np is not None)
        last, a = Last(), np.ones(3)
        atexit.register(print, 'at exit')
        print('end of the text')
        """,
    "an exception at exit": "import atexit\natexit.register(lambda: 1 / 0)",
    "an exception in a thread": """
        import threading
        t = threading.Thread(target=lambda: 1 / 0, name='t')
        t.start()
        t.join()
        """,
    "what cannot be raised": "class C:\n    def __del__(self): raise ValueError('in del')\nC()\nprint('on')",
    "deep recursion": "def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError:\n    print('caught')",
    "recursion that just fits": "def f(n):\n    return n and f(n - 1)\nprint(f(900))",
    "generators": """
        import numpy as np
        def numbers():
            try:
                for n in range(3):
                    got = yield np.full(10, n)
                    print('got', got)
            finally:
                print('closed')
        g = numbers()
        print(next(g).sum(), g.send('a').sum())
        del g
        """,
    "asyncio": """
        import asyncio
        import numpy as np
        async def work(n):
            await asyncio.sleep(0)
            a = np.ones(n)
            async with asyncio.Lock():
                return a.sum()
        async def main():
            print(await asyncio.gather(*(work(n) for n in range(5))))
        asyncio.run(main())
        """,
    "no input": "input('name? ')",
    "reading the empty input": "import sys\nprint(repr(sys.stdin.read()), sys.stdin.isatty())",
    "changing the directory": """
        import os
        import numpy as np
        os.mkdir('below')
        os.chdir('below')
        a = np.ones(1000)
        print(os.listdir('.'), os.path.basename(os.getcwd()))
        os.rmdir('../below')
        """,
    "closing every descriptor": "import os\na = 1\nos.closerange(3, 256)\nb = 2\nprint('still there')",
    "its output elsewhere": """
        import os
        print('first', flush=True)
        file = os.open('out.txt', os.O_CREAT | os.O_RDWR)
        os.dup2(file, 1)
        print('second', flush=True)
        os.dup2(2, 1)
        print('third', open('out.txt').read())
        """,
    "closed output": "import sys\nprint('x')\nsys.stdout.close()\nprint('y')",
    "replaced output": """
        import contextlib, io, sys
        with contextlib.redirect_stdout(io.StringIO()) as caught:
            print('caught')
        sys.stdout.writelines(['a', 'b', '\\n'])
        sys.stdout.write('c\\n')
        old, sys.stdout = sys.stdout, sys.stderr
        print('to stderr')
        sys.stdout = old
        print(repr(caught.getvalue()), type(sys.stdout).__name__, sys.stdout.encoding, sys.stdout.errors)
        sys.stdout.reconfigure(line_buffering=True)
        sys.__stdout__.write('d\\n')
        sys.stdout.buffer.write(b'e\\n')
        """,
    "what C writes": """
        import ctypes, os
        os.write(1, b'direct\\n')
        ctypes.CDLL(None).puts(b'from C')
        ctypes.CDLL(None).fflush(None)
        """,
    "a fork": """
        import os
        import numpy as np
        a = np.ones(1000)
        child = os.fork()
        if child == 0:
            b = np.ones(2000)
            print('child', b.sum(), flush=True)
            os._exit(5)
        print('parent', os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """,
    "a fork whose child ends as programs do": """
        import atexit, os, sys
        atexit.register(lambda: print('at exit'))
        if os.fork() == 0:
            sys.exit(3)
        print(os.waitstatus_to_exitcode(os.wait()[1]))
        """,
    "a program in its place": """
        import os, sys
        print('before', flush=True)
        os.execv(sys.executable, [sys.executable, '-c', 'print("after"); exit(6)'])
        """,
    "children": """
        import subprocess, sys
        code = 'import sys; print(sys.argv, __name__)'
        done = subprocess.run([sys.executable, '-c', code, 'x'], capture_output=True, text=True)
        print(done.stdout, done.returncode)
        subprocess.run(['sh', '-c', 'echo from a shell; exit 3'])
        """,
    "multiprocessing by fork": """
        import multiprocessing
        import numpy as np
        def square(n): return float(np.full(100, n).sum())
        if __name__ == '__main__':
            with multiprocessing.get_context('fork').Pool(2) as pool:
                print(pool.map(square, range(4)))
        """,
    "multiprocessing by spawn": """
        import multiprocessing
        import numpy as np
        def square(n): return float(np.full(100, n).sum())
        if __name__ == '__main__':
            with multiprocessing.get_context('spawn').Pool(2) as pool:
                print(pool.map(square, range(4)))
        """,
    "a pool of threads": """
        from concurrent.futures import ThreadPoolExecutor
        import numpy as np
        def work(n): return float((np.ones(1000) * n).sum())
        with ThreadPoolExecutor(4) as pool:
            print(list(pool.map(work, range(8))))
        """,
    "its own tracing": """
        import sys
        seen = []
        def trace(frame, event, argument):
            seen.append((frame.f_code.co_name, event))
            return trace
        def f():
            return 1
        sys.settrace(trace)
        f()
        sys.settrace(None)
        print(sorted({event for name, event in seen if name == 'f'}), sys.gettrace())
        sys.setprofile(lambda *_: None)
        f()
        sys.setprofile(None)
        print(sys.getprofile())
        """,
    "its own tracemalloc": """
        import tracemalloc
        print(tracemalloc.is_tracing())
        tracemalloc.start()
        keep = [bytes(10_000) for _ in range(10)]
        current, peak = tracemalloc.get_traced_memory()
        print(100_000 <= current <= 200_000, tracemalloc.get_traceback_limit())
        tracemalloc.stop()
        """,
    "garbage collection": """
        import gc
        gc.callbacks.append(lambda phase, info: None)
        print(gc.isenabled(), gc.get_threshold())
        gc.collect()
        print(len(gc.callbacks))
        """,
    "itself": """
        \"\"\"A text.\"\"\"
        import sys
        import __main__
        print(__name__, __file__, __doc__, __package__, __spec__, __builtins__, type(__loader__).__name__)
        print(sorted(name for name in vars() if name != 'sys'))
        print(sys.argv, sys.path[0], sys.flags.interactive, __main__.__dict__ is globals())
        print([name for name in sys.path if 'bytelens' in name.lower()])
        """,
    "its source": """
        import inspect
        from dataclasses import dataclass
        @dataclass
        class Point:
            x: int
            y: 'int' = 3
        def f(a, *, b=2) -> None:
            '''Does.'''
        print(inspect.getsource(f), inspect.signature(f), f.__code__.co_firstlineno, Point(1))
        print(f.__code__.co_varnames, f.__doc__, f.__qualname__)
        """,
    "pickles": "import pickle\nclass C:\n    x = 1\nprint(pickle.loads(pickle.dumps(C())).x, C.__module__)",
    "annotations": "from __future__ import annotations\nx: int = 1\ny: undefined\nprint(__annotations__)",
    "stacks": """
        import sys, traceback
        def f():
            print([frame.name for frame in traceback.extract_stack(limit=2)])
            print(sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno)
        f()
        """,
    "locals": """
        def f(a):
            b = a
            print(sorted(locals()))
            del b
            print(sorted(locals()))
            exec('c = 1')
        f(1)
        """,
    "hostile values": """
        import numpy as np
        class Odd:
            def __getattribute__(self, name): raise RuntimeError(name)
            def __repr__(self): raise RuntimeError('repr')
            def __iter__(self): raise RuntimeError('iter')
            def __eq__(self, other): raise RuntimeError('eq')
            __hash__ = None
        a = Odd()
        class Loud(np.ndarray):
            @property
            def nbytes(self): print('asked'); return -1
            def __array_finalize__(self, obj): pass
        b = np.zeros(10).view(Loud)
        c = d = [Odd(), b]
        print('on')
        """,
    "arrays of everything": """
        import numpy as np
        a = np.array([None, 1, 'x'], dtype=object)
        b = np.array(3)
        c = np.zeros((0, 5))
        d = np.zeros(3, dtype=[('x', 'f4'), ('y', 'i8', 2)])
        e = np.broadcast_to(np.arange(3), (1000, 3))
        f = np.ma.masked_array([1, 2], [True, False])
        g = np.float32(1)
        h = memoryview(bytearray(80))
        i = np.frombuffer(h)
        j = i[::2].T
        k, l = np.divmod(j, 2)
        m = np.array(['a', 'bcd'])
        n = np.datetime64('2026-01-01')
        print(a, b, c, d, e.shape, f, g, i, j, k, l, m, n)
        """,
}


def written(folder: Path, text: str) -> Path:
    path = folder / "prog.py"
    path.write_text(dedent(text).removeprefix("\n"))
    return path


def without_addresses(outcome: Outcome) -> Outcome:
    """Where objects lie differs from run to run."""
    return replace(outcome, err=re.sub(rb"0x[0-9a-f]+", b"0x", outcome.err))


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_does_what_it_does_alone(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, PROGRAMS[name])
    alone = plain(tmp_path, path, "an argument")
    for left in tmp_path.iterdir():
        if left != path:
            left.unlink()
    seen, _ = traced(tmp_path, path, ("an argument",))
    assert without_addresses(seen) == without_addresses(alone)


def test_a_program_named_from_where_it_runs(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    path = written(tmp_path / "below", PROGRAMS["itself"])
    name = path.relative_to(tmp_path)
    assert traced(tmp_path, name)[0] == plain(tmp_path, name)


@pytest.mark.parametrize(
    "end", ["os.kill(os.getpid(), 9)", "os._exit(1)", "os.execv('/bin/true', ['true'])", "ctypes.string_at(0)", "1 / 0"]
)
def test_everything_up_to_the_end_is_told(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, f"import ctypes, os\na = 1\nfor n in range(3):\n    b = n\n{end}\n")
    _, trace = traced(tmp_path, path)
    assert lines_of(trace)[:8] == [1, 2, 3, 4, 3, 4, 3, 4]
