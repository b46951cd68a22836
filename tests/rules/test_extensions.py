"""Rules that other distributions bring: found, kept in bounds, and not loaded where nobody trusts them."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from bytelens.analysis import names
from bytelens.analysis.module import analyse
from bytelens.report.labels import LabelOptions, line_labels
from bytelens.rules import registry
from bytelens.rules.extensions import BUNDLED, Libraries

Install = Callable[..., None]

LIBRARY = """
import numpy as np
LIMIT = 3
def grid(n): return np.zeros((n, n))
def save(values): open("saved", "w")
"""
RULES = """
from bytelens.rules.registry import rule
from bytelens.values.arrays import new_array
import numpy as np

@rule("NAME.grid")
def grid(n):
    return new_array((n, n), np.dtype(float))
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a library, and a distribution with rules for it, where Python finds both; all is undone at the end."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(registry, "_by_callable", registry._by_callable.copy())
    monkeypatch.setattr(registry, "_by_method", registry._by_method.copy())
    before = set(sys.modules)

    def write(name: str, rules: str = RULES, library: str = LIBRARY, target: str = "", brand: str = "") -> None:
        brand = brand or f"rules_for_{name}"
        (tmp_path / f"{name}.py").write_text(library)
        (tmp_path / f"{brand}.py").write_text(rules.replace("NAME", name))
        metadata = tmp_path / f"{brand}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {brand}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[bytelens.rules]\n{name} = {brand}{target}\n")
        importlib.invalidate_caches()

    yield write
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def hints(program: str, monkeypatch: pytest.MonkeyPatch, *, trusted: bool = True) -> dict[int, str]:
    """The hints of a program, in a session that starts anew with its libraries."""
    monkeypatch.setattr(names, "LIBRARIES", Libraries(trusted))
    return line_labels(analyse(program).estimates, LabelOptions())


def test_rules_of_another_distribution_are_found(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("griddy")
    for program in ("import griddy\na = griddy.grid(5)", "from griddy import grid as g\na = g(5)"):
        assert hints(program, monkeypatch) == {2: "200 B float64[5,5]"}


def test_nothing_is_imported_for_a_program_that_does_not_import_it(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("idle")
    assert hints("import numpy as np\na = np.zeros(5)", monkeypatch) == {2: "40 B float64[5]"}
    assert "idle" not in sys.modules
    assert "rules_for_idle" not in sys.modules


def test_where_nobody_trusts_them_they_are_not_loaded(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("shady")
    assert hints("import shady\na = shady.grid(5)", monkeypatch, trusted=False) == {}
    assert "shady" not in sys.modules
    assert "rules_for_shady" not in sys.modules


def test_several_distributions_bring_rules_for_one_package(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    library = LIBRARY + "def line(n): return np.zeros(n)\n"
    install("shared", library=library)
    install("shared", RULES.replace("grid", "line").replace("(n, n)", "(n,)"), library, brand="more_rules")
    program = "import shared\na = shared.grid(5)\nb = shared.line(5)"
    assert hints(program, monkeypatch) == {2: "200 B float64[5,5]", 3: "40 B float64[5]"}


def test_an_entry_point_may_be_a_function(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "\n    ".join(RULES.strip().splitlines())
    install("callme", f"def register():\n    {body}\n", target=":register")
    assert hints("import callme\na = callme.grid(5)", monkeypatch) == {2: "200 B float64[5,5]"}


@pytest.mark.parametrize(
    "rules", ["raise RuntimeError('no')", "import sys; sys.exit(3)", "import nothing_of_that_name", "def ("]
)
def test_an_entry_point_that_fails_is_one_line_in_the_log(
    rules: str, install: Install, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    install("broken", rules)
    program = "import broken\nimport numpy as np\na = broken.grid(5)\nb = np.zeros(5)\nc = broken.grid(5)"
    assert hints(program, monkeypatch) == {4: "40 B float64[5]"}
    (record,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert record.getMessage().startswith("Could not load the rules for broken (rules_for_broken): ")


def test_a_library_that_is_not_installed_is_unknown(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("gone", library="raise ImportError('a part is missing')")
    assert hints("import gone\na = gone.grid(5)", monkeypatch) == {}


@pytest.mark.parametrize("result", ["1 / 0", "np.zeros((2, 2))", "new_array([2, 2], np.dtype(float))", "[].pop()"])
def test_a_rule_that_fails_claims_nothing(
    result: str, install: Install, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    install("wobbly", RULES.replace("new_array((n, n), np.dtype(float))", result))
    program = "import wobbly\nimport numpy as np\na = wobbly.grid(5)\nb = np.zeros(5)"
    assert hints(program, monkeypatch) == {4: "40 B float64[5]"}
    assert [record.getMessage()[:31] for record in caplog.records] == ["The rule for wobbly.grid fails:"]


def test_the_rules_of_numpy_stay(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("usurper", RULES.replace("NAME.grid", "numpy.zeros"))
    program = "import usurper\nimport numpy as np\nb = np.zeros(5)"
    assert hints(program, monkeypatch) == {3: "40 B float64[5]"}


def test_the_functions_of_a_library_are_not_called(
    install: Install, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    install("saver", RULES.replace("grid", "save"))
    assert hints("import saver\na = saver.save(5)", monkeypatch) == {2: "200 B float64[5,5]"}
    assert list(elsewhere.iterdir()) == []


def test_numbers_of_a_library_may_change(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("limits")
    program = "import limits\nimport numpy as np\na = np.zeros(limits.LIMIT)"
    assert hints(program, monkeypatch) == {3: "float64"}


def test_what_an_import_prints_is_no_output_of_ours(
    install: Install, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install("noisy", "print('hello')\n" + RULES)
    assert hints("import noisy\na = noisy.grid(5)", monkeypatch) == {2: "200 B float64[5,5]"}
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("path", ["scipy.py", "scipy/__init__.py"])
def test_a_module_of_the_working_directory_is_not_imported(
    path: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == "scipy"]:
        monkeypatch.delitem(sys.modules, name)
    program = "import scipy\nimport numpy as np\na = np.zeros(5)\nb = scipy.linalg.inv(np.random.rand(2, 2))"
    assert hints(program, monkeypatch) == {3: "40 B float64[5]"}
    assert "scipy" not in sys.modules


def test_bundled_rules_need_no_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import scipy\nimport numpy as np\na = scipy.linalg.inv(np.random.rand(20, 20))"
    assert hints(program, monkeypatch, trusted=False) == {3: "3.2 kB float64[20,20]"}


def test_bundled_rules_are_entry_points_too() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    table = text.partition('[project.entry-points."bytelens.rules"]\n')[2].partition("\n\n")[0]
    assert dict(line.replace('"', "").split(" = ") for line in table.splitlines()) == BUNDLED


def test_only_modules_with_rules_are_imported() -> None:
    libraries = Libraries()
    assert libraries.module("scipy.spatial") is None
    assert libraries.module("json") is None
    scipy = libraries.module("scipy")
    assert scipy is not None
    assert libraries.attribute(scipy, "nothing_of_that_name") == names.UNKNOWN
    constants = libraries.module("scipy.constants")
    assert constants is not None
    assert libraries.attribute(constants, "pi") == np.pi


def test_the_example_of_the_documentation(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")
    library, rules = page.split("```python\n")[1:3]
    install("signalkit", rules.partition("```")[0], library.partition("```")[0])
    program = "import numpy as np\nimport signalkit\nx = np.zeros(1000, 'f4')\n"
    program += "a = signalkit.frames(x, 100, step=50)\nb = signalkit.gain(a, 2)\nc = signalkit.gain(x, 2, out=a)"
    assert hints(program, monkeypatch) == {
        3: "4 kB float32[1000]",
        4: "7.6 kB float32[19,100]",
        5: "7.6 kB float32[19,100]",
        6: "7.6 kB alias of a",
    }
