"""An edited program is analysed as if it had never been another one."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.analysis.estimates import Analysis, Use
from bytelens.analysis.footprints import noted
from bytelens.analysis.machine import Machine
from bytelens.analysis.module import analyse
from bytelens.analysis.repeating import Statements
from bytelens.analysis.session import Session
from bytelens.analysis.sources import Sources
from bytelens.analysis.workspace import Workspace
from bytelens.syntax.incremental import parse_edited, version_of
from bytelens.syntax.parse import parse

STATEMENTS = st.sampled_from(
    [
        "import numpy as np",
        "n = 3",
        "n = 4",
        "a = np.zeros((n, 2))",
        "a = np.ones(n, np.float32)",
        "b = a[::2]",
        "c = b",
        "a = a * 2.0",
        "a += 1",
        "a.shape = (-1, 1)",
        "rows = []",
        "rows.append(a)",
        "d = np.concatenate(rows)",
        "del a",
        "def f(x, k=2):\n    y = x * k\n    rows.append(y)\n    return y[1:]",
        "e = f(a)",
        "unknown(rows, f)",
        "for i in range(n):\n    a = np.concatenate([a, a])",
        "for i in range(3):\n    rows.append(np.ones(i))",
        "if flag:\n    a = np.zeros(7)\nelse:\n    n = 5",
        "np = fake",
        "from somewhere import *",
        "np.zeros = fake",
        "class A:\n    def go(self):\n        global n\n        n = np.zeros(2)",
        "A().go()",
        "x = (a",
        "raise SystemExit",
    ]
)


def shown(analysis: Analysis) -> tuple[object, dict[int, tuple[Use, ...]], bool]:
    return analysis.estimates, dict(analysis.uses), analysis.complete


@settings(max_examples=150)
@given(st.lists(st.lists(STATEMENTS, max_size=25), min_size=2, max_size=2), st.data())
def test_the_versions_before_leave_no_trace(texts: list[list[str]], data: st.DataObject) -> None:
    """Edits share what comes before and after them, as in an editor."""
    session = Session()
    statements, inserted = texts
    previous = None
    for _ in range(3):
        text = "\n".join(statements)
        parsed = parse_edited(text, previous) if previous else parse(text)
        assert shown(session.analyse(text, parsed)) == shown(Session().analyse(text, parsed))
        previous = version_of(text, parsed) or previous
        start = data.draw(st.integers(0, len(statements)))
        end = data.draw(st.integers(start, min(start + 2, len(statements))))
        statements = [*statements[:start], *inserted[:2], *statements[end:]]
        inserted = inserted[2:]


def test_an_edit_is_followed() -> None:
    session = Session()
    for count in (3, 4):
        text = f"import numpy as np\nm = 1\nn = {count}\na = np.zeros(n)\n"
        assert session.analyse(text, parse(text)).estimates == analyse(text).estimates


HEIGHT = 4
PLACED = st.sampled_from(
    [
        "import numpy as np", "np = fake", "np.zeros = fake", "from somewhere import *", "from helper import *",
        "import helper", "a = helper.make(n)", "helper.table = a", "d = helper.table[1:]",
        "n = 3", "n = 4", "n = n + 1", "k = 2", "k = 1000", "k = n + 1",
        "a = np.zeros((n, 2))", "a = np.zeros((3, 2))", "a = np.arange(12)", "b = a[::2]", "b = a[:2]", "c = b",
        "c = a",
        "a = a * 2.0", "a += 1", "a[0] = 5", "a.shape = (-1, 1)", "a = a.reshape(-1)", "e, a = a, e",
        "e = e[::2]; c = e",
        "rows = []", "rows = [a, b]", "rows.append(a)", "more = rows", "more.append(c)", "d = np.concatenate(rows)",
        "d = rows[0]", "d = more[-1][1:]", "del a", "del b", "del rows", "e = f(a)", "e = f(b, 3)", "e = g(a)",
        "unknown(rows, f)", "unknown(a)", "unknown(f)", "exec(code)", "x = (a", "raise SystemExit",
        "o = A(n)", "o.w = a", "w = o.w", "w = o.grow(b)", "p = o", "p.w = np.zeros(5)", "q = {}", 'q["x"] = a',
        'r = q["x"][1:]', "r = [np.zeros(i) for i in range(k)]", "t, u = (a, b)", "g2 = (x for x in rows)",
        "v = list(map(f, rows))", "v = np.array(list(g2))", "h = lambda x: x[n:]", "v = h(a)", "v = [h, f][k > 2](a)",
        "a = f(a) if flag else a", 'np.save("x.npy", a)', 'd = np.load("x.npy")',
        "def f(x, k=2):\n    y = x * k\n    return y[1:]", "def f(x, k=2):\n    y = x * n\n    return y[1:]",
        "def f(x, k=n):\n    rows.append(x)\n    return x[1:]",
        "def g(x):\n    global a\n    a = x[None]\n    return a",
        "def g(x):\n    def h(y):\n        return y + x\n    return h(x)",
        "def g(x):\n    m = x.shape[0]\n    return np.zeros((m, k))", "def u(v):\n    z = a + v\n    return z[:n]",
        "class A:\n    def __init__(self, m): self.w = np.zeros(m)\n    def grow(self, x): self.w = x; return x",
        "class A:\n    def __init__(self, m): global n; n = m; self.w = a\n    def grow(self, x): return self.w[1:]",
        "for i in range(n):\n    a = np.concatenate([a, a])", "for i in range(40):\n    b = b * 2; k = i",
        "for row in rows:\n    b = row[:1]", "for i in range(100000):\n    a = f(a)",
        "while k < 5:\n    k += 1; c = c[1:]",
        "if flag:\n    a = np.zeros(7)\nelse:\n    n = 5", "if n > 3:\n    a = np.zeros(n)\nelse:\n    b = a",
        "if flag:\n    del a", "if flag:\n    rows = more", "if flag:\n    f = g",
        "try:\n    a = f(a)\nexcept ValueError:\n    b = a", "try:\n    rows.append(d)\nfinally:\n    c = d",
        'with open("x") as fh:\n    a = np.zeros(n)', "with lock:\n    a = a[1:]; rows = [a]",
    ]
)  # fmt: skip
START = [
    "import numpy as np",
    "n = 3",
    "a = np.zeros((n, 2))",
    "b = a[1:]",
    "rows = [a]",
    "def f(x, k=2):\n    y = x * k\n    return y[1:]",
]


def in_place(statements: list[str]) -> str:
    """Statements of the same height: where one is replaced, the others stay where they are."""
    return "\n".join(statement + "\n" * (HEIGHT - 1 - statement.count("\n")) for statement in statements)


def told(analysis: Analysis) -> list[str]:
    """All that is said, but for numbers that tell symbols and buffers apart."""
    return [re.sub(r"(buffer=|')\d+", r"\1", repr(part)) for part in shown(analysis)]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    helper = "import numpy as np\ntable = np.ones((2, 3))\ndef make(m):\n    return np.zeros((m, 4)) + table.sum()\n"
    (folder / "helper.py").write_text(helper)
    return folder / "program.py"


@settings(max_examples=150)
@given(
    st.lists(PLACED, min_size=3, max_size=14),
    st.lists(st.tuples(st.integers(0, 19), PLACED | st.none()), min_size=1, max_size=6),
)
def test_statements_below_an_edit_say_what_they_say_in_a_new_program(
    program: Path, statements: list[str], edits: list[tuple[int, str | None]]
) -> None:
    """Each edit replaces a statement, or takes it back to what it was at first."""
    files = Workspace(Sources(), str(program), [str(program.parent)])
    first = [*START, *statements]
    session, previous, now = Session(files), None, list(first)
    for place, statement in [(0, first[0]), *edits]:
        place %= len(now)
        now[place] = first[place] if statement is None else statement
        text = in_place(now)
        parsed = parse_edited(text, previous) if previous else parse(text)
        assert told(session.analyse(text, parsed)) == told(Session(files).analyse(text, parsed))
        previous = version_of(text, parsed) or previous


def runs(texts: list[str]) -> list[str]:
    """The statements that run in the last of some versions of a text."""
    found: list[str] = []
    original = Statements._run

    def noted(self, machine, frame, node, world):  # type: ignore[no-untyped-def]
        found.append(ast.unparse(node))
        return original(self, machine, frame, node, world)

    session, previous = Session(), None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Statements, "_run", noted)
        for text in texts:
            found.clear()
            parsed = parse_edited(text, previous) if previous else parse(text)
            session.analyse(text, parsed)
            previous = version_of(text, parsed)
    return found


def test_only_what_depends_on_an_edit_runs_again() -> None:
    rest = "a = np.zeros((n, 2))\nb = np.ones(5)\nc = b[1:]\nd = a + 1\nlast = [b]\nlast.append(c)\n"
    assert runs([f"import numpy as np\nn = {n}\n{rest}" for n in (3, 4)])[-3:] == [
        "n = 4",
        "a = np.zeros((n, 2))",
        "d = a + 1",
    ]


def test_what_is_as_before_is_no_news_to_what_is_below() -> None:
    rest = "a = np.zeros((n, 2))\nb = a.sum(axis=0)\nc = b * 2\nd = [c, c]\n"
    assert runs([f"import numpy as np\nn = {n}\n{rest}" for n in (3, 4)])[-2:] == [
        "a = np.zeros((n, 2))",
        "b = a.sum(axis=0)",
    ]


def test_another_holder_of_a_base_is_news() -> None:
    """Whether an array is an owner or a view, and of what, depends on who else holds its memory."""
    rest = "c = a[1:]\nd = np.ones(2)\n"
    assert runs([f"import numpy as np\na = np.zeros(5)\nb = {other}\n{rest}" for other in "1a"]) == [
        "b = a",
        "c = a[1:]",
    ]


OF_A_STATEMENT = frozenset(
    {"recorder", "bounds", "follows", "traces", "iterated", "late", "delayed", "lost", "naming", "loop_depth", "_room"}
    | {"_depth", "frame", "module", "importing"}
)
COSTS = frozenset({"steps", "loop_steps", "computed"})
FIXED = frozenset(
    {"store", "lines", "most_loop_steps", "most_steps", "workspace", "calls", "uncalled"}
    | {"counts_bytes", "notes_everything", "assumptions"}
)
OF_THE_WORLD = frozenset(
    {"sets_shapes", "descriptors", "set_elsewhere", "replaced", "unknown_names", "lost_modules", "finds_otherwise"}
    | {"import_steps", "modules", "looked_at", "texts"}
)
IN_FOOTPRINTS = frozenset({"cells", "counts", "buffers", "history", "outlived"})
OF_THE_NOTES = frozenset({"notes", "first_mark", "remembered", "outlived_before"})
OF_THE_STORE = frozenset({"logs", "modules", "guard", "discard", "last_id", "_journal", "_dropped"})


def test_all_of_the_state_is_accounted_for() -> None:
    """Whoever adds to the state has to tell what it means for statements that are not run again."""
    machine = Machine()
    places = noted(machine).keys()
    assert vars(machine).keys() - places == OF_A_STATEMENT | COSTS | FIXED | OF_THE_WORLD
    assert vars(machine.store).keys() - places == IN_FOOTPRINTS | OF_THE_NOTES | OF_THE_STORE
