"""`bytelens verify`."""

import json
from pathlib import Path

import pytest

from .running import bytelens_cli

PROGRAM = """\
import sys
import numpy as np

a = np.arange(1000)
b = a[::2]
c = a[a > np.random.rand()]
print(*sys.argv[1:])
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


def test_every_estimate_is_held_against_the_run(program: Path) -> None:
    code, out, err = bytelens_cli("verify", program, "499")
    assert out.splitlines() == [
        f"{program}:4: a  agrees: 8,000 B int64[1000]",
        f"{program}:5: b  agrees: 4,000 B int64[500] view",
        f"{program}:6: c  silent: said ≤ 8,000 B int64[≤1000]; held 7,992 B int64[999]",
        "2 agree, 0 disagree, 1 silent",
    ]
    assert (code, err) == (0, "499\n")


@pytest.mark.parametrize(
    ("zeros", "held"), [("numpy.ones(n + 1)", "32 B float64[4]"), ("None", "what is no array")], ids=["other", "none"]
)
def test_a_disagreement_is_an_exit_code(tmp_path: Path, zeros: str, held: str) -> None:
    """No text tells what an interpreter does before the program starts: `zeros` is another function here."""
    startup = tmp_path / "startup"
    startup.mkdir()
    patch = f"import sys\nif 'agent' in sys.orig_argv[1]:\n    import numpy\n    numpy.zeros = lambda n: {zeros}\n"
    (startup / "sitecustomize.py").write_text(patch)
    program = tmp_path / "program.py"
    program.write_text("import numpy as np\na = np.zeros(3)\n")
    environment = {"PYTHONPATH": f"{startup}:{Path(__file__).parents[2] / 'server'}"}
    code, out, _ = bytelens_cli("verify", program, environment=environment)
    assert code == 1
    assert f"a  disagrees: said 24 B float64[3]; held {held}" in out


def test_an_annotation_that_the_program_does_not_keep_is_no_fault_of_ours(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import numpy as np\nimport numpy.typing as npt\n\n\ndef twice(x: npt.NDArray[np.float32]):\n"
        "    y = x * 2\n    return y\n\n\n__import__('__main__').twice(np.arange(3))\n"
    )
    code, out, _ = bytelens_cli("verify", program)
    assert (code, out.splitlines()[-1]) == (0, "0 agree, 1 disagree, 0 silent")


def test_a_program_that_fails_is_verified_up_to_there(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import numpy as np\na = np.zeros(3)\nraise ValueError('no')\nb = np.zeros(4)\n")
    code, out, err = bytelens_cli("verify", program)
    assert (code, out.splitlines()[-1]) == (0, "1 agree, 0 disagree, 0 silent")
    assert "ended with ValueError on line 3; lines that it did not reach are not verified" in err


def test_the_time_limit_ends_it(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import numpy as np\na = np.zeros(3)\nwhile True:\n    pass\n")
    code, out, err = bytelens_cli("verify", "--time-limit", "2", program)
    assert (code, out.splitlines()[-1]) == (0, "1 agree, 0 disagree, 0 silent")
    assert "the program was ended (time)" in err


def test_json_is_alone_on_standard_output(program: Path) -> None:
    code, out, err = bytelens_cli("verify", "--format", "json", program, "499")
    document = json.loads(out)
    assert (code, err) == (0, "499\n")
    assert (document["schema"], document["path"]) == (1, str(program))
    assert document["counts"] == {"agrees": 2, "disagrees": 0, "silent": 1, "unreached": 0}
    assert [binding["name"] for binding in document["bindings"]] == ["a", "b", "c"]


def test_what_is_no_program_is_an_error(tmp_path: Path) -> None:
    code, out, err = bytelens_cli("verify", tmp_path / "missing.py")
    assert (code, out) == (1, "")
    assert err.endswith("missing.py: no such file\n")
