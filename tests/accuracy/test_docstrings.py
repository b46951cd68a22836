"""No claim about the examples in NumPy's docstrings is wrong; `make accuracy` tries them all."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from benchmarks.accuracy.docstrings import CHAPTERS, Docstring, docstrings
from benchmarks.accuracy.judging import Judgement, Verdict, judge
from benchmarks.accuracy.natures import Nature
from benchmarks.accuracy.programs import program_of
from benchmarks.accuracy.running import run_twice
from benchmarks.accuracy.table import all_items, listed, page, score

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each program runs in a fork")
EVERY = 4


def judged(*examples: str) -> Judgement:
    program = program_of(Docstring("numpy", "test", tuple(f"{example}\n" for example in examples)))
    return judge(program, run_twice([program])[0])


def verdicts(judgement: Judgement) -> dict[str, Verdict]:
    return {item.name: item.verdict for item in judgement.items}


def test_no_claim_about_a_part_of_the_docstrings_is_wrong() -> None:
    programs = [program_of(docstring) for docstring in docstrings()[::EVERY]]
    judgements = [judge(program, runs) for program, runs in zip(programs, run_twice(programs), strict=True)]
    assert listed(judgements, Verdict.WRONG) == ""
    total = score(all_items(judgements))
    assert total.total > 3000 / EVERY
    assert total.of_determined > 70


def test_every_chapter_of_numpy_is_there() -> None:
    found = docstrings()
    assert {docstring.chapter for docstring in found} == set(CHAPTERS)
    assert len(found) > 750
    assert sum(len(docstring.sources) for docstring in found) > 5500


def test_results_and_bindings_count_and_other_objects_do_not() -> None:
    judgement = judged("a = np.zeros((2, 3))", "a.sum(axis=0)", "a.shape", "np.float32(1)", "np.divmod(a, 2)")
    assert verdicts(judgement) == dict.fromkeys(("a", "_1", "_3", "_4_0", "_4_1"), Verdict.RIGHT)


def test_a_claim_that_a_run_contradicts_is_wrong() -> None:
    program = program_of(Docstring("numpy", "test", ("a = np.zeros(3)\n",)))
    first, second = run_twice([program])[0]
    ((place, (seen,)),) = second.bindings.items()
    second.bindings[place] = [replace(seen, fact=replace(seen.fact, dtype=np.dtype("f4"), nbytes=12))]
    judgement = judge(program, (first, second))
    assert verdicts(judgement) == {"a": Verdict.WRONG}
    assert "a is numpy.ndarray float64[3] of 24 bytes or numpy.ndarray float32[3]" in page([judgement])


def test_examples_that_raise_or_need_other_packages_are_left_out() -> None:
    judgement = judged("import hypothesis", "x = np.zeros(2)", "x = np.zeros(3) + x", "y = x[", "x + 1")
    assert judgement.erroneous == 3
    assert verdicts(judgement) == {"x": Verdict.RIGHT, "_3": Verdict.RIGHT}


def test_silence_is_put_down_to_the_innermost_expression_that_is_not_followed() -> None:
    judgement = judged(
        "import random",
        "a = np.zeros(random.randint(2, 10**6))",
        "np.random.rand(3).tofile('numbers')",
        "b = np.sqrt(np.fromfile('numbers')) + 1",
        "c = b[None]",
        "m = np.random.rand(9)",
        "m[m < 2]",
    )
    causes = {item.name: item.cause for item in judgement.items}
    assert causes["a"] is not None
    assert causes["a"].nature is Nature.RANDOM
    for name, direct in (("b", True), ("c", False)):
        cause = causes[name]
        assert cause is not None
        assert (cause.name, cause.nature, cause.direct) == ("numpy.fromfile", Nature.FILE, direct)
    assert causes["_6"] is not None
    assert causes["_6"].nature is Nature.DATA
