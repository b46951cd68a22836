"""Random programs that write and read files, run for real: what is claimed of a loaded array is what was loaded."""

from __future__ import annotations

import contextlib
import os
import random
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.analysis.estimates import Claim
from bytelens.analysis.module import analyse

NAMES = ["a.npy", "b.npy"]
names = st.sampled_from(NAMES)
SIMPLE = st.one_of(
    st.builds("np.save({0!r}, np.zeros({1}))".format, names, st.integers(3, 6)),
    st.builds("x = np.load({0!r})".format, names),
    st.builds("x = np.load({0!r})".format, names),
    st.builds("x = np.load(name)".format),
    st.builds("np.save(name, np.zeros({0}))".format, st.integers(3, 6)),
    st.builds("name = {0!r}".format, names),
    st.builds("shutil.copy({0!r}, {1!r})".format, names, names),
    st.builds("with open({0!r}, 'rb') as f:\n    f.read()".format, names),
    st.builds("np.zeros({1}).tofile({0!r})".format, names, st.integers(1, 3)),
    st.builds("os.replace({0!r}, {1!r})".format, st.just("a.npy"), st.just("b.npy")),
    st.sampled_from(["f()", "g()", "f(name)", "other.write()", "other.write(name)", "h = other.call(f)", "h = f or g"]),
    st.sampled_from(
        ["math.sqrt(2)", "print(end='')", "other.failing()", "list(map(f, NAMES))", "(f if maybe() else g)()"]
    ),
    st.sampled_from(["quiet.fit(f)", "quiet.fit(g).step()", "quiet.go()", "q = quiet.fit(go)", "q.step()"]),
    st.sampled_from(["quiet.fit(lambda: f('b.npy'))", "quiet.fit(A().go)", "quiet.fit([f, g])"]),
    st.sampled_from(["raise ValueError", "return None", "break", "continue", "save('a.npy', np.zeros(7))"]),
)


def indented(body: list[str]) -> str:
    return "\n".join("    " + line for statement in body for line in statement.split("\n"))


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(inner, min_size=1, max_size=3).map(indented)
    return st.one_of(
        st.builds("if maybe():\n{0}\nelse:\n{1}".format, body, body),
        st.builds("for i in range({1}):\n{0}".format, body, st.integers(0, 3)),
        st.builds("while maybe():\n{0}".format, body),
        st.builds("try:\n{0}\nexcept Exception:\n{1}".format, body, body),
        st.builds("try:\n{0}\nfinally:\n{1}".format, body, body),
        st.builds("def f(name='a.npy'):\n{0}\n    return 1".format, body),
        st.builds("def g(name='b.npy'):\n{0}".format, body),
        st.builds("class A:\n    def go(self, name='a.npy'):\n{1}\nA().go()".format, body, body.map(indented_once)),
    )


def indented_once(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


STATEMENTS = st.recursive(SIMPLE, compound, max_leaves=8)
START = """import math, os, shutil
import numpy as np
import other
import statsmodels as quiet
from other import maybe
NAMES = ['a.npy']
class A:
    def go(self): pass
go = A().go
q = quiet.fit(1)
name = 'a.npy'
save = np.save
def f(name='a.npy'): pass
def g(name='b.npy'): pass
"""


def helpers(seed: int) -> tuple[ModuleType, ModuleType]:
    """Modules that the analysis does not find: both call what they are given, functions of the first write, too."""
    chance, module, library = random.Random(seed), ModuleType("other"), ModuleType("statsmodels")
    given: list[Any] = []
    granted = iter(range(20))

    def go() -> None:
        for function in given[-3:]:
            if callable(function) and chance.random() < 0.5 and next(granted, None) is not None:
                with contextlib.suppress(Exception):
                    function()

    def fit(function: Any) -> ModuleType:
        given.extend(function if isinstance(function, list) else [function])
        go()
        return library

    def write(name: str = "a.npy") -> None:
        np.save(name, np.zeros(chance.randint(8, 9)))
        go()

    def call(function: Any) -> None:
        given.append(function)

    def failing() -> None:
        if chance.random() < 0.5:
            raise ValueError

    vars(module).update(write=write, call=call, failing=failing, maybe=lambda: chance.random() < 0.5)
    vars(library).update(fit=fit, go=go, step=go)
    return module, library


@contextlib.contextmanager
def started_in(folder: Path, modules: Collection[ModuleType]) -> Iterator[dict[int, set[Any]]]:
    """The shapes that are loaded meanwhile, by line."""
    loaded: dict[int, set[Any]] = defaultdict(set)
    original, here = np.load, Path.cwd()

    def load(path: str) -> Any:
        array = original(path)
        loaded[sys._getframe(1).f_lineno].add(array.shape)
        return array

    os.chdir(folder)
    sys.modules.update({module.__name__: module for module in modules})
    np.load = load
    try:
        yield loaded
    finally:
        np.load = original
        for module in modules:
            del sys.modules[module.__name__]
        os.chdir(here)


class Enough(BaseException):
    """The program has called its functions often enough: some call each other without end."""


@contextlib.contextmanager
def ended_soon() -> Iterator[None]:
    """Ends what runs after so many calls, as no handler of a program can prevent."""
    left = iter(range(300))

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename == "program.py" and next(left, None) is None:
            raise Enough

    sys.setprofile(count)
    try:
        with contextlib.suppress(Enough):
            yield
    finally:
        sys.setprofile(None)


@settings(max_examples=60)
@given(st.lists(STATEMENTS, min_size=2, max_size=8), st.integers(0, 9))
def test_runs(tmp_path_factory: pytest.TempPathFactory, statements: list[str], seed: int) -> None:
    folder = tmp_path_factory.mktemp("run")
    for number, name in enumerate(NAMES, start=1):
        np.save(folder / name, np.zeros(number))
    text = START + "\n".join(statements)
    try:
        code = compile(text, "program.py", "exec")
    except SyntaxError:
        return
    analysis = analyse(text, None, [str(folder)])
    with started_in(folder, helpers(seed)) as loaded, ended_soon(), contextlib.suppress(Exception):
        exec(code, {"__name__": "__main__"})
    for estimate in analysis.estimates:
        shapes = {variant.shape for variant in estimate.variants if variant.claim is Claim.EXACT}
        if estimate.name == "x" and len(shapes) == len(estimate.variants):
            assert loaded[estimate.line] <= shapes, text
