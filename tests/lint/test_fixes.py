"""A fix leaves what a program computes as it is."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.lint.checking import check
from bytelens.lint.fixing import fixed
from bytelens.lint.options import Options

from .making import known

NAMES = ("a", "b", "c")
STATEMENTS = (
    "{x} = {y} + {k}",
    "{x} = {x} * {k}",
    "{x} = {k} + {x}",
    "{x} = {x} - ({y} * {k})",
    "{x} = {x} + {y}",
    "{x} = {y}",
    "{x} = {y}[:70]",
    "{x} = {y}[0:80].T",
    "{x} = {y}.flatten()",
    "{x} = np.array({y})",
    "{x} = np.array({y} * {k})",
    "{x} = {y}.astype(float)",
    "{x} = np.arange(10000.0).reshape(100, 100)",
    "{x}[0] = {k}",
    "{x} += {k}",
    "{x}.sort()",
    "out.append({x})",
    "out.append({x}.flatten().sum())",
    "out.append({x}.astype(float)[0])",
    "out.append([v for v in {x}.flatten()[:3]])",
    "out.append(np.array({x}).max())",
    "{x} = keep({y})",
    "{x} = write({y})",
    "{x} = own({k})",
)
HEAD = """\
import numpy as np

out = []


def keep(x):
    out.append(x)
    y = x.flatten()
    return y


def write(x):
    y = np.array(x)
    z = x.astype(float)
    x[0] = 5
    z = z + 1
    return y + z


def own(k):
    x = np.arange(10000.0).reshape(100, 100)
    for _ in range(3):
        x = x * k
    y = x.flatten()
    x = x + 1
    return y


def run():
    a = np.arange(10000.0).reshape(100, 100)
    b = np.ones((100, 100))
    c = np.zeros(10000)
"""
TAIL = "    return [a, b, c]\n\n\nkept = run()\n"


@st.composite
def programs(draw: st.DrawFn) -> str:
    """A function of random statements, some of them in a loop, in each of which names may share memory."""
    lines = []
    for _ in range(draw(st.integers(1, 8))):
        statement = draw(st.sampled_from(STATEMENTS)).format(
            x=draw(st.sampled_from(NAMES)), y=draw(st.sampled_from(NAMES)), k=draw(st.integers(1, 3))
        )
        if draw(st.integers(0, 4)) == 0:
            lines += ["    for _ in range(2):", f"        {statement}"]
        else:
            lines.append(f"    {statement}")
    return HEAD + "\n".join(lines) + "\n" + TAIL


@settings(max_examples=150, deadline=None)
@given(programs())
def test_a_fixed_program_computes_the_same(text: str) -> None:
    fixes = [found.fix for found in check(known(text), Options()) if found.fix is not None]
    assert results(fixed(text, fixes)) == results(text)


def test_fixes_are_found_and_applied() -> None:
    text = HEAD + "    a = a + b\n    c = own(2)\n" + TAIL
    fixes = [found.fix for found in check(known(text), Options()) if found.fix is not None]
    assert "    a += b\n" in fixed(text, fixes)
    assert "        x *= k\n" in fixed(text, fixes)
    assert results(fixed(text, fixes)) == results(text)


def test_a_returned_copy_has_the_same_elements() -> None:
    text = "import numpy as np\n\ndef run():\n    x = np.arange(200000.0)\n    return x[:9], x.sum()\n\nkept = run()\n"
    fixes = [found.fix for found in check(known(text), Options()) if found.fix is not None]
    assert "    return x[:9].copy(), x.sum()\n" in fixed(text, fixes)
    assert results(fixed(text, fixes)) == results(text)


def results(text: str) -> object:
    """What a program leaves: the arrays that it kept, or the error that ended it, and what it had put out by then."""
    names: dict[str, object] = {}
    try:
        exec(compile(text, "program", "exec"), names)
    except ValueError:
        return "error", described(names.get("out"))
    return described(names["kept"]), described(names.get("out"))


def described(value: object) -> object:
    """Lists as they are, arrays as what makes them equal."""
    if isinstance(value, list | tuple):
        return [described(item) for item in value]
    array = np.asarray(value)
    return array.shape, array.dtype, array.tobytes()
