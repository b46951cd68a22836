"""What a run makes of what was said."""

import numpy as np
import pytest
from tests.report.making import array, scalar

from bytelens.analysis.module import analyse
from bytelens.facts.agreement import Agreement, Verdict, agreements
from bytelens.facts.fitting import fits
from bytelens.report.verification import summary, verification_document, verification_text
from bytelens.tracing.trace import LineCost, Observation, Place, Trace
from bytelens.values.ownership import Ownership

PATH = "/project/prog.py"


def observed(
    name: str, shape: tuple[int, ...], dtype: str = "int64", ownership: Ownership = Ownership.OWNER
) -> Observation:
    real = np.dtype(dtype)
    nbytes = real.itemsize * int(np.prod(shape, dtype=int))
    return Observation(name, "array", "ndarray", shape, dtype, real.itemsize, nbytes, ownership)


def ran(line: int, *held: Observation, function: str | None = None, others: tuple[str, ...] = ()) -> LineCost:
    return LineCost(Place(PATH, line, line, function), 1, True, 0, 0, 0, held, others)


def verdicts(text: str, *lines: LineCost) -> list[Agreement]:
    return list(agreements(analyse(text), Trace(PATH, lines=lines), PATH))


def test_an_exact_claim_that_the_run_shows_agrees():
    (found,) = verdicts("import numpy as np\na = np.arange(3)\n", ran(2, observed("a", (3,))))
    assert (found.line, found.name, found.verdict) == (2, "a", Verdict.AGREES)


@pytest.mark.parametrize(
    "held",
    [
        observed("a", (4,)),
        observed("a", (3,), "int32"),
        observed("a", (3, 1)),
        observed("a", (3,), ownership=Ownership.VIEW),
    ],
    ids=["length", "dtype", "rank", "ownership"],
)
def test_an_exact_claim_that_the_run_refutes_disagrees(held):
    (found,) = verdicts("import numpy as np\na = np.arange(3)\n", ran(2, held))
    assert found.verdict is Verdict.DISAGREES


def test_a_claim_about_what_is_no_array_disagrees():
    (found,) = verdicts("import numpy as np\na = np.arange(3)\n", ran(2, others=("a",)))
    assert found.verdict is Verdict.DISAGREES


def test_one_hit_in_many_is_enough_to_disagree():
    (found,) = verdicts("import numpy as np\na = np.arange(3)\n", ran(2, observed("a", (3,)), observed("a", (5,))))
    assert found.verdict is Verdict.DISAGREES


def test_each_of_several_variants_is_expected():
    text = "import numpy as np\nfor n in (2, 3):\n    a = np.arange(n)\n"
    found = [a for a in verdicts(text, ran(3, observed("a", (2,)), observed("a", (3,)))) if a.name == "a"]
    assert [a.verdict for a in found] == [Verdict.AGREES]


def test_a_bound_that_holds_is_silence_and_one_that_does_not_is_disagreement():
    text = "import numpy as np\nx = np.arange(10)\na = x[x > np.random.rand()]\n"
    below, above = observed("a", (7,)), observed("a", (11,))
    assert [v.verdict for v in verdicts(text, ran(2, observed("x", (10,))), ran(3, below))][1] is Verdict.SILENT
    assert [v.verdict for v in verdicts(text, ran(2, observed("x", (10,))), ran(3, above))][1] is Verdict.DISAGREES


def test_what_nothing_was_said_of_is_silence():
    (found,) = verdicts("import numpy as np\na = unknown()\n", ran(2, observed("a", (3,))))
    assert (found.verdict, found.said) == (Verdict.SILENT, ())


def test_a_line_that_never_ran_is_unreached():
    (found,) = verdicts("import numpy as np\na = np.arange(3)\n")
    assert found.verdict is Verdict.UNREACHED


def test_the_same_name_in_two_functions_is_two_bindings():
    text = "import numpy as np\ndef f():\n    a = np.zeros(3)\ndef g():\n    a = np.zeros(4)\nf()\ng()\n"
    lines = (ran(3, observed("a", (3,), "float64"), function="f"), ran(5, observed("a", (4,), "float64"), function="g"))
    assert [(a.function, a.verdict) for a in verdicts(text, *lines)] == [("f", Verdict.AGREES), ("g", Verdict.AGREES)]


def test_other_files_do_not_count():
    elsewhere = LineCost(Place("/project/other.py", 2, 2), 1, True, 0, 0, 0, (observed("a", (9,)),))
    (found,) = verdicts("import numpy as np\na = np.arange(3)\n", elsewhere)
    assert found.verdict is Verdict.UNREACHED


def test_a_scalar_is_no_array():
    assert fits(scalar("float64"), "scalar", (), "float64", 8)
    assert not fits(scalar("float64"), "array", (), "float64", 8)
    assert not fits(array((3,)), "other", None, "", 0)


def test_the_text_says_what_was_said_and_what_was_held():
    text = "import numpy as np\na = np.arange(1000)\nb = unknown()\nc = np.zeros(2)\n"
    found = verdicts(text, ran(2, observed("a", (1000,))), ran(3, observed("b", (4,))), ran(4, observed("c", (3,))))
    assert verification_text("prog.py", found).splitlines() == [
        "prog.py:2: a  agrees: 8,000 B int64[1000]",
        "prog.py:3: b  silent: said nothing; held 32 B int64[4]",
        "prog.py:4: c  disagrees: said 16 B float64[2]; held 24 B int64[3]",
        "1 agree, 1 disagree, 1 silent",
    ]


def test_the_document_counts_and_lists():
    found = verdicts("import numpy as np\na = np.arange(3)\n", ran(2, observed("a", (3,))))
    document = verification_document("prog.py", "2.4.6", found)
    assert document["counts"] == {"agrees": 1, "disagrees": 0, "silent": 0, "unreached": 0}
    assert document["bindings"][0]["held"] == [
        {"kind": "array", "shape": [3], "dtype": "int64", "nbytes": 24, "ownership": "owner"}
    ]
    assert summary(found) == "1 agree, 0 disagree, 0 silent"
