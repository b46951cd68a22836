"""What programs load: exact for files as they are, until something may have written to them."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bytelens.analysis.estimates import Claim
from bytelens.analysis.module import analyse
from bytelens.analysis.session import Session
from bytelens.analysis.sources import Sources
from bytelens.analysis.workspace import Workspace
from bytelens.syntax.parse import parse
from bytelens.values.arrays import same_dtype

from ..rules.inputs import arrays, dtypes

IMPORT = "import numpy as np\n"
DATA = np.zeros((20, 3), np.float32)


def known(folder: Path | list[Path], text: str, name: str = "x", path: Path | None = None) -> Any:
    """The (shape, dtype) that is claimed exactly of the last binding of a name; a list where it is one of several."""
    folders = [folder] if isinstance(folder, Path) else folder
    analysis = analyse(IMPORT + text, None if path is None else str(path), [str(root) for root in folders])
    found = [estimate for estimate in analysis.estimates if estimate.name == name]
    if not found:
        return None
    shown = [(variant.shape, str(variant.dtype)) for variant in found[-1].variants if variant.claim is Claim.EXACT]
    return None if not shown else shown[0] if len(shown) == 1 else sorted(shown)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    np.save(tmp_path / "a.npy", DATA)
    np.savez(tmp_path / "b.npz", x=DATA, y=np.arange(5))
    DATA.tofile(tmp_path / "c.bin")
    return tmp_path


AS_IT_IS = ((20, 3), "float32")


def test_the_header_tells(folder: Path) -> None:
    assert known(folder, "x = np.load('a.npy')") == AS_IT_IS


def test_without_a_folder_no_file_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert known([], "x = np.load('a.npy')") is None


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_versions_of_the_format(tmp_path: Path, version: tuple[int, int]) -> None:
    with (tmp_path / "a.npy").open("wb") as file:
        np.lib.format.write_array(file, DATA, version=version)
    assert known(tmp_path, "x = np.load('a.npy')") == AS_IT_IS


def test_fields_with_any_names(tmp_path: Path) -> None:
    data = np.zeros(4, [("längе", "f4"), ("b", "i2", (2,))])
    with pytest.warns(UserWarning, match="3.0"):
        np.save(tmp_path / "a.npy", data)
    assert known(tmp_path, "x = np.load('a.npy')") == ((4,), str(data.dtype))


def test_the_layout_is_that_of_the_file(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.zeros((4, 3), order="F"))
    text = "a = np.load('a.npy')\nx = a.T.reshape(-1)\ny = np.ravel(a)"
    analysis = analyse(IMPORT + text, None, [str(tmp_path)])
    ownership = {estimate.name: estimate.variants[0].view_of for estimate in analysis.estimates}
    assert ownership == {"a": None, "x": "a", "y": None}


def test_objects_are_never_unpickled(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "exploded",))

    np.save(tmp_path / "a.npy", np.array([Bomb(), Bomb()], dtype=object), allow_pickle=True)
    assert known(tmp_path, "x = np.load('a.npy')") is None
    assert known(tmp_path, "x = np.load('a.npy', allow_pickle=True)") == ((2,), "object")
    assert known(tmp_path, "x = np.load('a.npy', allow_pickle=flag)") is None
    assert not (tmp_path / "exploded").exists()


def header(text: str, data: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    return b"\x93NUMPY" + version + struct.pack("<H", len(text)) + text.encode() + data


GOOD = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x93NUM",
        b"\x93NUMPY\x01",
        b"\x93NUMPY\x09\x00" + bytes(60),
        header(GOOD, bytes(15)),
        header(GOOD)[:-3],
        header(GOOD.replace("2", "-2"), bytes(99)),
        header(GOOD.replace("2", "2.5"), bytes(99)),
        header(GOOD.replace("2,", "9" * 30 + ","), bytes(99)),
        header(GOOD.replace("<f8", "<q9"), bytes(99)),
        header(GOOD.replace("<f8", "<U0"), bytes(99)),
        header(GOOD.replace("'<f8'", "('<f8', (3,))"), bytes(99)),
        header(GOOD.replace("False", "0"), bytes(99)),
        header("{'descr': '<f8', 'shape': (2,)}", bytes(99)),
        header("__import__('os').mkdir('exploded')", bytes(99)),
        header("(" * 9_000, bytes(99)),
        header(GOOD + " " * 20_000, bytes(99)),
        b"PK\x03\x04" + bytes(100),
        b"PK\x05\x06" + bytes(3),
        bytes(1000),
    ],
)
def test_broken_files_are_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npy").write_bytes(content)
    assert known(tmp_path, "x = np.load('a.npy')") is None
    assert list(tmp_path.iterdir()) == [tmp_path / "a.npy"]


def test_a_header_may_say_less_than_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.npy").write_bytes(header(GOOD, bytes(99)))
    assert known(tmp_path, "x = np.load('a.npy')") == ((2,), "float64")
    assert np.load(tmp_path / "a.npy").shape == (2,)


def test_archives(folder: Path) -> None:
    assert known(folder, "d = np.load('b.npz')\nx = d['x']") == AS_IT_IS
    assert known(folder, "x = np.load('b.npz')['y.npy']") == ((5,), "int64")
    assert known(folder, "with np.load('b.npz') as d:\n    x = d['y']") == ((5,), "int64")
    assert known(folder, "d = np.load('b.npz')\nx = d['z']") is None
    assert known(folder, "d = np.load('b.npz')\nx = d[key]") is None
    assert known(folder, "d = np.load('b.npz')\nx = np.zeros(len(d.files))") == ((2,), "float64")
    assert known(folder, "for name, x in np.load('b.npz').items():\n    pass") == [((5,), "int64"), AS_IT_IS]
    assert known(folder, "d = np.load('b.npz')\nfor k in d:\n    x = d[k]") == [((5,), "int64"), AS_IT_IS]


def test_each_access_to_an_archive_reads_anew(folder: Path) -> None:
    analysis = analyse(IMPORT + "d = np.load('b.npz')\nx = d['x']\ny = d['x']", None, [str(folder)])
    owners = [estimate.variants[0].ownership.value for estimate in analysis.estimates if estimate.name in "xy"]
    assert owners == ["owner", "owner"]


def test_compressed_archives_with_other_members(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "b.npz", DATA, big=np.zeros(100_000))
    with zipfile.ZipFile(tmp_path / "b.npz", "a") as archive:
        archive.writestr("notes.txt", "hello")
        archive.writestr("broken.npy", b"\x93NUMPY\x01\x00\x99")
    assert known(tmp_path, "x = np.load('b.npz')['arr_0']") == AS_IT_IS
    assert known(tmp_path, "x = np.load('b.npz')['big']") == ((100_000,), "float64")
    assert known(tmp_path, "x = np.load('b.npz')['notes.txt']") is None
    assert known(tmp_path, "x = np.load('b.npz')['broken']") is None


def test_archives_in_which_a_key_is_not_unique_are_left_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.npz", "w") as archive:
        for name, data in (("x.npy", DATA), ("x", DATA[:2])):
            buffer = io.BytesIO()
            np.save(buffer, data)
            archive.writestr(name, buffer.getvalue())
    assert known(tmp_path, "x = np.load('b.npz')['x']") is None


def test_objects_in_archives(tmp_path: Path) -> None:
    np.savez(tmp_path / "b.npz", x=np.array([None, 1]))
    assert known(tmp_path, "x = np.load('b.npz')['x']") is None
    assert known(tmp_path, "x = np.load('b.npz', allow_pickle=True)['x']") == ((2,), "object")


def test_mapped(folder: Path) -> None:
    assert known(folder, "x = np.load('a.npy', mmap_mode='r')") == AS_IT_IS
    assert known(folder, "x = np.load('a.npy', mmap_mode=mode)") is None
    assert known(folder, "x = np.memmap('c.bin', mode='r')") == ((240,), "uint8")
    assert known(folder, "x = np.memmap('c.bin', dtype='f4', mode='r')") == ((60,), "float32")
    assert known(folder, "x = np.memmap('c.bin', np.float32, 'r', offset=24)") == ((54,), "float32")
    assert known(folder, "x = np.memmap('c.bin', np.float64, 'r', offset=4)") is None
    assert known(folder, "x = np.memmap('nowhere', np.float64, 'r', shape=(2, 5))") == ((2, 5), "float64")


def test_from_file(folder: Path) -> None:
    assert known(folder, "x = np.fromfile('c.bin', np.float32)") == ((60,), "float32")
    assert known(folder, "x = np.fromfile('c.bin')") == ((30,), "float64")
    assert known(folder, "x = np.fromfile('c.bin', 'u1', 7)") == ((7,), "uint8")
    assert known(folder, "x = np.fromfile('c.bin', 'i2', count=1000, offset=200)") == ((20,), "int16")
    assert known(folder, "x = np.fromfile('c.bin', 'i2', sep=' ')") is None
    assert known(folder, "x = np.fromfile('nowhere.bin', 'i2')") is None


@pytest.mark.parametrize(
    "before",
    [
        "np.save('other.npy', np.zeros(3))",
        "print('hello', open('a.npy', 'rb').read())",
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot(DATA, DATA)\nplt.title('a.npy')",
        "plt = 1\nimport matplotlib.pyplot as plt\nplt.savefig('figure.png')",
        "import argparse\nparser = argparse.ArgumentParser()\nargs = parser.parse_args()",
        "import logging\nlog = logging.getLogger(__name__)\nlog.info('reading %s', 'a.npy')",
        "import os, time, random\nos.makedirs('out', exist_ok=True)\nrandom.seed(1)\ntime.sleep(1)",
        "import json\nwith open('settings.json') as f:\n    settings = json.load(f)",
        "import json\nwith open('settings.json', 'w') as f:\n    json.dump({}, f)\n    f.write('x')",
        "with open('log.txt', 'a') as f:\n    np.savetxt(f, np.zeros(3))",
        "import scipy.optimize\nscipy.optimize.minimize(lambda v: (v ** 2).sum(), np.zeros(3))",
        "def f(a):\n    return unknown.ndim\nf(1)",
        "def later():\n    np.save('a.npy', np.zeros(3))",
        "if flag:\n    unknown()\n    raise SystemExit",
        "np.zeros(3).tofile('c.bin')",
        "import pandas as pd\nvalues = pd.read_csv('a.npy').to_numpy()\nn = values.sum()",
        "def f(v):\n    return v.mean()\nf(unknown)",
        "m = np.memmap('c.bin', mode='r')",
        "y = np.load('a.npy')\ny[0] = 1",
    ],
)
def test_what_writes_elsewhere_or_nothing_changes_nothing(folder: Path, before: str) -> None:
    assert known(folder, f"{before}\nx = np.load('a.npy')") == AS_IT_IS


@pytest.mark.parametrize(
    "before",
    [
        "np.save('a.npy', unknown)",
        "np.save('a', unknown)",
        "np.save('./sub/../a.npy', unknown)",
        "np.save(unknown, np.zeros(3))",
        "np.save(*unknown)",
        "np.savetxt('a.npy', np.zeros(3))",
        "np.zeros(3).tofile('a.npy')",
        "open('a.npy', 'w')",
        "open('a.npy', unknown)",
        "open(name, 'r+b')",
        "with open('a.npy', 'wb') as f:\n    np.save(f, np.zeros(3))",
        "m = np.memmap('a.npy')",
        "m = np.memmap('a.npy', mode='w+', shape=3)",
        "m = np.lib.format.open_memmap('a.npy', 'w+', shape=(3,))",
        "unknown()",
        "unknown(np.zeros(3))",
        "from helpers import make\nmake()",
        "import subprocess\nsubprocess.run(['make'])",
        "import os\nos.system('make')",
        "import os\nos.chdir('elsewhere')",
        "import shutil\nshutil.copy('b.npy', 'a.npy')",
        "import matplotlib.pyplot as plt\nplt = helper()\nplt.plot()",
        "import matplotlib.pyplot as plt\nplt.savefig(unknown)",
        "import torch\ntorch.save(unknown, 'a.npy')",
        "import pandas\npandas.read_csv('a.csv').to_csv('a.npy')",
        "import functools\nf = functools.partial(np.save, 'a.npy')",
        "list(map(np.save, ['a.npy'], [np.zeros(3)]))",
        "exec('1')",
        "from helpers import make\nlist(map(make, [1]))",
        "from helpers import make\nimport functools\nf = functools.partial(make)\nnp.save('a.npy', DATA)\nf()",
        "import itertools, helpers\nfor f in itertools.cycle(helpers.all):\n    f()",
        "import sys\nsys.modules['helpers'].make()",
        "from helpers import Maker\nMaker().sum()",
        "if flag:\n    np.save('a.npy', np.zeros(3))",
        "try:\n    np.save('a.npy', np.zeros(3))\n    unknown.name\nexcept Exception:\n    pass",
        "for i in range(flag):\n    np.save('a.npy', np.zeros(i))",
        "while flag:\n    unknown()",
        "with manager as m:\n    np.save('a.npy', np.zeros(3))",
        "def f(name):\n    np.save(name, np.zeros(3))\nf('a.npy')\nf('other.npy')\nf(unknown)",
        "class A:\n    def go(self):\n        np.save('a.npy', unknown)\nA().go()",
        "def f(v):\n    np.save('a.npy', v)\nimport scipy.optimize\nscipy.optimize.minimize(f, np.zeros(3))",
        "def f():\n    make()\nimport tqdm\ntqdm.tqdm(f)",
        "def f():\n    np.save('a.npy', np.zeros(3))\n    yield 1\nfor i in f():\n    pass",
        "write = np.save\nwrite('a.npy', unknown)",
        "[np.save('a.npy', np.zeros(i)) for i in unknown]",
        "(np.save if flag else np.load)('a.npy', None)",
        "np.save('a.npy' if flag else 'other.npy', np.zeros(3))",
    ],
)
def test_what_may_have_been_written_is_not_known(folder: Path, before: str) -> None:
    assert known(folder, f"{before}\nx = np.load('a.npy')") is None


def test_a_loop_that_writes_what_it_reads(folder: Path) -> None:
    text = "for i in range({}):\n    x = np.load('a.npy')\n    np.save('a.npy', np.zeros(unknown.n))"
    assert known(folder, text.format("flag")) is None
    assert known(folder, text.format("3")) is None
    assert known(folder, "for i in range(flag):\n    x = np.load('a.npy')\n    y = x * 2") == AS_IT_IS


def test_what_the_program_itself_has_saved(folder: Path) -> None:
    save = "a = np.zeros((4, 5), order='F')\nnp.save('a', a)\na.shape = (-1,)\n"
    assert known(folder, f"{save}x = np.load('a.npy')") == ((4, 5), "float64")
    assert known(folder, f"unknown()\n{save}x = np.load('a.npy')") == ((4, 5), "float64")
    assert known(folder, f"{save}unknown()\nx = np.load('a.npy')") is None
    assert known(folder, "np.save('new.npy', [1, 2])\nx = np.load('new.npy')") == ((2,), "int64")
    assert known(folder, "np.savez('new', np.zeros(3), k=DATA)\nx = np.load('new.npz')['arr_0']") == ((3,), "float64")
    assert known(folder, "if flag:\n    np.save('a.npy', np.zeros((20, 3), 'f4'))\nx = np.load('a.npy')") == AS_IT_IS
    assert known(folder, f"{save}x = np.load('{folder}/a.npy')") == ((4, 5), "float64")
    assert known(folder, "f = open('a.npy', 'w')\nnp.save('a.npy', np.zeros(2))\nx = np.load('a.npy')") is None


def test_links_within_the_folder_are_the_same_file(folder: Path) -> None:
    (folder / "link.npy").symlink_to(folder / "a.npy")
    assert known(folder, "x = np.load('link.npy')") == AS_IT_IS
    assert known(folder, "np.save('link.npy', np.zeros(2))\nx = np.load('a.npy')") is None
    os.link(folder / "a.npy", folder / "hard.npy")
    assert known(folder, "np.save('hard.npy', np.zeros(2))\nx = np.load('a.npy')") is None


def test_nothing_outside_is_opened(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "link.npy").symlink_to(folder / "a.npy")
    (inner / "out").symlink_to(folder)
    np.save(inner / "in.npy", DATA)
    for path in ("../a.npy", str(folder / "a.npy"), "link.npy", "out/a.npy", "../inner2/a.npy", "a.npy\0", "\ud800"):
        assert known(inner, f"x = np.load({path!r})") is None
    assert known(inner, "x = np.load('../inner/in.npy')") == AS_IT_IS
    assert known(inner, f"x = np.load({str(inner / 'in.npy')!r})") == AS_IT_IS


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.npy")
    (tmp_path / "b.npy").mkdir()
    assert known(tmp_path, "x = np.load('a.npy')") is None
    assert known(tmp_path, "x = np.load('b.npy')") is None
    assert known(tmp_path, "x = np.fromfile('a.npy')") is None


def test_several_folders(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    assert known([folder, other], "x = np.load('a.npy')") == AS_IT_IS
    np.save(other / "a.npy", np.zeros(3))
    assert known([folder, other], "x = np.load('a.npy')") is None
    assert known([other], "x = np.load('a.npy')") == ((3,), "float64")


@pytest.mark.parametrize(
    "path",
    [
        "'a' + '.npy'",
        "f'{name}.npy'",
        "'{}.npy'.format(name)",
        "os.path.join('sub', '..', 'a.npy')",
        "join(dirname(__file__), 'a.npy')",
        "osp.join(osp.dirname(osp.abspath(__file__)), 'a.npy')",
        "Path('a.npy')",
        "str(Path('a.npy'))",
        "Path('sub', '..') / 'a.npy'",
        "Path(__file__).parent / f'{name}.npy'",
        "Path(__file__).resolve().with_name('a').with_suffix('.npy')",
        "pathlib.Path('.').joinpath('a.npy')",
        "os.path.realpath(__file__).replace('program.py', 'a.npy')",
    ],
)
def test_paths_of_constants(folder: Path, path: str) -> None:
    imports = "import os, pathlib\nimport os.path as osp\nfrom os.path import dirname, join\nfrom pathlib import Path\n"
    text = f"{imports}name = 'a'\nPath('out').mkdir()\nif os.path.exists('b'):\n    pass\nx = np.load({path})"
    assert known(folder, text, path=folder / "program.py") == AS_IT_IS
    assert known(folder, f"{text}\nPath('a.npy').write_bytes(b'')\ny = np.load({path})", "y") is None
    assert known(folder, f"{text}\nos.rename('b.npy', 'a.npy')\ny = np.load({path})", "y") is None


def test_paths_that_depend_on_where_the_program_is_started(folder: Path) -> None:
    text = "import os\nx = np.load({})"
    assert known(folder, text.format("os.path.abspath('a.npy')"), path=folder / "program.py") is None
    assert known(folder, text.format("os.path.join(os.getcwd(), 'a.npy')"), path=folder / "program.py") is None
    assert known(folder, text.format("os.path.dirname(__file__) + '/a.npy'")) is None


def test_functions(folder: Path) -> None:
    called = "def read(path, mode=None):\n    return np.load(path)\nx = read('a.npy')"
    assert known(folder, called) == AS_IT_IS
    uncalled = "def read():\n    x = np.load('a.npy')\n    plot(x)\n"
    assert known(folder, uncalled) == AS_IT_IS
    assert known(folder, f"{uncalled}def write(path, x):\n    np.save(path, x)") is None
    assert known(folder, f"{uncalled}unknown(read)") is None


def test_calls_that_are_alike_are_told_apart(folder: Path) -> None:
    text = "def read():\n    return np.load('a.npy')\nx = read()\nnp.save('a.npy', np.zeros(7))\nx = read()"
    assert known(folder, text) == ((7,), "float64")
    text = "def go():\n    unknown()\n    return 1\ngo()\nnp.save('a.npy', np.zeros(7))\ngo()\nx = np.load('a.npy')"
    assert known(folder, text) is None


def test_a_file_that_changes_is_read_again(folder: Path) -> None:
    text = f"{IMPORT}n = 1\nx = np.load('a.npy')\ny = x.T\n"
    session = Session(Workspace(Sources(), None, [str(folder)]))
    parsed = parse(text)

    def shape() -> Any:
        analysis = session.analyse(text, parsed)
        return [variant.shape for estimate in analysis.estimates for variant in estimate.variants]

    assert shape() == [(20, 3), (3, 20)]
    assert not session.outdated()
    np.save(folder / "a.npy", np.zeros((5, 6, 7)))
    assert session.outdated()
    assert shape() == [(5, 6, 7), (7, 6, 5)]
    (folder / "a.npy").unlink()
    assert session.outdated()
    assert shape() == []
    assert not session.outdated()
    np.save(folder / "a.npy", np.zeros(2))
    assert shape() == [(2,), (2,)]


@given(arrays(dtypes), st.sampled_from(["f4", "f8", "i2", "u1", "V3"]), st.integers(-1, 9), st.integers(0, 20))
def test_claims_are_what_numpy_loads(
    tmp_path_factory: pytest.TempPathFactory, array: Any, dtype: str, count: int, offset: int
) -> None:
    folder = tmp_path_factory.mktemp("saved")
    path = str(folder / "a.npy")
    np.save(path, array)
    np.savez(folder / "b.npz", x=array, y=array.T)
    text = f"""
a = np.load('a.npy')
b = np.load('b.npz')['y']
c = np.fromfile('a.npy', {dtype!r}, {count}, offset={offset})
d = np.load('a.npy', mmap_mode='r')
e = np.memmap('a.npy', {dtype!r}, 'r', offset={offset})
"""
    expected: dict[str, Any] = {"a": np.load(path), "b": array.T, "c": np.fromfile(path, dtype, count, offset=offset)}
    expected["d"] = array if array.size else None
    left = Path(path).stat().st_size - offset
    itemsize = np.dtype(dtype).itemsize
    expected["e"] = np.fromfile(path, dtype, offset=offset) if left % itemsize == 0 else None
    analysis = analyse(IMPORT + text, None, [str(folder)])
    claimed = {estimate.name: estimate.variants[0] for estimate in analysis.estimates}
    assert claimed.keys() == {name for name, value in expected.items() if value is not None}
    for name, variant in claimed.items():
        assert variant.shape == expected[name].shape
        assert same_dtype(variant.dtype, expected[name].dtype)


@given(arrays(dtypes))
def test_what_is_saved_is_what_is_loaded(tmp_path_factory: pytest.TempPathFactory, array: Any) -> None:
    """The layout too: a transpose that NumPy would return as a view of what it has loaded is claimed to be one."""
    folder = tmp_path_factory.mktemp("saved")
    np.save(folder / "given.npy", array)
    text = "a = np.load('given.npy')\nt = a.T\nnp.save('t.npy', t)\nx = np.load('t.npy')\ny = x.reshape(-1)"
    analysis = analyse(IMPORT + text, None, [str(folder)])
    claimed = {estimate.name: estimate.variants[0] for estimate in analysis.estimates}
    np.save(folder / "t.npy", np.load(folder / "given.npy").T)
    loaded = np.load(folder / "t.npy")
    assert claimed["x"].shape == loaded.shape
    assert same_dtype(claimed["x"].dtype, loaded.dtype)
    assert (claimed["y"].view_of == "x") == (np.shares_memory(loaded.reshape(-1), loaded) or loaded.size == 0)
