"""Modules of the program are analysed from their source, wherever Python would find them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bytelens.analysis.estimates import Analysis
from bytelens.analysis.module import analyse
from bytelens.analysis.session import Session
from bytelens.analysis.sources import MOST_BYTES, Sources
from bytelens.analysis.workspace import Workspace
from bytelens.report.labels import LabelOptions, line_labels
from bytelens.syntax.parse import parse

from .test_programs import expected_hints

PROJECTS = sorted(path for path in (Path(__file__).parent / "projects").iterdir() if path.is_dir())

SOME_BYTES = "uint8"
"""The hint of an array of bytes of which nobody knows how many."""


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_programs_of_several_files_have_just_the_hints_that_they_name(project: Path) -> None:
    """Each file that names hints is analysed as a program of its own."""
    texts = {path: path.read_text(encoding="utf-8") for path in project.rglob("*.py")}
    expected = {path: expected_hints(text) for path, text in texts.items()}
    found = {path: hints(text, path) for path, text in texts.items() if expected[path]}
    assert found, "a project without an expectation states nothing"
    assert found == {path: wanted for path, wanted in expected.items() if wanted}


def hints(text: str, path: Path, *roots: Path) -> dict[int, str]:
    return shown(analyse(text, str(path), map(str, roots)))


def shown(analysis: Analysis) -> dict[int, str]:
    return line_labels(analysis.estimates, LabelOptions())


def project(folder: Path, **modules: str) -> Path:
    """A folder with modules, by their paths without `.py`; returns where its program is."""
    for name, text in modules.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / "prog.py"


def size(program: Path, statement: str, value: str = "n", *roots: Path) -> str | None:
    """The hint of an array of `value` bytes after a statement."""
    return hints(f"import numpy as np\n{statement}\na = np.zeros({value}, 'u1')\n", program, *roots).get(3)


def bytes_of(count: int) -> str:
    return f"{count} B uint8[{count}]"


@pytest.mark.parametrize(
    "statement",
    [
        "from config import n",
        "from config import *",
        "import config\nn = config.n".replace("\n", "; "),
        "from config import n as m; n = m",
        "import config as c; n = c.n",
        "n = __import__('math').floor(1.0); from config import n",
        "import config; n = getattr(config, 'n')",
    ],
)
def test_constants_come_from_other_modules(tmp_path: Path, statement: str) -> None:
    assert size(project(tmp_path, config="n = 7\n"), statement) == bytes_of(7)


@pytest.mark.parametrize(
    ("module", "statement", "count"),
    [
        ("n = 5\nif __name__ == '__main__':\n    n = 9\n", "from config import n", 5),
        ("__all__ = ['_n']\n_n = 5\nn = 6\n", "n = 1; from config import *; m = n", 1),
        ("__all__ = ('_n',)\n_n = 5\n", "from config import *; n = _n", 5),
        ("_n = 5\n", "_n = 2; from config import *; n = _n", 2),
        ("n = 5\ndef grow():\n    global n\n    n += 1\n", "from config import *; grow()", 5),
        ("n = 5\ndef grow():\n    global n\n    n += 1\n", "import config; config.grow(); n = config.n", 6),
        ("n = 5\n", "from config import n; import config; config.n = 8", 5),
        ("n = 5\ndef get():\n    return n\n", "import config; config.n = 8; n = config.get()", 8),
        ("import config as me\nn = 5\nme.n = 6\n", "from config import n", 6),
        ("n = len(__name__)\n", "from config import n", 6),
        ("n = 5\nx = (\n", "from config import n", 5),
        (
            "class A:\n    n = 4\n    def get(self):\n        return self.n + 1\n",
            "import config; n = config.A().get()",
            5,
        ),
        ("def f(x, k=3):\n    return x * k\n", "from config import f; n = f(2)", 6),
        ("f = lambda x: x + one\none = 1\n", "from config import f; one = 7; n = f(2)", 3),
    ],
)
def test_modules_are_executed_in_scopes_of_their_own(tmp_path: Path, module: str, statement: str, count: int) -> None:
    assert size(project(tmp_path, config=module), statement) == bytes_of(count)


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("n = 5\n", "import config; unknown(config); n = config.n"),
        ("n = 5\n", "import config\ndef f():\n    config.n = 6\nunknown(f); n = config.n".replace("\n", "\n")),
        ("n = 5\n", "from config import missing as n"),
        ("from somewhere import *\nn = 5\n", "n = 1; from config import *; n = m"),
        ("from somewhere import *\n", "n = 1; from config import *"),
        ("n = 5\n", "import sys; sys.path.insert(0, 'elsewhere'); from config import n"),
        ("n = 5\n", "import config; exec('config.n = 6'); n = config.n"),
        ("n = 5\n", "import config; setattr(config, name, 6); n = config.n"),
        ("n = 5\ndef grow():\n    global n\n    n += 1\n", "import config; unknown(config.grow); n = config.n"),
        ("n = [1, 2]\n", "import config; unknown(config.n); n = len(config.n)"),
    ],
)
def test_what_may_have_changed_is_not_known(tmp_path: Path, module: str, statement: str) -> None:
    text = f"import numpy as np\n{statement}\na = np.zeros(n, 'u1')\n"
    labels = hints(text, project(tmp_path, config=module))
    assert set(labels.values()) <= {SOME_BYTES, "uint8[?]"}


def test_a_star_import_may_leave_a_name_as_it_is(tmp_path: Path) -> None:
    program = project(tmp_path, config="if flag:\n    n = 5\n    len = 3\n")
    assert size(program, "n = 4; from config import *") == "4 B–5 B uint8"
    assert size(program, "from config import *; n = len([1, 2])") == SOME_BYTES


def test_an_import_in_a_branch_may_not_have_run(tmp_path: Path) -> None:
    program = project(tmp_path, config="n = 5\n", user="import config\nconfig.n += 1\n")
    text = (
        "import numpy as np\nimport config\nif flag:\n    import user\na = np.zeros(config.n)\n"
        "import user\nb = np.zeros(config.n)\n"
    )
    labels = hints(text, program)
    assert labels == {5: "40 B–48 B float64", 7: "40 B–56 B float64"}


def test_an_import_in_a_function_runs_once(tmp_path: Path) -> None:
    program = project(tmp_path, config="n = 5\n", user="import config\nconfig.n += 1\n")
    text = (
        "import numpy as np\nimport config\ndef f():\n    import user\n    return np.zeros(config.n, 'u1')\n"
        "a = f()\nb = f()\nfor _ in range(3):\n    c = f()\n"
    )
    assert {line: label for line, label in hints(text, program).items() if line > 5} == dict.fromkeys(
        (6, 7, 9), bytes_of(6)
    )


def test_cycles_see_as_much_as_has_run(tmp_path: Path) -> None:
    program = project(
        tmp_path,
        one="n = 1\nimport two\nn = 3\nk = two.seen\n",
        two="import one\nseen = one.n\ndef later():\n    return one.n\n",
    )
    assert size(program, "import one; n = one.k") == bytes_of(1)
    assert size(program, "import one, two; n = two.later()") == bytes_of(3)


def test_packages(tmp_path: Path) -> None:
    program = project(
        tmp_path,
        **{
            "package/__init__": "from .inner import make\nfrom . import other\nn = 4\n",
            "package/inner": "from . import other\nfrom .other import n\ndef make():\n    return other.n\n",
            "package/other": "n = 11\n",
            "package/lazy": "n = 13\n",
            "plain/part": "n = 17\n",
        },
    )
    assert size(program, "from package import make; n = make()") == bytes_of(11)
    assert size(program, "import package.other as o; n = o.n") == bytes_of(11)
    assert size(program, "import package.lazy; n = package.lazy.n + package.n") == bytes_of(17)
    assert size(program, "from package import lazy; n = lazy.n") == bytes_of(13)
    assert size(program, "import plain.part; n = plain.part.n") == bytes_of(17)
    assert size(program, "import package.missing as m; n = m.n") == SOME_BYTES


def test_relative_imports_start_from_the_package_of_the_file(tmp_path: Path) -> None:
    project(tmp_path, **{"package/__init__": "n = 3\n", "package/sub/__init__": "", "package/other": "n = 5\n"})
    program = tmp_path / "package" / "sub" / "prog.py"
    assert size(program, "from ..other import n") == bytes_of(5)
    assert size(program, "from .. import other; n = other.n") == bytes_of(5)
    assert size(program, "from .. import n") == bytes_of(3)
    assert size(program, "from .... import n") == SOME_BYTES


def test_other_folders_come_after_that_of_the_program(tmp_path: Path) -> None:
    root, own = tmp_path / "root", tmp_path / "own"
    project(root, config="n = 2\n", only="n = 3\n", random="n = 5\n")
    program = project(own, config="n = 1\n")
    assert size(program, "from config import n", "n", root) == bytes_of(1)
    assert size(program, "from only import n", "n", root) == bytes_of(3)
    assert size(program, "from random import n", "n", root) == SOME_BYTES
    assert size(program, "from only import n") == SOME_BYTES


@pytest.mark.parametrize("name", ["random", "math", "sys", "os", "abc", "time", "fractions", "numpy", "scipy"])
def test_a_file_shadows_a_library_where_it_does_for_python(tmp_path: Path, name: str) -> None:
    program = project(tmp_path, **{name: "n = 5\n"})
    program.write_text(f"import {name}\nprint(getattr({name}, 'n', 0))\n")
    ran = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    text = f"import {name}\nn = getattr({name}, 'n')\nimport array\na = abs(n)\n"
    found = hints(f"from {name} import n\n{'import numpy as np' if name != 'numpy' else 'np = 1'}\n{text}", program)
    assert found == {}
    expected = bytes_of(5) if ran.stdout == "5\n" else SOME_BYTES
    if name != "numpy":
        assert size(program, f"from {name} import n") == expected


def test_in_a_package_a_name_that_a_library_has_may_be_either(tmp_path: Path) -> None:
    project(tmp_path, **{"package/__init__": "", "package/random": "n = 5\n", "package/own": "n = 6\n"})
    program = tmp_path / "package" / "prog.py"
    assert size(program, "from random import n") == SOME_BYTES
    assert size(program, "from own import n") == bytes_of(6)


def test_files_that_are_too_large_or_compiled_are_not_followed(tmp_path: Path) -> None:
    from importlib.machinery import EXTENSION_SUFFIXES

    program = project(tmp_path, large="n = 5\n" + "#" * MOST_BYTES, compiled="n = 5\n", binary="n = 5\0\n")
    (tmp_path / f"compiled{EXTENSION_SUFFIXES[0]}").write_bytes(b"")
    for name in ("large", "compiled", "binary"):
        assert size(program, f"from {name} import n") == SOME_BYTES


def test_only_lines_of_the_file_itself_are_estimated(tmp_path: Path) -> None:
    module = (
        "import numpy as np\ndef apply(f, x):\n    y = np.zeros(3)\n"
        "    for _ in range(2):\n        z = f(x)\n    return z\n"
        "TABLE = np.zeros(5)\ndef unused():\n    return np.zeros(99)\n"
    )
    text = (
        "from tools import apply, TABLE\nimport numpy as np\ndef double(x):\n    y = x * 2\n    return y\n"
        "a = apply(double, np.ones(4))\nb = TABLE[1:]\nimport tools\nc = tools.TABLE\ntools.own = np.ones(2)\n"
    )
    analysis = analyse(text, str(project(tmp_path, tools=module)))
    assert shown(analysis) == {
        4: "32 B float64[4]",
        6: "32 B float64[4]",
        7: "32 B view of TABLE",
        9: "40 B alias of TABLE",
        10: "16 B float64[2]",
    }
    assert {variant.call_lines for bound in analysis.estimates for variant in bound.variants} == {(), (6,)}
    assert [variant.origin for bound in analysis.estimates for variant in bound.variants][-2:] == [
        "tools.TABLE",
        "np.ones(2)",
    ]
    assert {use.line for uses in dict(analysis.uses).values() for use in uses} <= set(range(1, 11))


def test_views_quote_the_module_that_made_the_memory(tmp_path: Path) -> None:
    module = "import numpy as np\n# " + "x" * 70 + "\ndef part():\n    return np.zeros(10)[2:]\nHELD = np.zeros(9)\n"
    text = "import tools\na = tools.part()\nb = tools.HELD[1:]\n"
    analysis = analyse(text, str(project(tmp_path, tools=module)))
    assert [variant.view_of for bound in analysis.estimates for variant in bound.variants] == [
        "np.zeros(10)",
        "tools.HELD",
    ]


def test_a_function_that_is_called_back_is_seen_in_all_iterations(tmp_path: Path) -> None:
    module = "def each(f, n):\n    for i in range(n):\n        f(i)\n"
    text = "import numpy as np\nfrom tools import each\ndef f(i):\n    a = np.zeros(i + 1)\neach(f, 3)\n"
    analysis = analyse(text, str(project(tmp_path, tools=module)))
    (bound,) = analysis.estimates
    assert {str(variant.shape) for variant in bound.variants} >= {"(1,)", "(2,)", "(3,)"} or any(
        variant.at_most is None and not isinstance(variant.nbytes, int) for variant in bound.variants
    )


def test_a_module_that_takes_too_long_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    program = project(tmp_path, endless="n = 1\n" * 30_000, config="n = 5\n", user="import config\nimport endless\n")
    assert size(program, "n = 3; import endless") == bytes_of(3)
    assert size(program, "import endless; n = endless.n") == SOME_BYTES
    assert size(program, "import config, user; n = config.n") == SOME_BYTES


def test_an_import_that_raises_is_not_passed(tmp_path: Path) -> None:
    program = project(tmp_path, broken="n = 5\nraise ImportError\n", fallback="n = 7\n")
    text = "try:\n    from broken import n\nexcept ImportError:\n    from fallback import n\n"
    labels = hints(f"import numpy as np\n{text}a = np.zeros(n, 'u1')\n", program)
    assert labels == {6: bytes_of(7)}


def test_a_program_is_not_its_own_module(tmp_path: Path) -> None:
    program = project(tmp_path, prog="n = 5\n")
    assert size(program, "from prog import n") == SOME_BYTES


class Edited:
    """One program whose modules change."""

    def __init__(self, program: Path, statement: str) -> None:
        self.text = f"import numpy as np\n{statement}\na = np.zeros(n, 'u1')\n"
        self.parsed = parse(self.text)
        self.program = program
        self.session = Session(Workspace(Sources(), str(program)))

    def hint(self) -> str | None:
        """What the session says, which is what a new one would say."""
        said = shown(self.session.analyse(self.text, self.parsed))
        assert said == hints(self.text, self.program)
        assert not self.session.outdated()
        return said.get(3)


def test_edits_of_modules_are_followed(tmp_path: Path) -> None:
    program = project(tmp_path, config="from inner import k\nn = k + 1\n", inner="k = 1\n")
    edited = Edited(program, "from config import n")
    assert edited.hint() == bytes_of(2)
    project(tmp_path, inner="k = 10\n")
    assert edited.session.outdated()
    assert edited.hint() == bytes_of(11)
    project(tmp_path, config="n = 333\n")
    assert edited.hint() == bytes_of(333)


def test_modules_that_come_and_go_are_followed(tmp_path: Path) -> None:
    program = project(tmp_path)
    edited = Edited(program, "from config import n")
    assert edited.hint() == SOME_BYTES
    project(tmp_path, config="n = 2\n")
    assert edited.session.outdated()
    assert edited.hint() == bytes_of(2)
    project(tmp_path, **{"config/__init__": "n = 3\n"})
    assert edited.hint() == bytes_of(3)
    (tmp_path / "config" / "__init__.py").unlink()
    assert edited.hint() == bytes_of(2)
    (tmp_path / "config.py").unlink()
    assert edited.hint() == SOME_BYTES


def test_an_edit_of_the_program_parses_no_module_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = project(tmp_path, config="n = 2\n")
    session = Session(Workspace(Sources(), str(program)))
    reads: list[str] = []
    read = Sources.read
    monkeypatch.setattr(Sources, "read", lambda self, path: reads.append(path) or read(self, path))
    for line in ("a = 1", "a = 2", "import os"):
        text = f"{line}\nfrom config import n\n"
        session.analyse(text, parse(text))
    assert reads == [str(tmp_path / "config.py")]
