"""Whose memory a name uses, and what it looks into."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from .running import traced

_ONE_LINERS = [
    ("x = np.arange(6)", "owner", None),
    ("x = np.arange(6).reshape(2, 3)", "owner", None),
    ("x = a", "alias", "a"),
    ("x = a[1:]", "view", "a"),
    ("x = a[1:][1:]", "view", "a"),
    ("x = a.T", "view", "a"),
    ("x = a.reshape(5, 2)", "view", "a"),
    ("x = a.reshape(5, 2).T.copy()", "owner", None),
    ("x = np.asarray(a)", "alias", "a"),
    ("x = a + 1", "owner", None),
    ("x = a[a > 0]", "owner", None),
    ("x = np.ones(10)[::3]", "view", None),
    ("x, _ = np.mgrid[0:4, 0:4]", "view", None),
    ("x = np.ones((2, 3)).nonzero()[0]", "view", None),
    ("x = np.broadcast_to(a, (3, 10))", "view", "a"),
    ("x = np.lib.stride_tricks.sliding_window_view(a, 3)", "view", "a"),
    ("x = np.asarray(memoryview(a))", "view", "a"),
    ("x = np.frombuffer(b'12345678', dtype=np.uint8)", "view", None),
    ("x = arrays[0]", "alias", None),
    ("x = arrays[0][1:]", "view", None),
    ("x = arrays.pop()", "owner", None),
    ("x = same(a)", "alias", "a"),
    ("x = part(a)", "view", "a"),
    ("x = made(3)", "owner", None),
    ("x = box.w[1:]", "view", "box.w"),
    ("x = table['k']", "alias", "table['k']"),
]
_BEFORE = """
import numpy as np
def same(v): return v
def part(v):
    inner = v[2:]
    return inner
def made(n):
    inner = np.ones(n)
    return inner
class Box: pass
box = Box()
box.w = np.ones(4)
table = {}
table['k'] = np.ones(5)
a = np.ones(10)
arrays = [np.ones(7)]
"""


def test_ownership_of_what_one_statement_stores(tmp_path: Path) -> None:
    text = _BEFORE
    lines = []
    for statement, _, _ in _ONE_LINERS:
        text += f"{statement}\ndel x\narrays = [np.ones(7)]\n"
        lines.append(text.count("\n") - 2)
    ran = traced(tmp_path, text)
    assert ran.err == ""
    seen = [(ran.variable(line, "x")["ownership"], ran.variable(line, "x")["view_of"]) for line in lines]
    assert dict(zip([one[0] for one in _ONE_LINERS], seen, strict=True)) == {
        statement: (ownership, view_of) for statement, ownership, view_of in _ONE_LINERS
    }


def test_a_dtype_is_written_as_numpy_writes_it(tmp_path: Path) -> None:
    """A structured dtype and that of its records are equal, and not written alike."""
    text = "import numpy as np\na = np.zeros(2, dtype=[('x', 'S1')])\nb = a.view(np.recarray)\nc = a[:1]\n"
    ran = traced(tmp_path, text)
    assert [ran.variable(line, name)["dtype"] for line, name in ((2, "a"), (3, "b"), (4, "c"))] == [
        "[('x', 'S1')]",
        "(numpy.record, [('x', 'S1')])",
        "[('x', 'S1')]",
    ]


def test_a_name_that_was_the_only_one_stays_the_owner(tmp_path: Path) -> None:
    ran = traced(tmp_path, "import numpy as np\na = np.arange(6)\na = a.reshape(2, 3)\na += 1\n")
    assert [ran.variable(line, "a")["ownership"] for line in (2, 3, 4)] == ["owner", "owner", "owner"]
    assert len({ran.variable(line, "a")["buffer"] for line in (2, 3, 4)}) == 1


def test_views_of_an_array_do_not_make_it_one(tmp_path: Path) -> None:
    text = """
    import numpy as np
    a, h = np.ones(6), np.arange(6).reshape(2, 3)
    b, g = a[1:], h[1:]
    a += 1
    h += 1
    c = h[0]
    """
    ran = traced(tmp_path, dedent(text).lstrip())
    assert (ran.variable(4, "a")["ownership"], ran.variable(5, "h")["ownership"]) == ("owner", "owner")
    assert ran.variable(6, "c")["view_of"] == "h"


def test_the_second_of_two_names_in_one_statement_is_an_alias(tmp_path: Path) -> None:
    ran = traced(tmp_path, "import numpy as np\np = q = np.ones(3)\n")
    assert ran.variable(2, "p")["ownership"] == "owner"
    assert (ran.variable(2, "q")["ownership"], ran.variable(2, "q")["view_of"]) == ("alias", "p")


def test_a_view_keeps_all_of_its_buffer(tmp_path: Path) -> None:
    ran = traced(tmp_path, "import numpy as np\nf = np.ones((100, 100))\nh = f.T[::2]\ndel f\ng = h[1:]\n")
    view = ran.variable(3, "h")
    assert (view["nbytes"], view["root_nbytes"]) == (40_000, 80_000)
    assert ran.step(4)["net"] == 0
    assert ran.variable(5, "g")["view_of"] == "h"


def test_numbers_of_buffers_are_given_once(tmp_path: Path) -> None:
    ran = traced(tmp_path, "import numpy as np\nfor i in range(50):\n    x = np.ones(1000)\n    y = x[i:]\n")
    numbers = [variable["buffer"] for step in ran.steps for variable in step["variables"] if variable["name"] == "x"]
    assert len(set(numbers)) == 50
    views = [variable["buffer"] for step in ran.steps for variable in step["variables"] if variable["name"] == "y"]
    assert views == numbers


def test_a_local_name_of_a_call_that_is_over_holds_nothing(tmp_path: Path) -> None:
    text = """
    import numpy as np
    def f():
        hidden = np.ones(5)
        return [hidden]
    kept = f()
    x = kept[0][1:]
    """
    ran = traced(tmp_path, dedent(text).lstrip())
    assert (ran.variable(6, "x")["ownership"], ran.variable(6, "x")["view_of"]) == ("view", None)


def test_a_name_that_was_given_to_something_else_holds_nothing(tmp_path: Path) -> None:
    ran = traced(tmp_path, "import numpy as np\na = np.ones(5)\nb = a\nif True: a = 'text'\nc = b[1:]\n")
    assert ran.variable(5, "c")["view_of"] == "b"


@pytest.mark.parametrize("mode", ["w+", "r"])
def test_memory_of_a_file_belongs_to_the_array_that_mapped_it(tmp_path: Path, mode: str) -> None:
    (tmp_path / "data").write_bytes(bytes(8000))
    text = f"import numpy as np\nm = np.memmap('data', dtype=float, mode={mode!r}, shape=(1000,))\nv = m[10:]\n"
    ran = traced(tmp_path, text)
    assert ran.err == ""
    whole, part = ran.variable(2, "m"), ran.variable(3, "v")
    assert (whole["type"], whole["ownership"], whole["nbytes"]) == ("memmap", "owner", 8000)
    assert (part["ownership"], part["view_of"], part["root_nbytes"]) == ("view", "m", 8000)
    assert ran.step(2)["net"] == 0


def test_subclasses_cannot_lie_or_run_code(tmp_path: Path) -> None:
    text = """
    import numpy as np
    class Evil(np.ndarray):
        def __getattribute__(self, name):
            print("asked for", name)
            raise SystemError
        def __repr__(self): print("repr")
        def __eq__(self, other): print("eq")
        def __len__(self): print("len")
    e = np.ones(5).view(Evil)
    """
    ran = traced(tmp_path, dedent(text).lstrip())
    assert (ran.out, ran.err) == ("", "")
    assert (ran.variable(9, "e")["type"], ran.variable(9, "e")["shape"]) == ("Evil", [5])


def test_objects_are_never_asked(tmp_path: Path) -> None:
    text = """
    import numpy as np
    class Loud:
        __slots__ = ("kept",)
        def __getattr__(self, name): print("getattr", name)
        def __setattr__(self, name, value):
            if name == "kept": object.__setattr__(self, name, value)
        @property
        def shown(self): print("property")
    class Words(dict):
        def __getitem__(self, key): print("getitem")
        def get(self, key): print("get")
        def __missing__(self, key): print("missing")
    o, w = Loud(), Words()
    o.kept = np.ones(3)
    o.shown = np.ones(4)
    o.other = np.ones(5)
    w["a"] = np.ones(6)
    """
    ran = traced(tmp_path, dedent(text).lstrip())
    assert (ran.out, ran.err) == ("", "")
    assert ran.variable(14, "o.kept")["shape"] == [3]
    assert ran.step(15)["variables"] == ran.step(16)["variables"] == []
    assert ran.variable(17, "w['a']")["shape"] == [6]


def test_private_names_are_found_under_what_python_calls_them(tmp_path: Path) -> None:
    text = """
    import numpy as np
    class Net:
        def __init__(self):
            self.__w = np.ones(3)
    Net()
    """
    ran = traced(tmp_path, dedent(text).lstrip())
    assert ran.variable(4, "self.__w")["shape"] == [3]
