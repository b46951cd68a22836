"""An edited program is analysed as if it had never been another one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.analysis.estimates import Analysis, Use
from bytelens.analysis.module import analyse
from bytelens.analysis.session import Session
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
