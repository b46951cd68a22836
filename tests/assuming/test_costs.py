"""What lines need under assumptions."""

import numpy as np

from bytelens.analysis.module import analyse_in_full
from bytelens.assuming.assumptions import Assumptions
from bytelens.report.annotate import annotate

from .test_programs import assumed

TEXT = """\
import numpy as np
n = 1000
a = np.full(n, 0.5)
b = np.sqrt(np.arange(n))
c = np.linspace(0, 1, n)
d = a + b + c
"""


def test_temporaries_and_the_peak_are_those_of_what_is_assumed() -> None:
    """A result is as small as it is assumed; what is needed besides it stays as it is."""
    assumptions = assumed(TEXT, "n = 1_000_000").and_also(Assumptions(dtype=np.dtype(np.float32)))
    parsed, analysis = analyse_in_full(TEXT, assumptions=assumptions)
    shown = [line.label for line in annotate(TEXT, analysis, assumptions, parsed.tree)]
    assert shown[:6] == [
        None,
        None,
        "◇ 4 MB float32[1000000]",
        "◇ 4 MB float32[1000000] +8 MB temp",
        "◇ 4 MB float32[1000000]",
        "◇ 4 MB float32[1000000]",
    ]
    assert (shown[6] or "").startswith("◇ peak 16 MB at line 4: ")
