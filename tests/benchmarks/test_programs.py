"""The benchmark on programs counts right, wrong and silent bindings for what they are, and names causes."""

import sys
from pathlib import Path

from observed.causes import Causes
from observed.outcomes import Outcome, Result, results
from observed.truth import Runner, Truth
from observed.watching import watch

from bytelens.analysis.module import analyse

PROGRAM = """\
import numpy as np
import sysconfig

def twice(x):
    y = x * 2
    return y

a = twice(np.zeros(3))
p = {"W": None}
p["W"] = np.ones((2, 3), dtype="f4")
a[0] = 1
n = len(sysconfig.get_platform())
b = np.ones(n)
c = b + 1
s = a.sum()
for row in p["W"]:
    pass
print(__name__ == "__main__", __file__)
"""


def run(folder: Path, text: str, seconds: float = 60) -> Truth:
    (folder / "program.py").write_text(text)
    return Runner(sys.executable, seconds, folder / "kept").truth(folder / "program.py", folder)


def found(truth: Truth, text: str) -> dict[str, Result]:
    watched = watch(text)
    return {result.place[2]: result for result in results(watched.tree, truth, watched.analysis)}


def test_tells_right_from_silent(tmp_path: Path) -> None:
    truth = run(tmp_path, PROGRAM)
    outcomes = {name: (result.kind, result.outcome) for name, result in found(truth, PROGRAM).items()}
    assert truth.ended == "end"
    right, silent = ("array", Outcome.RIGHT), ("array", Outcome.SILENT)
    assert outcomes == {"y": right, "a": right, "p['W']": right, "b": silent, "c": silent, "row": right} | {
        "s": ("scalar", Outcome.RIGHT)
    }


def test_names_the_cause_and_where_it_lies(tmp_path: Path) -> None:
    silent = found(run(tmp_path, PROGRAM), PROGRAM)["c"]
    cause = Causes(watch(PROGRAM)).of(silent.place)
    assert (cause.label, cause.line, cause.inherited) == ("import of sysconfig", 12, True)


def test_calls_wrong_what_the_run_refutes(tmp_path: Path) -> None:
    truth = run(tmp_path, "import numpy as np\na = np.zeros(3)\nb = np.zeros(3)\nc = [1]\n")
    text = "import numpy as np\na = np.zeros(4)\nb = np.zeros(3)\nc = np.ones(1)\n"
    outcomes = {result.place[2]: result.outcome for result in results(watch(text).tree, truth, analyse(text))}
    assert outcomes == {"a": Outcome.WRONG, "b": Outcome.RIGHT, "c": Outcome.WRONG}


def test_keeps_what_was_seen_before_an_exception_or_the_end_of_the_time(tmp_path: Path) -> None:
    raised = run(tmp_path, "import numpy as np\na = np.zeros(3)\n1 / 0\nb = np.zeros(3)\n")
    assert raised.ended.startswith("ZeroDivisionError at line 3")
    assert [place[2] for place in raised.bindings] == ["a"]
    late = run(tmp_path, "import numpy as np\na = np.zeros(3)\nwhile True: pass\n", seconds=2)
    assert (late.ended, [place[2] for place in late.bindings]) == ("time", ["a"])


def test_runs_a_program_once(tmp_path: Path) -> None:
    text = "import numpy as np\na = np.zeros(3)\nopen('ran', 'x').close()\n"
    assert run(tmp_path, text) == run(tmp_path, text)
    assert not (tmp_path / "ran").exists()
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text('{"ended": "end", "bindings": []}')
    assert run(tmp_path, text) == Truth("end", {})
