"""What programs load is looked up in the current directory."""

from pathlib import Path

import numpy as np

from .running import bytelens_cli


def test_files_of_the_current_directory(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.zeros(3))
    text = b"import numpy as np\na = np.load('a.npy')\n"
    assert "24 B float64[3]" in bytelens_cli("show", "-", stdin=text, cwd=tmp_path)[1]
    (tmp_path / "inner").mkdir()
    assert "24 B" not in bytelens_cli("show", "-", stdin=text, cwd=tmp_path / "inner")[1]
