"""Without what every expression holds, names and bindings tell enough for much of it."""

from bytelens.lint.checking import check

from .making import plain

TEXT = """\
import numpy as np

image = np.ones((1000, 1000), dtype=np.float32)
row = np.ones(1000)
weighted = image * row
image = image + 1
failed = image * np.ones(3)
row += weighted
"""


def test_names_and_bindings_are_enough_for_plain_statements() -> None:
    found = [(finding.code, finding.range.line) for finding in check(plain(TEXT))]
    assert found == [("BL001", 5), ("BL005", 6), ("BL009", 8)]
